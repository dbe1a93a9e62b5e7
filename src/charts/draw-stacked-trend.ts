import type { ChartConfiguration } from 'chart.js'
import { type Context, stroke, write } from './brush.ts'
import { paintDates } from './dates.ts'
import type { StackedTrendDrawing } from './drawing.ts'
import { layFrame } from './frame.ts'
import { formatPercent, formatShare } from './numbers.ts'
import { commonOptions, layer, type Plan, pagePlugin, placing, planOf } from './plan.ts'
import { font, widthOf } from './text.ts'
import { faded, readableOn, type Theme } from './theme.ts'

const plotHeight = 280
const axisRoom = 34
const tickSize = 13
const ticks = [0, 25, 50, 75, 100]

/** Draws columns over time, each cut into shares of 100 %; what still grows is paler. */
export function drawStackedTrend(drawing: StackedTrendDrawing, theme: Theme): Plan {
  const { parts, columns, labels, unfinished, frame } = drawing
  const entries = parts.map((part) => ({
    label: part.label,
    colour: theme.tones[part.tone],
    mark: 'box' as const,
  }))
  const layout = layFrame(frame, entries, theme)
  const { top } = layout
  const bottom = top + plotHeight
  const height = bottom + axisRoom + layout.bottom
  const texts = ticks.map((tick) => formatPercent(tick, frame.locale))
  const left = layout.margin + Math.max(...texts.map((text) => widthOf(text, font(tickSize)))) + 12
  const right = layout.width - layout.margin
  const slot = (right - left) / columns.length
  const thickness = Math.min(72, Math.max(1, slot * (columns.length > 60 ? 1 : 0.78)))
  const x = (at: number) => left + (at + 0.5) * slot
  const y = placing({ min: 0, max: 100 }, bottom, top)
  const growing = new Set(unfinished)

  function under(context: Context): void {
    for (const [index, tick] of ticks.entries()) {
      stroke(context, [left, y(tick)], [right, y(tick)], { colour: theme.grid, width: 1 })
      const style = { colour: theme.muted, size: tickSize, align: 'right' } as const
      write(context, texts[index] ?? '', left - 10, y(tick), { ...style, baseline: 'middle' })
    }
  }

  function over(context: Context): void {
    paintDates(context, labels, x, bottom + 24, layout, theme)
    if (thickness < 40) return
    for (const [at, column] of columns.entries()) {
      let from = 0
      for (const [part, share] of (column?.shares ?? []).entries()) {
        const middle = y(from + share / 2)
        from += share
        if (share < 8) continue
        write(context, formatShare(share, frame.locale), x(at), middle, {
          colour: growing.has(at)
            ? theme.text
            : readableOn(theme.tones[parts[part]?.tone ?? 'neutral']),
          size: 14,
          weight: 600,
          align: 'center',
          baseline: 'middle',
        })
      }
    }
  }

  const configuration: ChartConfiguration<'bar', number[], string> = {
    type: 'bar',
    data: {
      labels: columns.map((_, index) => String(index)),
      datasets: parts.map(({ tone }, part) => ({
        data: columns.map((column) => column?.shares[part] ?? Number.NaN),
        backgroundColor: columns.map((_, at) =>
          growing.has(at) ? faded(theme.tones[tone], 0.45) : theme.tones[tone],
        ),
        barThickness: thickness,
        stack: 'shares',
      })),
    },
    options: {
      ...commonOptions(layout, { left, right, top, bottom }, height),
      scales: {
        x: { display: false, stacked: true },
        y: { display: false, stacked: true, min: 0, max: 100 },
      },
    },
    plugins: [pagePlugin(layout, theme, height), layer('under', under), layer('over', over)],
  }
  return planOf(configuration, height)
}
