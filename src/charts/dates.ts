import { type Context, write } from './brush.ts'
import type { FrameLayout } from './frame.ts'
import { ellipsise, font, widthOf } from './text.ts'
import type { Theme } from './theme.ts'

const tickSize = 13
const widestDate = 150

/** Writes as many labels of the x axis as fit beside each other, the last one always. */
export function paintDates(
  context: Context,
  labels: readonly { readonly at: number; readonly text: string }[],
  x: (at: number) => number,
  y: number,
  { width, margin }: Pick<FrameLayout, 'width' | 'margin'>,
  theme: Theme,
): void {
  const css = font(tickSize)
  // To measure every label would take longer than to draw the line; the longest are the widest.
  const longest = labels.toSorted((one, other) => other.text.length - one.text.length).slice(0, 4)
  const widths = longest.map(({ text }) => widthOf(text, css))
  const widest = Math.min(widestDate, Math.max(0, ...widths))
  const slot = x(labels[1]?.at ?? 1) - x(labels[0]?.at ?? 0)
  const every = slot > 0 ? Math.ceil((widest + 18) / slot) : 1
  for (let index = labels.length - 1; index >= 0; index -= every) {
    const text = ellipsise(labels[index]?.text ?? '', css, widestDate)
    const half = widthOf(text, css) / 2
    const wanted = x(labels[index]?.at ?? 0)
    const at = Math.min(Math.max(wanted, margin + half), width - margin - half)
    write(context, text, at, y, { colour: theme.muted, size: tickSize, align: 'center' })
  }
}
