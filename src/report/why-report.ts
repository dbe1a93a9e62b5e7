import type { CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Dimension } from '../core/feedback.ts'
import type { Action, ParagraphBlock, Report, Text } from '../core/reply.ts'
import type { Tally } from '../core/store.ts'
import { translator } from '../language/translate.ts'
import { TOO_FEW } from '../metrics/measurement.ts'
import { formatCommandLine } from '../parse/index.ts'
import { resolveBaseline } from './baseline.ts'
import { definitionOf } from './definition.ts'
import { displayName } from './display-names.ts'
import { emptyReport } from './empty-report.ts'
import { headlineBlock } from './headline.ts'
import { frameOf, type Inquiry, talliesOf, wordingOf } from './inquiry.ts'
import { inquiryNotes } from './inquiry-notes.ts'
import { poolingOf } from './pooling.ts'
import { quotesLine } from './quotes-line.ts'
import { reportOf } from './report-frame.ts'
import { toldChange } from './value-report.ts'
import {
  formatBare,
  formatDifference,
  formatDifferenceInterval,
  formatValue,
  joinTexts,
  textOf,
  type Wording,
} from './values.ts'
import { judgeParts } from './why-judge.ts'
import { type Points, partsByAspect, partsByValue, type WhyPart } from './why-parts.ts'
import { type JudgedDimension, whyChart, whyTable } from './why-picture.ts'

/** The fields over which a change is taken apart, where no one is asked for. */
const TAKEN_APART = ['aspect', 'store', 'source', 'brand', 'channel', 'product'] as const
const NAMED = 3

/** Returns which aspects, stores and sources carry the change of a metric between two periods. */
export async function whyReport(inquiry: Inquiry, by: Dimension | null): Promise<Report> {
  const { command, context, period, question } = inquiry
  const { locale, arguments: asked } = context
  const baseline = resolveBaseline(context, question.name, question.variant)
  if (baseline.type !== 'period') {
    throw new UserError('commands.needs-earlier', {}, `why ${question.name} last-month`)
  }
  const ranges = [period, baseline.period]
  const rows = await talliesOf(inquiry, ranges)
  const pooling = poolingOf(question, rows)
  const { metric } = pooling
  const [later, earlier] = [0, 1].map((range) =>
    pooling.pool(rows.filter((row) => row.range === range)),
  ) as [Tally, Tally]
  if (later.n === 0) return emptyReport(inquiry, pooling)
  const points: Points = (found) => {
    const tally = pooling.pool(found)
    return metric.points?.(tally) ?? tally
  }
  const values = metric.measure(later)
  const told = toldChange(metric, values, { later, earlier }, baseline)
  const wording = wordingOf(inquiry, pooling)
  const enough = later.n >= TOO_FEW && earlier.n >= TOO_FEW
  const whole = {
    later: metric.points?.(later) ?? later,
    earlier: metric.points?.(earlier) ?? earlier,
  }
  const filtered = new Set(asked.filters.map(({ dimension }) => dimension))
  const dimensions = by === null ? TAKEN_APART.filter((each) => !filtered.has(each)) : [by]
  const found = enough
    ? await Promise.all(
        dimensions.map((dimension) =>
          dimension === 'aspect'
            ? filtered.has('sentiment')
              ? undefined
              : partsByAspect(inquiry, ranges, points, whole)
            : partsByValue(inquiry, dimension, ranges, points, whole),
        ),
      )
    : []
  const change = told?.change.value ?? 0
  const clear = told?.change.verdict === 'up' || told?.change.verdict === 'down'
  const judged = judgeParts(
    found.filter((dimension) => dimension !== undefined),
    { change, clear },
  )
  const frame = frameOf(inquiry, later.n + earlier.n)
  const naming = {
    nameOf: (dimension: Dimension, part: WhyPart) => partName(dimension, part, context),
  }
  const title = translator(locale)('report:why.title', { name: wording.name })
  return reportOf(command, context, {
    title,
    definition: `${definitionOf(locale, question.name, question.variant, pooling.scale)} ${translator(locale)('report:why.definition')}`,
    period,
    blocks: [
      headlineBlock(wording, values, period.label, told),
      enough
        ? ({
            type: 'paragraph',
            text: causeText(wording, judged, { change, clear }, context),
          } as ParagraphBlock)
        : undefined,
      whyChart(
        wording,
        title,
        judged,
        {
          ...frame,
          period: { label: `${baseline.period.label} · ${period.label}`, zone: period.zone },
        },
        naming,
      ),
      judged.length > 0 ? whyTable(wording, judged, naming) : undefined,
      inquiryNotes(inquiry, {
        leftOut: pooling.leftOut(rows),
        scale: pooling.scale,
        unit: metric.unit,
        compared: true,
        answered: rows,
        more: [
          ...(judged.length > 0 ? [textOf(locale, 'report:why.adds-up')] : []),
          ...(judged.some(({ dimension }) => dimension === 'aspect')
            ? [textOf(locale, 'report:why.aspects')]
            : []),
          ...(judged.length > 0 ? [textOf(locale, 'report:moved.scan')] : []),
        ],
      }),
      { type: 'actions', actions: actionsOf(inquiry, judged) },
    ],
  })
}

