import { type Context, stroke } from './brush.ts'
import type { DrawnPoint } from './drawing.ts'
import { faded } from './theme.ts'

interface Bounds {
  readonly at: number
  readonly low: number
  readonly high: number
}

/** Returns the stretches of points that have an interval, without a gap between them. */
function stretches(points: readonly DrawnPoint[]): Bounds[][] {
  const found: Bounds[][] = []
  let current: Bounds[] = []
  for (const { at, low, high } of points) {
    if (low === null || high === null) {
      current = []
      continue
    }
    if (current.length === 0) found.push(current)
    current.push({ at, low, high })
  }
  return found
}

/** Draws the intervals of a line as a band; a point without neighbours gets a bar of its own. */
export function paintBands(
  context: Context,
  points: readonly DrawnPoint[],
  place: { readonly x: (at: number) => number; readonly y: (value: number) => number },
  style: { readonly colour: string; readonly opacity: number },
): void {
  const { x, y } = place
  for (const bounds of stretches(points)) {
    const [first, second] = bounds
    if (first && !second) {
      const colour = faded(style.colour, style.opacity * 2)
      const [from, to] = [y(first.low), y(first.high)]
      stroke(context, [x(first.at), from], [x(first.at), to], { colour, width: 6, round: true })
      continue
    }
    context.fillStyle = faded(style.colour, style.opacity)
    context.beginPath()
    for (const point of bounds) context.lineTo(x(point.at), y(point.high))
    for (const point of bounds.toReversed()) context.lineTo(x(point.at), y(point.low))
    context.closePath()
    context.fill()
  }
}
