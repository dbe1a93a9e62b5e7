import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'

/** The name under which the shipped fonts are known to the canvas. */
export const FAMILY = 'cxbot'
const files = ['Inter-Regular.ttf', 'Inter-SemiBold.ttf']

/** Makes the shipped fonts known; once a worker, because each registration is kept for ever. */
export function registerFonts(folder: string): void {
  for (const file of files) {
    if (!GlobalFonts.registerFromPath(`${folder}/${file}`, FAMILY)) {
      throw new Error(`font cannot be read: ${folder}/${file}`)
    }
  }
}

export type Weight = 400 | 600

/** Returns the CSS font of a weight and a size in pixels. */
export function font(size: number, weight: Weight = 400): string {
  return `${weight} ${size}px ${FAMILY}`
}

let ruler: SKRSContext2D | undefined

/** Returns the width of a text in pixels. */
export function widthOf(text: string, css: string): number {
  ruler ??= createCanvas(1, 1).getContext('2d')
  ruler.font = css
  return ruler.measureText(text).width
}

/** Returns the text, or as much of it as fits into the width with an ellipsis. */
export function ellipsise(text: string, css: string, width: number): string {
  if (widthOf(text, css) <= width) return text
  const characters = [...text]
  let fits = 0
  let high = characters.length
  while (fits < high - 1) {
    const middle = (fits + high) >> 1
    if (widthOf(`${characters.slice(0, middle).join('')}…`, css) <= width) fits = middle
    else high = middle
  }
  return `${characters.slice(0, fits).join('').trimEnd()}…`
}

/** Returns the text as lines that fit into the width; what does not fit into the last is cut. */
export function wrap(text: string, css: string, width: number, lines: number): string[] {
  const wrapped: string[] = []
  let line = ''
  const words = text.split(' ').filter((word) => word !== '')
  for (const [index, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line === '' || widthOf(longer, css) <= width) {
      line = longer
    } else if (wrapped.length === lines - 1) {
      line = [line, ...words.slice(index)].join(' ')
      break
    } else {
      wrapped.push(ellipsise(line, css, width))
      line = word
    }
  }
  return line === '' ? wrapped : [...wrapped, ellipsise(line, css, width)]
}
