import { type Context, stroke, write } from './brush.ts'
import type { TrendDrawing } from './drawing.ts'
import { ellipsise, font, widthOf } from './text.ts'
import type { Theme } from './theme.ts'

const size = 13
const rowHeight = 18
const gap = 6
const mostRows = 5

interface Plot {
  readonly x: (at: number) => number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

interface PlacedEvent {
  readonly x: number
  readonly text: string
  readonly align: 'left' | 'right'
  readonly row: number
}

/** Returns where each event's name stands: beside its line, under names that would be in its way. */
function placed(events: TrendDrawing['events'], { x, left, right }: Plot): PlacedEvent[] {
  const css = font(size, 600)
  const widest = (right - left) * 0.45
  const taken: [number, number][][] = Array.from({ length: mostRows }, () => [])
  return events.map((event) => {
    const at = Math.min(right, Math.max(left, x(event.at)))
    const align = at <= (left + right) / 2 ? 'left' : 'right'
    const text = ellipsise(event.label, css, widest)
    const width = widthOf(text, css) + gap
    const [from, to] = align === 'left' ? [at, at + width] : [at - width, at]
    const free = taken.findIndex((row) => row.every(([a, b]) => to + gap < a || from - gap > b))
    const row = free < 0 ? mostRows - 1 : free
    taken[row]?.push([from, to])
    return { x: at, text, align, row }
  })
}

/** Draws a vertical line with its name for everything that happened. */
export function paintEvents(
  context: Context,
  events: TrendDrawing['events'],
  plot: Plot,
  theme: Theme,
): void {
  const all = placed(events, plot)
  for (const { x } of all) {
    const style = { colour: theme.text, width: 1.5, dash: [2, 4] }
    stroke(context, [x, plot.top], [x, plot.bottom], style)
  }
  for (const { x, text, align, row } of all) {
    const style = { colour: theme.text, size, weight: 600, halo: theme.page, align } as const
    const aside = align === 'left' ? gap : -gap
    write(context, text, x + aside, plot.top + 8 + row * rowHeight, {
      ...style,
      baseline: 'middle',
    })
  }
}
