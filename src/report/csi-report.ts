import type { Breakdown, CommandContext, CommandDeclaration } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import { isTimeUnit, type Period } from '../core/period.ts'
import type { NotesBlock, Report, Text } from '../core/reply.ts'
import type { FactorAnswers, FactorQuery, TimeRange } from '../core/store.ts'
import { translator } from '../language/translate.ts'
import { changeFromTarget, changeOf } from '../metrics/change.ts'
import {
  type CsiOptions,
  type CsiResult,
  csiDifference,
  customerSatisfactionIndex,
} from '../metrics/csi.ts'
import { periodOf } from './asked-period.ts'
import { type ResolvedBaseline, resolveBaseline } from './baseline.ts'
import { csiByDimension, csiByTime } from './csi-groups.ts'
import { definitionOf } from './definition.ts'
import { emptyBlocksOf } from './empty-report.ts'
import { parseWeights } from './factor-weights.ts'
import { factorParts } from './factors.ts'
import { headlineBlock, type ToldChange } from './headline.ts'
import { filtersOf } from './inquiry.ts'
import { nextQuestions } from './next-questions.ts'
import { metricNotes } from './notes.ts'
import { reportOf } from './report-frame.ts'
import { textOf, valueLabel, type Wording } from './values.ts'

/** So many respondents, evenly chosen, tell the index to a fraction of a point. */
const RESPONDENTS = 4_000
const RESPONDENTS_OF_A_GROUP = 1_500
/** The ends of the interval then move by less than a tenth of its width from seed to seed. */
const REPLICATES = 500

/** What the index is computed from. */
export interface CsiInquiry {
  readonly context: CommandContext
  readonly period: Period
  readonly wording: Wording
  /** The index of the whole period. */
  readonly whole: CsiResult
  readonly answers: readonly FactorAnswers[]
  readonly read: (
    ranges: readonly TimeRange[],
    by?: FactorQuery['by'],
  ) => Promise<readonly Answers[]>
}

interface Answers {
  readonly total: number
  readonly answers: readonly FactorAnswers[]
}

/**
 * Returns the satisfaction index of the period, what it is made of and how it
 * changed, cut where that is asked. Rejects with the UserErrors
 * `commands.no-data-at-all`, `commands.no-factors` and those of the weights.
 */
export async function csiReport(
  command: CommandDeclaration,
  context: CommandContext,
): Promise<Report> {
  const { store, workspaceId, locale, arguments: asked } = context
  const period = periodOf(context)
  const given = asked.options['weights']
  const options = {
    replicates: REPLICATES,
    ...(given === undefined ? {} : { weights: parseWeights(given) }),
  }
  const baseline = resolveBaseline(context, 'csi')
  const read: CsiInquiry['read'] = (ranges, by) =>
    store.factorAnswers(workspaceId, {
      ranges: ranges.map(({ start, end }) => ({ start, end })),
      filters: asked.filters,
      ...(by ? { by, limit: RESPONDENTS_OF_A_GROUP } : { limit: RESPONDENTS }),
    })
  const [current, earlier] = await read([
    period,
    ...(baseline.type === 'period' ? [baseline.period] : []),
  ])
  if (!current || current.total === 0) {
    await refuseWithoutFactors(context)
    return emptyCsi(command, context, period)
  }
  const whole = await customerSatisfactionIndex(current.answers, options)
  const wording: Wording = {
    locale,
    name: valueLabel('csi', locale),
    unit: 'points',
    scale: whole.scale,
    higherIsBetter: true,
  }
  const frame = {
    period,
    n: whole.value.n,
    filters: filtersOf(context),
    sample: context.workspace.sample,
  }
  const told = await csiChange(whole, current.answers, earlier?.answers ?? [], baseline, options)
  const inquiry: CsiInquiry = { context, period, wording, whole, answers: current.answers, read }
  const { by } = asked
  const parts =
    by === null
      ? factorParts(wording, whole, frame)
      : isTimeUnit(by)
        ? await csiByTime(inquiry, by, frame)
        : await csiByDimension(inquiry, by, frame)
  return reportOf(command, context, {
    title: titleOf(wording, by),
    definition: definitionOf(locale, 'csi', undefined, null),
    period,
    blocks: [
      headlineBlock(wording, [whole.value], period.label, told),
      parts.summary,
      parts.chart,
      parts.table,
      notes(context, period, baseline.type === 'period', current, [
        ...(baseline.type === 'period' && !told
          ? [textOf(locale, 'report:note.other-factors')]
          : []),
        ...parts.notes,
      ]),
      await nextQuestions({ command, context, metric: 'csi', period }),
    ],
  })
}

/** Returns the title of the picture below it. */
function titleOf({ name, locale }: Wording, by: Breakdown | null): string {
  if (by === null) return name
  const translate = translator(locale)
  if (isTimeUnit(by)) {
    return translate('report:trend.title', { name, unit: translate(`report:dimension.${by}`) })
  }
  return translate('report:breakdown.title', {
    name,
    dimension: translate(`report:dimension.${by}`),
  })
}

function notes(
  { locale }: CommandContext,
  period: Period,
  compared: boolean,
  { total, answers }: Answers,
  more: readonly Text[],
): NotesBlock | undefined {
  const all = [
    ...metricNotes(locale, {
      ...(period.complete || period.shape.type === 'all'
        ? {}
        : { unfinished: compared ? ('compared' as const) : ('alone' as const) }),
      respondents: { used: answers.length, total },
    }),
    ...more,
  ]
  return all.length === 0 ? undefined : { type: 'notes', notes: all }
}

async function csiChange(
  whole: CsiResult,
  later: readonly FactorAnswers[],
  earlier: readonly FactorAnswers[],
  baseline: ResolvedBaseline,
  options: CsiOptions,
): Promise<ToldChange | undefined> {
  if (baseline.type === 'none') return undefined
  if (baseline.type === 'target') return { change: changeFromTarget(whole.value, baseline.value) }
  const { from, to, label } = baseline.period
  const found = await csiDifference(later, earlier, options)
  if (found && !found.sameFactors) return undefined
  const change = changeOf(
    { n: found ? whole.value.n : 0 },
    { n: earlier.length, value: found?.earlier ?? null },
    () => found?.difference ?? { value: 0, low: 0, high: 0 },
    { from, to },
  )
  return { change, period: label }
}

async function refuseWithoutFactors({ store, workspaceId }: CommandContext): Promise<void> {
  const span = await store.span(workspaceId)
  if (!span) throw new UserError('commands.no-data-at-all')
  const range = { start: span.first, end: (span.last + 1) as typeof span.last }
  const [all] = await store.factorAnswers(workspaceId, { ranges: [range], filters: [], limit: 1 })
  if (!all || all.total === 0) throw new UserError('commands.no-factors')
}

async function emptyCsi(
  command: CommandDeclaration,
  context: CommandContext,
  period: Period,
): Promise<Report> {
  const { value, scale } = await customerSatisfactionIndex([])
  const { locale } = context
  const name = valueLabel('csi', locale)
  const wording: Wording = { locale, name, unit: 'points', scale, higherIsBetter: true }
  return reportOf(command, context, {
    title: name,
    definition: definitionOf(locale, 'csi', undefined, null),
    period,
    view: 'text',
    blocks: await emptyBlocksOf(command, context, {
      wording,
      values: [value],
      metric: 'csi',
      period,
    }),
  })
}
