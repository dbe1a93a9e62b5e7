import type { ChartConfiguration } from 'chart.js'
import { type Context, write } from './brush.ts'
import type { StackedShareDrawing } from './drawing.ts'
import { layFrame, marginOf } from './frame.ts'
import { formatShare } from './numbers.ts'
import { commonOptions, layer, type Plan, pagePlugin, planOf } from './plan.ts'
import { layRows, rowPitch } from './row-labels.ts'
import { font, widthOf } from './text.ts'
import { readableOn, type Theme } from './theme.ts'

const single = { height: 68, text: 20, radius: 10 }
const many = { text: 14, radius: 6 }
const gap = 2
const footRoom = 26

type Segment = [number, number]
type Row = StackedShareDrawing['rows'][number]

/** Returns where each share of a row begins and ends, 0–100, null where there is none; shares that miss 100 are stretched to it. */
function segments(row: Row): (Segment | null)[] {
  const total = row.shares.reduce((sum, share) => sum + share, 0)
  let from = 0
  return row.shares.map((share) => {
    if (row.n === 0 || share === 0) return null
    const segment: Segment = [from, from + (share / total) * 100]
    from = segment[1]
    return segment
  })
}

/** Draws horizontal bars of shares: each row's percentages inside, its n at the end. */
export function drawStackedShare(drawing: StackedShareDrawing, theme: Theme): Plan {
  const { parts, rows, frame } = drawing
  const alone = rows.length === 1 && rows[0]?.label === ''
  const pitch = alone ? single.height + 16 : rowPitch(rows.length)
  const thickness = alone ? single.height : Math.round(pitch * 0.62)
  const style = alone ? single : many
  const columns = layRows(rows, pitch, frame, theme)
  const margin = marginOf(frame)
  const left = alone ? margin : columns.left
  const right = alone ? frame.width - margin : columns.right

  const entries = parts.map((part) => ({
    label: part.label,
    colour: theme.tones[part.tone],
    mark: 'box' as const,
  }))
  const layout = layFrame(frame, entries, theme, alone ? 0 : columns.heading)
  const bottom = layout.top + rows.length * pitch
  const height = bottom + layout.bottom + (frame.more === '' ? 0 : footRoom)
  const bars = rows.map(segments)
  const centres = rows.map((_, index) => layout.top + (index + 0.5) * pitch)

  function labels(context: Context): void {
    for (const [index, row] of rows.entries()) {
      const centre = centres[index] ?? 0
      if (row.n === 0) {
        const quiet = { colour: theme.muted, size: 14, baseline: 'middle' } as const
        write(context, frame.words.none, left + 4, centre, quiet)
      }
      for (const [part, segment] of (bars[index] ?? []).entries()) {
        if (!segment) continue
        const [from, to] = segment
        const text = formatShare(row.shares[part] ?? 0, frame.locale)
        const room = ((to - from) / 100) * (right - left)
        if (room < widthOf(text, font(style.text, 600)) + 12) continue
        write(context, text, left + ((from + to) / 200) * (right - left), centre, {
          colour: readableOn(theme.tones[parts[part]?.tone ?? 'neutral']),
          size: style.text,
          weight: 600,
          align: 'center',
          baseline: 'middle',
        })
      }
    }
    if (!alone) columns.paint(context, centres, layout.headingAt)
  }

  const configuration: ChartConfiguration<'bar', (Segment | null)[], string> = {
    type: 'bar',
    data: {
      labels: rows.map((_, index) => String(index)),
      datasets: parts.map((part, at) => ({
        data: bars.map((bar) => bar[at] ?? null),
        backgroundColor: theme.tones[part.tone],
        barThickness: thickness,
        grouped: false,
        borderSkipped: false,
        borderColor: theme.page,
        borderWidth: bars.map((bar) => ({
          top: 0,
          bottom: 0,
          left: 0,
          right: (bar[at]?.[1] ?? 0) < 99.99 ? gap : 0,
        })),
        borderRadius: bars.map((bar) => {
          const start = (bar[at]?.[0] ?? 0) < 0.01 ? style.radius : 0
          const end = (bar[at]?.[1] ?? 0) > 99.99 ? style.radius : 0
          return { topLeft: start, bottomLeft: start, topRight: end, bottomRight: end }
        }),
      })),
    },
    options: {
      ...commonOptions(layout, { left, right, top: layout.top, bottom }, height),
      indexAxis: 'y',
      scales: { x: { display: false, min: 0, max: 100 }, y: { display: false } },
    },
    plugins: [pagePlugin(layout, theme, height), layer('over', labels)],
  }
  return planOf(configuration, height)
}
