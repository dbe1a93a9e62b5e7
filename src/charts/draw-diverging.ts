import type { ChartConfiguration } from 'chart.js'
import { formatCount } from '../language/format.ts'
import { type Context, stroke, write } from './brush.ts'
import type { DivergingDrawing } from './drawing.ts'
import { layFrame } from './frame.ts'
import { commonOptions, layer, type Plan, pagePlugin, placing, planOf } from './plan.ts'
import { layRows, rowPitch } from './row-labels.ts'
import { font, widthOf } from './text.ts'
import type { Theme } from './theme.ts'

const countSize = 14
const groupRoom = 34
const footRoom = 26

/** Draws bars to both sides of one line: what is praised to the right, what is scolded to the left. */
export function drawDiverging(drawing: DivergingDrawing, theme: Theme): Plan {
  const { rows, sides, frame } = drawing
  const pitch = Math.min(rowPitch(rows.length), 42)
  const thickness = Math.round(pitch * 0.6)
  const columns = layRows(rows, pitch, frame, theme)
  const counts = rows.map(({ positive, negative }) => ({
    positive: formatCount(positive, frame.locale),
    negative: formatCount(negative, frame.locale),
  }))
  const room = (side: 'positive' | 'negative') =>
    Math.max(...counts.map((texts) => widthOf(texts[side], font(countSize, 600)))) + 12
  const left = columns.left + room('negative')
  const right = columns.right - room('positive')
  const most = (side: 'positive' | 'negative') => Math.max(...rows.map((row) => row[side]))
  const axis = { min: -most('negative'), max: Math.max(most('positive'), 1 - most('negative')) }
  const x = placing(axis, left, right)

  const entries = (['negative', 'positive'] as const).map((side) => ({
    label: sides[side],
    colour: theme.tones[side],
    mark: 'box' as const,
  }))
  const layout = layFrame(frame, entries, theme, columns.heading)
  const opens = rows.map((row, index) => row.group !== '' && row.group !== rows[index - 1]?.group)
  let below = layout.top
  const centres = rows.map((_, index) => {
    if (opens[index]) below += groupRoom
    below += pitch
    return below - pitch / 2
  })
  const bottom = below
  const height = bottom + layout.bottom + (frame.more === '' ? 0 : footRoom)

  function under(context: Context): void {
    const middle = x(0)
    stroke(context, [middle, layout.top], [middle, bottom], { colour: theme.axis, width: 1 })
  }

  function over(context: Context): void {
    for (const [index, row] of rows.entries()) {
      const y = centres[index] ?? 0
      const style = {
        colour: theme.text,
        size: countSize,
        weight: 600,
        baseline: 'middle',
      } as const
      const texts = counts[index]
      if (row.negative > 0) {
        write(context, texts?.negative ?? '', x(-row.negative) - 8, y, { ...style, align: 'right' })
      }
      if (row.positive > 0) write(context, texts?.positive ?? '', x(row.positive) + 8, y, style)
      if (opens[index]) {
        const at = y - pitch / 2 - groupRoom / 2 + 6
        write(context, row.group, layout.margin, at, { ...style, size: 15 })
      }
    }
    columns.paint(context, centres, layout.headingAt)
  }

  const span = bottom - layout.top
  const configuration: ChartConfiguration<'bar', { x: [number, number]; y: number }[], number> = {
    type: 'bar',
    data: {
      datasets: (['negative', 'positive'] as const).map((side) => ({
        data: rows.map((row, index) => ({
          x: (side === 'negative' ? [-row.negative, 0] : [0, row.positive]) as [number, number],
          y: (centres[index] ?? 0) - layout.top,
        })),
        backgroundColor: theme.tones[side],
        barThickness: thickness,
        grouped: false,
        borderSkipped: false,
        borderRadius:
          side === 'negative' ? { topLeft: 5, bottomLeft: 5 } : { topRight: 5, bottomRight: 5 },
      })),
    },
    options: {
      ...commonOptions(layout, { left, right, top: layout.top, bottom }, height),
      indexAxis: 'y',
      scales: {
        x: { display: false, min: axis.min, max: axis.max },
        y: { type: 'linear', display: false, min: 0, max: span, reverse: true, offset: false },
      },
    },
    plugins: [pagePlugin(layout, theme, height), layer('under', under), layer('over', over)],
  }
  return planOf(configuration, height)
}
