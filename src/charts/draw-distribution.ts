import type { ChartConfiguration } from 'chart.js'
import { formatCount } from '../language/format.ts'
import { type Context, stroke, write } from './brush.ts'
import type { DistributionDrawing } from './drawing.ts'
import { layFrame } from './frame.ts'
import { formatShare } from './numbers.ts'
import { commonOptions, layer, type Plan, pagePlugin, planOf } from './plan.ts'
import { font, widthOf, wrap } from './text.ts'
import type { Theme } from './theme.ts'

const plotHeight = 260
const nameSize = 15
const nameLine = 19
const shareRoom = 44
const widestBar = 96

/** Draws a bar for each answer: its share and its count above it, the answer below. */
export function drawDistribution(drawing: DistributionDrawing, theme: Theme): Plan {
  const { bars, frame } = drawing
  const layout = layFrame(frame, [], theme)
  const [left, right] = [layout.margin, layout.width - layout.margin]
  const slot = (right - left) / bars.length
  const widestName = Math.max(...bars.map((bar) => widthOf(bar.label, font(nameSize))))
  const every = Math.ceil((Math.min(widestName, 60) + 8) / slot)
  const nameWidth = Math.max(slot * every - 8, 24)
  const names = bars.map((bar) => wrap(bar.label, font(nameSize), nameWidth, every > 1 ? 1 : 2))
  const nameRoom = 12 + nameLine * Math.max(...names.map((lines) => lines.length))
  const top = layout.top + shareRoom
  const bottom = top + plotHeight
  const height = bottom + nameRoom + layout.bottom
  const highest = Math.max(...bars.map((bar) => bar.share), 1)
  const shares = bars.map((bar) => formatShare(bar.share, frame.locale))
  const widest = Math.max(...shares.map((text) => widthOf(text, font(15, 600))))
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
      if (index % every !== 0) continue
      for (const [line, label] of (names[index] ?? []).entries()) {
        const y = bottom + 24 + line * nameLine
        write(context, label, x, y, { ...middle, colour: theme.text, size: nameSize })
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
      ...commonOptions(layout, { left, right, top, bottom }, height),
      scales: { x: { display: false }, y: { display: false, min: 0, max: highest } },
    },
    plugins: [pagePlugin(layout, theme, height), layer('over', labels)],
  }
  return planOf(configuration, height)
}
