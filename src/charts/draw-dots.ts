import type { ChartConfiguration } from 'chart.js'
import { type Context, stroke, write } from './brush.ts'
import type { DotsDrawing } from './drawing.ts'
import { isNarrow, type LegendEntry, layFrame, whisker } from './frame.ts'
import { formatMark, formatValue } from './numbers.ts'
import { commonOptions, layer, type Plan, pagePlugin, placing, planOf } from './plan.ts'
import { layRows, rowPitch } from './row-labels.ts'
import { font, widthOf } from './text.ts'
import { faded, type Theme } from './theme.ts'
import { valueAxis } from './value-axis.ts'

const axisRoom = 30
const footRoom = 26

function numbersOf({ rows, reference }: DotsDrawing): number[] {
  return [
    ...rows.flatMap((row) => [row.value, row.low, row.high]),
    reference?.value ?? null,
  ].filter((value) => value !== null)
}

/** Draws ranked dots with whiskers: a row a value, the value at the whisker's end, n at the right. */
export function drawDots(drawing: DotsDrawing, theme: Theme): Plan {
  const { rows, reference, unit, frame } = drawing
  const pitch = rows.length <= 6 ? 46 : Math.min(rowPitch(rows.length), 38)
  const columns = layRows(rows, pitch, frame, theme)
  const values = rows.map((row) =>
    row.value === null ? '' : formatValue(row.value, unit, frame.locale),
  )
  const valueRoom = Math.max(...values.map((text) => widthOf(text, font(14, 600)))) + 14
  const left = columns.left + 6
  const right = columns.right - valueRoom
  const axis = valueAxis(numbersOf(drawing), unit, frame.locale, isNarrow(frame) ? 4 : 7)
  const place = placing(axis, left, right)
  const x = (value: number) => place(axis.at(value))

  const entries: LegendEntry[] = [
    ...(rows.some((row) => row.low !== null)
      ? [{ label: frame.words.interval, colour: theme.tones.muted, mark: 'whisker' as const }]
      : []),
    ...(reference
      ? [
          {
            label: `${reference.label}: ${formatMark(reference.value, unit, frame.locale)}`,
            colour: theme.muted,
            mark: 'dashed' as const,
          },
        ]
      : []),
  ]
  const layout = layFrame(frame, entries, theme, columns.heading)
  const bottom = layout.top + rows.length * pitch
  const more = frame.more === '' ? 0 : footRoom
  const height = bottom + more + axisRoom + layout.bottom
  const centres = rows.map((_, index) => layout.top + (index + 0.5) * pitch)
  const radius = pitch >= 36 ? 7 : 6

  function under(context: Context): void {
    for (const tick of axis.ticks) {
      const at = place(tick.at)
      const colour = tick.at === axis.centre ? theme.axis : theme.grid
      stroke(context, [at, layout.top], [at, bottom], { colour, width: 1 })
      write(context, tick.text, at, bottom + more + 20, {
        colour: theme.muted,
        size: 13,
        align: 'center',
      })
    }
    if (reference) {
      const at = x(reference.value)
      const style = { colour: theme.muted, width: 1.5, dash: [5, 4] }
      stroke(context, [at, layout.top - 4], [at, bottom], style)
    }
    for (const [index, row] of rows.entries()) {
      if (row.low === null || row.high === null) continue
      const colour = faded(theme.tones[row.tone], 0.55)
      whisker(context, [x(row.low), x(row.high)], centres[index] ?? 0, colour)
    }
  }

  /** A value that would stand on the reference line stands behind it. */
  function beside(start: number, text: string): number {
    if (!reference) return start
    const at = x(reference.value)
    const crossed = start - 4 < at && at < start + widthOf(text, font(14, 600)) + 4
    return crossed ? at + 6 : start
  }

  function over(context: Context): void {
    for (const [index, row] of rows.entries()) {
      const y = centres[index] ?? 0
      if (row.value === null) {
        const quiet = { colour: theme.muted, size: 14, baseline: 'middle' } as const
        write(context, frame.words.none, left + 4, y, quiet)
        continue
      }
      const text = values[index] ?? ''
      const end = beside(Math.max(x(row.value) + radius, x(row.high ?? row.value)) + 9, text)
      const style = {
        colour: theme.text,
        size: 14,
        weight: 600,
        baseline: 'middle',
        halo: theme.page,
      } as const
      write(context, text, end, y, style)
    }
    columns.paint(context, centres, layout.headingAt)
  }

  const configuration: ChartConfiguration<'scatter'> = {
    type: 'scatter',
    data: {
      datasets: [
        {
          data: rows.map((row, index) => ({
            x: row.value === null ? Number.NaN : axis.at(row.value),
            y: index + 0.5,
          })),
          pointBackgroundColor: rows.map((row) => theme.tones[row.tone]),
          pointBorderColor: theme.page,
          pointBorderWidth: 2,
          pointRadius: radius,
          clip: false,
        },
      ],
    },
    options: {
      ...commonOptions(layout, { left, right, top: layout.top, bottom }, height),
      scales: {
        x: { display: false, min: axis.min, max: axis.max },
        y: { display: false, min: 0, max: rows.length, reverse: true },
      },
    },
    plugins: [pagePlugin(layout, theme, height), layer('under', under), layer('over', over)],
  }
  return planOf(configuration, height)
}
