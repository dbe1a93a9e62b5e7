type Triple = readonly [number, number, number]

/** Severe cases in linear RGB: Machado, Oliveira and Fernandes (2009), table 1, severity 1.0. */
const simulations = {
  ordinary: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
  deuteranopia: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ],
} as const

export type Vision = keyof typeof simulations
export const visions = Object.keys(simulations) as Vision[]

function linear(colour: string): Triple {
  const part = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [part(1), part(3), part(5)]
}

function seen([red, green, blue]: Triple, vision: Vision): Triple {
  const matrix = simulations[vision]
  const row = (at: number): number =>
    (matrix[at] ?? 0) * red + (matrix[at + 1] ?? 0) * green + (matrix[at + 2] ?? 0) * blue
  return [row(0), row(3), row(6)]
}

/** Returns CIE L*a*b* of linear sRGB, white point D65. */
function lab([red, green, blue]: Triple): Triple {
  const root = (value: number): number =>
    value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116
  const x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047)
  const y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
  const z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** Returns the lightness of a colour, 0–100. */
export function lightness(colour: string): number {
  return lab(linear(colour))[0]
}

/** Returns how far two colours are apart to such eyes: CIE 1976, where about 2 is just noticed. */
export function distance(one: string, other: string, vision: Vision): number {
  const [a, b] = [lab(seen(linear(one), vision)), lab(seen(linear(other), vision))]
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}
