import type { CommandContext, CommandDeclaration } from '../core/command.ts'
import type { Dimension } from '../core/feedback.ts'
import type { Period } from '../core/period.ts'
import type { TallyRow, TimeRange } from '../core/store.ts'
import { formatCommandLine } from '../parse/index.ts'
import { periodOf } from './asked-period.ts'
import { askedSeries } from './asked-series.ts'
import type { Frame } from './chart-frame.ts'
import { displayName } from './display-names.ts'
import { isOpinionMetric } from './metric-names.ts'
import type { Pooling } from './pooling.ts'
import {
  askQuestion,
  type Instead,
  metricsWithAnswers,
  type Question,
  refusal,
  type ScoredMetric,
} from './question.ts'
import { readTallies } from './read-tallies.ts'
import { valueLabel, type Wording } from './values.ts'

/** A question about one metric, on its way to an answer. */
export interface Inquiry {
  readonly command: CommandDeclaration
  readonly context: CommandContext
  readonly question: Question
  readonly period: Period
  readonly instead: Instead
}

/** Returns the inquiry that the arguments make. Throws the UserErrors of `askQuestion`. */
export async function openInquiry(
  command: CommandDeclaration,
  context: CommandContext,
  metric: ScoredMetric,
  variant: string | undefined,
  instead = insteadOf(command, context),
): Promise<Inquiry> {
  const { store, workspaceId, arguments: asked } = context
  const series = await askedSeries(store, workspaceId)
  const question = askQuestion(metric, variant, series, asked.filters, instead)
  return { command, context, question, period: periodOf(context), instead }
}

function insteadOf(command: CommandDeclaration, { arguments: asked }: CommandContext): Instead {
  const period = asked.periodGiven ? asked.period : null
  return (metric, variant) => {
    const options: Readonly<Record<string, string>> = variant === undefined ? {} : { variant }
    return command.subject
      ? formatCommandLine(command, asked, { subjects: [metric], period, options })
      : formatCommandLine({ ...command, name: metric }, asked, { period, options })
  }
}

/** Returns the tallies of the inquiry's question in each range. */
export function talliesOf(
  { context, question }: Inquiry,
  ranges: readonly TimeRange[],
  by?: Dimension,
): Promise<readonly TallyRow[]> {
  return readTallies(context.store, context.workspaceId, question, ranges, by)
}

/** Returns how the numbers of a pooling are told. */
export function wordingOf({ context, question }: Inquiry, { metric, scale }: Pooling): Wording {
  return {
    locale: context.locale,
    name: valueLabel(nameKeyOf(question, metric.key), context.locale),
    unit: metric.unit,
    scale,
    higherIsBetter: metric.higherIsBetter,
    ...countedOf(question),
  }
}

/** An index is a number of another kind than the mean that has its name. */
function nameKeyOf({ name, variant }: Question, key: string): string {
  if (key === 'net') return key
  return name === 'ces' && variant === 'index' ? 'ces-index' : name
}

function countedOf({ name }: Question): { readonly counted?: 'texts' } {
  return isOpinionMetric(name) ? { counted: 'texts' } : {}
}

/** Returns what a picture of `n` answers says of the inquiry. */
export function frameOf({ context, period, question }: Inquiry, n: number): Frame {
  return {
    period,
    n,
    ...countedOf(question),
    filters: filtersOf(context),
    sample: context.workspace.sample,
  }
}

/** Returns the names that were filtered on, by dimension, as people call them. */
export function filtersOf(context: CommandContext): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    context.arguments.filters.map(({ dimension, names }) => [
      dimension,
      names.map((name) => displayName(dimension, name, context)),
    ]),
  )
}

/**
 * Throws where the filters leave nothing but answers to another question: an
 * NPS of reviews is refused, not told to be empty.
 */
export async function refuseOtherAnswers({ context, question, instead }: Inquiry): Promise<void> {
  if (question.filters.length === 0 || isOpinionMetric(question.name)) return
  const { store, workspaceId } = context
  const span = await store.span(workspaceId)
  if (!span) return
  const everywhere = { start: span.first, end: (span.last + 1) as typeof span.last }
  const all = await store.series(workspaceId)
  const rows = await readTallies(store, workspaceId, { ...question, series: all }, [everywhere])
  const found = all.filter(({ id }) => rows.some((row) => row.series === id && row.tally.n > 0))
  const own = new Set(question.series.map(({ id }) => id))
  if (found.length === 0 || found.some(({ id }) => own.has(id))) return
  if (metricsWithAnswers(found).length > 0) {
    throw refusal(question.name, found, instead)
  }
}
