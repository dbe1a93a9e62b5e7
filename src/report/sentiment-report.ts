import { axisLabels, splitPeriod } from '../calendar/periods.ts'
import { SENTIMENTS } from '../core/analysis.ts'
import type { StackedTrendChart } from '../core/chart.ts'
import type { TimeUnit } from '../core/period.ts'
import type { Action, ActionsBlock, ChartBlock, Report, TableBlock } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import type { Measurement } from '../metrics/measurement.ts'
import { formatCommandLine } from '../parse/index.ts'
import { resolveBaseline } from './baseline.ts'
import { footnoteOf, subtitleOf, valueTitle } from './chart-frame.ts'
import { definitionOf } from './definition.ts'
import { emptyReport } from './empty-report.ts'
import { detailParagraph, headlineBlock } from './headline.ts'
import { frameOf, type Inquiry, talliesOf, wordingOf } from './inquiry.ts'
import { inquiryNotes } from './inquiry-notes.ts'
import { nextQuestions } from './next-questions.ts'
import { poolingOf } from './pooling.ts'
import { reportOf } from './report-frame.ts'
import { checkPoints } from './trend-report.ts'
import { toldChange } from './value-report.ts'
import { formatValue, textOf, valueLabel, type Wording } from './values.ts'

/** Returns the shares of positive, neutral and negative texts, net sentiment and loyalty, and their way. */
export async function sentimentReport(inquiry: Inquiry, unit: TimeUnit): Promise<Report> {
  const { command, context, period, question } = inquiry
  const { locale } = context
  const baseline = resolveBaseline(context, question.name)
  const parts = splitPeriod(period, unit, locale)
  checkPoints(inquiry, unit, parts.length)
  const [rows, before] = await Promise.all([
    talliesOf(inquiry, parts),
    baseline.type === 'period' ? talliesOf(inquiry, [baseline.period]) : [],
  ])
  const pooling = poolingOf(question, [...rows, ...before])
  const { metric } = pooling
  const whole = pooling.pool(rows)
  if (whole.n === 0) return emptyReport(inquiry, pooling)
  const wording = wordingOf(inquiry, pooling)
  const values = metric.measure(whole)
  const labels = axisLabels(parts, unit, locale)
  const columns = parts.map((part, index) => ({
    label: labels[index] ?? '',
    unfinished: !part.complete,
    values: metric.measure(pooling.pool(rows.filter(({ range }) => range === index))),
  }))
  const frame = frameOf(inquiry, whole.n)
  const told = toldChange(metric, values, { later: whole, earlier: pooling.pool(before) }, baseline)
  const unfinished = columns.at(-1)?.unfinished === true
  return reportOf(command, context, {
    title: translator(locale)('report:sentiment-trend.title', {
      unit: translator(locale)(`report:dimension.${unit}`),
    }),
    definition: definitionOf(locale, question.name, undefined, null),
    period,
    blocks: [
      headlineBlock(wording, values, period.label, told),
      detailParagraph(wording, values),
      sharesOverTime(wording, columns, {
        title: valueTitle(wording, values[0]),
        subtitle: subtitleOf(frame, locale),
        ...footnoteOf(frame, locale, [translator(locale)('report:chart.brackets')]),
      }),
      tableOf(wording, columns),
      inquiryNotes(inquiry, {
        leftOut: 0,
        scale: null,
        unit: metric.unit,
        compared: baseline.type === 'period',
        answered: rows,
        more: unfinished ? [textOf(locale, 'report:note.unfinished-point')] : [],
      }),
      withActions(
        [
          {
            label: translator(locale)('commands:actions.aspects'),
            command: lineOf(inquiry, 'aspects'),
          },
          ...(told?.change.verdict === 'up' || told?.change.verdict === 'down'
            ? [
                {
                  label: translator(locale)('commands:actions.why'),
                  command: lineOf(inquiry, 'why', ['sentiment']),
                },
              ]
            : []),
        ],
        await nextQuestions({ command, context, metric: question.name, period }),
      ),
    ],
  })
}

interface Column {
  readonly label: string
  readonly unfinished: boolean
  readonly values: readonly Measurement[]
}

function sharesOf({ values }: Column): readonly Measurement[] | undefined {
  const shares = SENTIMENTS.flatMap((key) => values.find((value) => value.key === key) ?? [])
  return shares.every(({ value }) => value !== null) ? shares : undefined
}

/** Returns columns of 100 %; undefined where none has enough texts. */
function sharesOverTime(
  { locale }: Wording,
  columns: readonly Column[],
  frame: Pick<StackedTrendChart, 'title' | 'subtitle' | 'footnote'>,
): ChartBlock | undefined {
  const last = columns.findLast((column) => sharesOf(column))
  if (!last) return undefined
  const translate = translator(locale)
  const spec: StackedTrendChart = {
    type: 'stacked-trend',
    locale,
    ...frame,
    alt: translate('report:sentiment-trend.alt', {
      period: last.label,
      parts: (sharesOf(last) ?? [])
        .map(({ key, value }) =>
          translate('report:chart.alt.row', {
            label: valueLabel(key, locale),
            value: formatValue(value ?? 0, 'percent', locale),
          }),
        )
        .join(', '),
    }),
    parts: SENTIMENTS.map((tone) => ({ label: valueLabel(tone, locale), tone })),
    labels: columns.map(({ label }) => label),
    columns: columns.map((column) => {
      const shares = sharesOf(column)
      return shares ? { n: shares[0]?.n ?? 0, shares: shares.map(({ value }) => value ?? 0) } : null
    }),
    unfinished: columns.flatMap(({ unfinished }, index) => (unfinished ? [index] : [])),
  }
  return { type: 'chart', spec }
}

function tableOf({ locale }: Wording, columns: readonly Column[]): TableBlock {
  const translate = translator(locale)
  const [net, ...others] = columns[0]?.values ?? []
  const column = (key: string, format: TableBlock['columns'][number]['format']) => ({
    key,
    label: valueLabel(key, locale),
    format,
  })
  return {
    type: 'table',
    columns: [
      column('period', 'text'),
      column(net?.key ?? 'net', 'points'),
      column('low', 'points'),
      column('high', 'points'),
      column('n', 'count'),
      ...others.map(({ key, unit }) => column(key, unit)),
    ],
    rows: columns.map(({ label, unfinished, values: [value, ...rest] }) => [
      unfinished ? translate('report:trend.so-far', { label }) : label,
      value?.value ?? null,
      value?.low ?? null,
      value?.high ?? null,
      value?.n ?? 0,
      ...rest.map((other) => other.value),
    ]),
  }
}

/** Returns the line that asks another command of the same period and filters. */
function lineOf(
  { context, period }: Pick<Inquiry, 'context' | 'period'>,
  name: string,
  subjects: readonly string[] = [],
): string {
  const command = { name, options: [], period: { default: '' } }
  return formatCommandLine(command, context.arguments, {
    subjects,
    period,
    by: null,
    baseline: null,
    view: null,
    options: {},
  })
}

/** Returns the buttons with others before them. */
function withActions(first: readonly Action[], block: ActionsBlock): ActionsBlock {
  return { type: 'actions', actions: [...first, ...block.actions] }
}
