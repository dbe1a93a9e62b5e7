import type { ChartConfiguration } from 'chart.js'
import { formatCount } from '../language/format.ts'
import { type Context, stroke, write } from './brush.ts'
import type { DistributionDrawing } from './drawing.ts'
import { layFrame, MARGIN, WIDTH } from './frame.ts'
import { formatPercent } from './numbers.ts'
import { commonOptions, layer, type Plan, pagePlugin } from './plan.ts'
import { ellipsise, font, widthOf } from './text.ts'
import type { Theme } from './theme.ts'

const plotHeight = 260
const labelRoom = 30
const shareRoom = 44
const widestBar = 96

/** Draws a bar for each answer: its share and its count above it, the answer below. */
export function drawDistribution(drawing: DistributionDrawing, theme: Theme): Plan {
  const { bars, frame } = drawing
  const layout = layFrame(frame, [], theme)
  const top = layout.top + shareRoom
  const bottom = top + plotHeight
  const height = bottom + labelRoom + layout.bottom
  const [left, right] = [MARGIN, WIDTH - MARGIN]
  const slot = (right - left) / bars.length
  const highest = Math.max(...bars.map((bar) => bar.share), 1)
  const shares = bars.map((bar) => formatPercent(bar.share, frame.locale))
  const widest = Math.max(...shares.map((text) => widthOf(text, font(15, 600))))
  const everyLabel = Math.ceil(
    Math.min(90, Math.max(...bars.map((bar) => widthOf(bar.label, font(15)))) + 10) / slot,
  )

  function labels(context: Context): void {
    stroke(context, [left, bottom], [right, bottom], { colour: theme.axis, width: 1 })
    for (const [index, bar] of bars.entries()) {
      const x = left + (index + 0.5) * slot
      const y = bottom - (bar.share / highest) * plotHeight
      const middle = { align: 'center' } as const
      if (widest + 4 <= slot) {
        const text = { ...middle, colour: bar.count > 0 ? theme.text : theme.muted, size: 15 }
        write(context, shares[index] ?? '', x, y - 26, { ...text, weight: 600 })
        const count = formatCount(bar.count, frame.locale)
        write(context, count, x, y - 9, { ...middle, colour: theme.muted, size: 13 })
      }
      if (index % everyLabel === 0) {
        const label = ellipsise(bar.label, font(15), Math.max(slot * everyLabel - 8, 24))
        write(context, label, x, bottom + 24, { ...middle, colour: theme.text, size: 15 })
      }
    }
  }

  const configuration: ChartConfiguration<'bar', number[], string> = {
    type: 'bar',
    data: {
      labels: bars.map((_, index) => String(index)),
      datasets: [
        {
          data: bars.map((bar) => bar.share),
          backgroundColor: bars.map((bar) => theme.tones[bar.tone]),
          borderRadius: { topLeft: 5, topRight: 5 },
          barThickness: Math.min(widestBar, Math.max(1, slot * 0.74)),
        },
      ],
    },
    options: {
      ...commonOptions({ left, right, top, bottom }, height),
      scales: { x: { display: false }, y: { display: false, min: 0, max: highest } },
    },
    plugins: [pagePlugin(layout, theme, height), layer('over', labels)],
  }
  return { configuration: configuration as unknown as ChartConfiguration, height }
}
