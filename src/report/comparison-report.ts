import type { CommandContext, CommandDeclaration } from '../core/command.ts'
import type { Report, Span } from '../core/reply.ts'
import type { Tally } from '../core/store.ts'
import { translator } from '../language/translate.ts'
import { changeBetween } from '../metrics/change.ts'
import { byValue } from './by-value.ts'
import { valueTitle } from './chart-frame.ts'
import { comparisonHeadline } from './comparison.ts'
import { comparisonChart, comparisonTable } from './comparison-picture.ts'
import type { Sides } from './comparison-sides.ts'
import { definitionOf } from './definition.ts'
import { npsShares, type ShareRow } from './distribution.ts'
import { emptyReport } from './empty-report.ts'
import { frameOf, type Inquiry, openInquiry, talliesOf, wordingOf } from './inquiry.ts'
import { inquiryNotes } from './inquiry-notes.ts'
import { nextQuestions } from './next-questions.ts'
import { poolingOf, type SeriesTally } from './pooling.ts'
import type { Instead, Question, ScoredMetric } from './question.ts'
import { reportOf } from './report-frame.ts'
import type { Wording } from './values.ts'

/** One of the two, with its answers. */
interface Counted {
  readonly name: Span
  readonly rows: readonly SeriesTally[]
}

/** Returns how two names or two periods differ in a metric, and whether that is clear. */
export async function comparisonReport(
  command: CommandDeclaration,
  context: CommandContext,
  asked: {
    readonly metric: ScoredMetric
    readonly sides: Sides
    /** Asks the same again, without a view. */
    readonly line: string
    readonly instead: Instead
  },
): Promise<Report> {
  const { locale } = context
  const { line, sides } = asked
  const { view } = context.arguments
  const variant = context.arguments.options['variant']
  const inquiry = await openInquiry(command, context, asked.metric, variant, asked.instead)
  const { question, period } = inquiry
  const counted = await countSides(inquiry, sides)
  const rows = counted.flatMap((side) => side.rows)
  const pooling = poolingOf(question, rows)
  const { metric } = pooling
  const [first, second] = counted.map((side) => ({ ...side, tally: pooling.pool(side.rows) })) as [
    Counted & { tally: Tally },
    Counted & { tally: Tally },
  ]
  if (first.tally.n + second.tally.n === 0) {
    return emptyReport(inquiry, pooling, line)
  }
  const wording = wordingOf(inquiry, pooling)
  const [later, earlier] = [first, second].map(({ name, tally }) => ({
    name,
    values: metric.measure(tally),
  })) as [Side, Side]
  const days = sides.type === 'periods' ? sides.earlier : period
  const change = changeBetween(metric, first.tally, second.tally, { from: days.from, to: days.to })
  const n = first.tally.n + second.tally.n
  const frame = {
    ...frameOf(inquiry, n),
    ...(sides.type === 'periods' ? { period: { label: labels(sides), zone: period.zone } } : {}),
  }
  const both = [later, earlier]
  const named = both.map(({ name, values }) => ({ label: name.text, values }))
  const title = translator(locale)('commands:compare.title', {
    metric: wording.name,
    first: later.name.text,
    second: earlier.name.text,
  })
  return reportOf(command, context, {
    title,
    definition: definitionOf(locale, question.name, question.variant, pooling.scale),
    period,
    commandLine: view === null ? line : `${line} as ${view}`,
    blocks: [
      comparisonHeadline(wording, later, earlier, change),
      question.name === 'nps'
        ? npsShares(wording, named, frame, sharesTitle(wording, named))
        : comparisonChart(wording, title, named, frame),
      comparisonTable(wording, named),
      inquiryNotes(inquiry, {
        leftOut: pooling.leftOut(rows),
        scale: pooling.scale,
        unit: metric.unit,
        compared: sides.type === 'periods',
        answered: sides.type === 'names' && sides.dimension === 'survey' ? [] : rows,
      }),
      await nextQuestions({ command, context, metric: question.name, period, line }),
    ],
  })
}

/** `NPS: Norda 43.4 (34.3 to 51.5), Velmo 47.8 (38.4 to 56.1)`: the bars do not show the values. */
function sharesTitle(wording: Wording, sides: readonly ShareRow[]): string {
  const told = sides.map(({ label, values }) => valueTitle({ ...wording, name: label }, values[0]))
  return `${wording.name}: ${told.join(', ')}`
}

type Side = Parameters<typeof comparisonHeadline>[1]

function labels(sides: Extract<Sides, { type: 'periods' }>): string {
  return `${sides.earlier.label} · ${sides.later.label}`
}

/** Returns both sides, first the one from which the other is subtracted: the later period. */
async function countSides(inquiry: Inquiry, sides: Sides): Promise<readonly [Counted, Counted]> {
  if (sides.type === 'periods') {
    const rows = await talliesOf(inquiry, [sides.later, sides.earlier])
    return [
      { name: { text: sides.later.label }, rows: rows.filter((row) => row.range === 0) },
      { name: { text: sides.earlier.label }, rows: rows.filter((row) => row.range === 1) },
    ]
  }
  const { dimension, first, second } = sides
  const question: Question = {
    ...inquiry.question,
    filters: [...inquiry.question.filters, { dimension, names: [first, second] }],
  }
  const groups = byValue(await talliesOf({ ...inquiry, question }, [inquiry.period], dimension))
  return [
    { name: { text: first, data: true }, rows: groups.get(first) ?? [] },
    { name: { text: second, data: true }, rows: groups.get(second) ?? [] },
  ]
}