function partName(dimension: Dimension, { name }: WhyPart, context: CommandContext): string {
  const translate = translator(context.locale)
  if (name.type === 'value') return displayName(dimension, name.name, context)
  if (name.type === 'small') return translate('report:why.small')
  if (name.type === 'other-aspects') return translate('report:why.other-aspects')
  return dimension === 'aspect'
    ? translate('report:why.no-aspect')
    : translate('report:breakdown.not-given')
}

/** Names what carries the change clearly, the largest first. */
function causeText(
  wording: Wording,
  judged: readonly JudgedDimension[],
  { change, clear }: { readonly change: number; readonly clear: boolean },
  context: CommandContext,
): Text {
  const { locale, unit } = wording
  const translate = translator(locale)
  const wanted = change < 0 ? 'down' : 'up'
  const causes = judged
    .flatMap(({ dimension, parts }) => parts.map((each) => ({ dimension, ...each })))
    .filter(({ verdict: found }) => found === wanted)
    .sort((a, b) => Math.abs(b.part.excess.value) - Math.abs(a.part.excess.value))
    .slice(0, NAMED)
  if (judged.length === 0) return textOf(locale, 'report:why.nothing')
  if (!clear) return textOf(locale, 'report:why.unclear')
  if (causes.length === 0) return textOf(locale, 'report:why.even')
  const all = context.arguments.filters.length
  const lines = causes.map(({ dimension, part }) => {
    const answers = part.later.n / Math.max(1, total(judged, dimension))
    return textOf(locale, 'report:why.cause', {
      part: { text: partName(dimension, part, context), style: 'strong', data: true },
      dimension: translate(`report:dimension.${dimension}`),
      total: formatDifference(part.total.value, unit, locale),
      interval: formatDifferenceInterval(part.total.low, part.total.high, unit, locale),
      change: formatBare(change, unit, locale, true),
      share: formatValue(100 * answers, 'percent', locale),
    })
  })
  return joinTexts([
    textOf(locale, all > 0 ? 'report:why.lead-filtered' : 'report:why.lead'),
    ...lines,
  ])
}

function total(judged: readonly JudgedDimension[], of: Dimension): number {
  const dimension = judged.find((each) => each.dimension === of)
  return dimension?.parts.reduce((sum, { part }) => sum + part.later.n, 0) ?? 0
}

function actionsOf(inquiry: Inquiry, judged: readonly JudgedDimension[]): Action[] {
  const { command, context, question } = inquiry
  const { arguments: asked, locale } = context
  const translate = translator(locale)
  const [first] = judged
  const part = first?.parts[0]?.part
  const line = (name: string, changes: Parameters<typeof formatCommandLine>[2]) =>
    formatCommandLine({ name, options: [], period: { default: '' } }, asked, {
      subjects: [],
      by: null,
      view: null,
      options: {},
      ...changes,
    })
  const cause: Action[] = []
  if (first && part?.name.type === 'value') {
    const label = partName(first.dimension, part, context)
    const { name } = part.name
    cause.push(
      first.dimension === 'aspect'
        ? { label, command: quotesLine(context, name, null) }
        : {
            label,
            command: line(question.name, {
              filters: [...asked.filters, { dimension: first.dimension, names: [name] }],
            }),
          },
    )
  }
  return [
    ...cause,
    { label: translate('commands:actions.moved'), command: line('moved', {}) },
    {
      label: translate('commands:actions.csv'),
      command: `${formatCommandLine(command, asked, { view: null })} as csv`,
    },
  ]
}
