import { axisLabels, splitPeriod } from '../calendar/periods.ts'
import { dayNumber } from '../calendar/zone.ts'
import { UserError } from '../core/errors.ts'
import type { Dimension } from '../core/feedback.ts'
import type { Period, TimeUnit } from '../core/period.ts'
import type { Report } from '../core/reply.ts'
import type { TallyRow } from '../core/store.ts'
import { translator } from '../language/translate.ts'
import { eventsOn } from '../loop/events.ts'
import type { Metric } from '../metrics/measurement.ts'
import { mapInTurns } from '../metrics/turns.ts'
import { formatCommandLine } from '../parse/index.ts'
import { resolveBaseline } from './baseline.ts'
import { byValue } from './by-value.ts'
import { definitionOf } from './definition.ts'
import { emptyReport } from './empty-report.ts'
import { headlineBlock } from './headline.ts'
import { frameOf, type Inquiry, talliesOf, wordingOf } from './inquiry.ts'
import { inquiryNotes } from './inquiry-notes.ts'
import { nextQuestions } from './next-questions.ts'
import { type Pooling, poolingOf } from './pooling.ts'
import { reportOf } from './report-frame.ts'
import { LINES_IN_PICTURE, type TrendLine, trendParts } from './trend.ts'
import { toldChange } from './value-report.ts'

/** A table of more points than this is no longer read by anyone. */
const MOST_POINTS = 1_000

/** Returns the unit of time in which a period makes a readable line: some five to thirty points. */
export function unitFor(period: Pick<Period, 'from' | 'to'>): TimeUnit {
  const days = dayNumber(period.to) - dayNumber(period.from)
  if (days <= 31) return 'day'
  if (days <= 200) return 'week'
  if (days <= 3 * 366) return 'month'
  return days <= 8 * 366 ? 'quarter' : 'year'
}

/** Returns a metric's way through the period, in one line or in one for each value of a dimension. */
export async function trendReport(
  inquiry: Inquiry,
  unit: TimeUnit,
  by: Dimension | null,
): Promise<Report> {
  const { command, context, period, question } = inquiry
  const { locale } = context
  const parts = splitPeriod(period, unit, locale)
  checkPoints(inquiry, unit, parts.length, by)
  const baseline = resolveBaseline(context, question.name, question.variant)
  const compared = context.arguments.baseline !== null && baseline.type === 'period'
  const [rows, earlierRows, cut] = await Promise.all([
    talliesOf(inquiry, parts),
    baseline.type === 'period' ? talliesOf(inquiry, [baseline.period]) : [],
    by === null ? [] : talliesOf(inquiry, parts, by),
  ])
  const pooling = poolingOf(question, [...rows, ...earlierRows])
  const { metric } = pooling
  const whole = pooling.pool(rows)
  if (whole.n === 0) return emptyReport(inquiry, pooling)
  const wording = wordingOf(inquiry, pooling)
  const values = metric.measure(whole)
  const lines =
    by === null
      ? [{ name: null, points: pointsOf(rows, parts.length, pooling) }]
      : await linesOf(cut, parts.length, pooling)
  const earlierLine =
    by === null && compared && baseline.type === 'period'
      ? await earlierPoints(inquiry, baseline.period, unit, parts.length, pooling)
      : undefined
  const marks = await eventsOn(context, question.name, parts)
  const trend = trendParts(
    wording,
    {
      unit,
      events: marks.events,
      labels: axisLabels(parts, unit, locale),
      lines: earlierLine
        ? [
            { name: period.label, points: lines[0]?.points ?? [] },
            { name: earlierLine.label, points: earlierLine.points },
          ]
        : lines,
      unfinished: parts.at(-1)?.complete === false,
      ...(baseline.type === 'target' ? { target: baseline.value } : {}),
    },
    frameOf(inquiry, whole.n),
  )
  const before = pooling.pool(earlierRows)
  const nothingToCompare = context.arguments.baseline === null && before.n === 0
  const told = nothingToCompare
    ? undefined
    : toldChange(metric, values, { later: whole, earlier: before }, baseline)
  return reportOf(command, context, {
    title: translator(locale)('report:trend.title', {
      name: wording.name,
      unit: translator(locale)(`report:dimension.${unit}`),
    }),
    definition: definitionOf(locale, question.name, question.variant, pooling.scale),
    period,
    blocks: [
      headlineBlock(wording, values, period.label, told),
      trend.summary,
      trend.chart,
      trend.table,
      inquiryNotes(inquiry, {
        leftOut: pooling.leftOut(rows),
        scale: pooling.scale,
        unit: metric.unit,
        compared: baseline.type === 'period',
        answered: rows,
        more: [...marks.notes, ...trend.notes],
      }),
      await nextQuestions({ command, context, metric: question.name, period }),
    ],
  })
}

/** Throws the UserError `commands.too-many-points`, with a coarser unit to ask for. */
export function checkPoints(
  { command, context, period }: Pick<Inquiry, 'command' | 'context' | 'period'>,
  unit: TimeUnit,
  points: number,
  by: Dimension | null = null,
): void {
  if (points <= MOST_POINTS) return
  const count = { unit, count: points, max: MOST_POINTS }
  const coarser = formatCommandLine(command, context.arguments, { by: by ?? unitFor(period) })
  throw new UserError('commands.too-many-points', count, coarser)
}

function pointsOf(
  rows: readonly TallyRow[],
  count: number,
  pooling: Pooling,
): ReturnType<Metric['measure']>[number][] {
  const byRange = new Map<number, TallyRow[]>()
  for (const row of rows) {
    const own = byRange.get(row.range)
    if (own) own.push(row)
    else byRange.set(row.range, [row])
  }
  return Array.from({ length: count }, (_, range) => {
    const [point] = pooling.metric.measure(pooling.pool(byRange.get(range) ?? []))
    if (!point) throw new RangeError('a metric measures something')
    return point
  })
}

/** Returns a line for each of the values with the most answers, the biggest first. */
async function linesOf(
  rows: readonly TallyRow[],
  count: number,
  pooling: Pooling,
): Promise<TrendLine[]> {
  const named = [...byValue(rows)].filter(([name]) => name !== null)
  const counted = await mapInTurns(named, ([name, own]) => ({
    name,
    own,
    n: pooling.pool(own).n,
  }))
  return counted
    .sort((a, b) => b.n - a.n || ((a.name ?? '') < (b.name ?? '') ? -1 : 1))
    .slice(0, LINES_IN_PICTURE)
    .map(({ name, own }) => ({ name, points: pointsOf(own, count, pooling) }))
}

/** Returns the points of the earlier period, set under those of the later one by their number. */
async function earlierPoints(
  inquiry: Inquiry,
  earlier: Period,
  unit: TimeUnit,
  count: number,
  pooling: Pooling,
): Promise<{ label: string; points: TrendLine['points'] }> {
  const parts = splitPeriod(earlier, unit, inquiry.context.locale).slice(0, count)
  const rows = await talliesOf(inquiry, parts)
  return { label: earlier.label, points: pointsOf(rows, count, pooling) }
}
