import type { Filter } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { StoreFilter } from '../core/store.ts'
import { CES_VARIANTS } from '../metrics/ces.ts'
import { CSAT_VARIANTS } from '../metrics/csat.ts'
import { isRecommendQuestion } from '../metrics/nps.ts'
import type { AskedSeries } from './asked-series.ts'
import { isOpinionMetric, kindOfMetric, METRIC_NAMES, type MetricName } from './metric-names.ts'

/** The metrics that are computed from the tallies of scored answers. */
export type ScoredMetric = Exclude<MetricName, 'csi'>

/** What is asked of scored answers: a metric, in one of its variants, over the surveys that fit. */
export interface Question {
  readonly name: ScoredMetric
  readonly variant: string | undefined
  readonly series: readonly AskedSeries[]
  /** The filters on answers; those on surveys have chosen the series. */
  readonly filters: readonly StoreFilter[]
}

/** Returns the command line that asks the same of another metric, or in another variant. */
export type Instead = (metric: MetricName, variant?: string) => string

/** The variants of each metric, the default first. */
export const VARIANTS: Readonly<Record<MetricName, readonly string[]>> = {
  nps: [],
  csat: CSAT_VARIANTS,
  ces: CES_VARIANTS,
  csi: [],
  rating: [],
  sentiment: [],
  loyalty: [],
}

/** Returns the series that can answer the metric's question, whatever their survey. */
export function seriesFor(
  name: MetricName,
  series: readonly AskedSeries[],
): readonly AskedSeries[] {
  const kind = kindOfMetric(name)
  return series.filter(
    (each) => each.scale !== null && each.kind === kind && (name !== 'nps' || recommends(each)),
  )
}

function recommends({ kind, scale }: AskedSeries): boolean {
  return kind !== 'sentiment' && isRecommendQuestion({ kind, scale })
}

/** Returns the metrics that some answers in the workspace can be asked for. */
export function metricsWithAnswers(series: readonly AskedSeries[]): readonly MetricName[] {
  return METRIC_NAMES.filter((name) => seriesFor(name, series).length > 0)
}

/**
 * Returns the question over the workspace's series. Throws the UserErrors
 * `commands.no-data-at-all`, `report.not-analysed`, `report.not-a-recommend-question`, `report.not-told-to-be-nps` and
 * `commands.no-such-answers` where nothing can be pooled, and those of a
 * variant that the metric does not have.
 */
export function askQuestion(
  name: ScoredMetric,
  variant: string | undefined,
  workspace: readonly AskedSeries[],
  filters: readonly Filter[],
  instead: Instead,
): Question {
  checkVariant(name, variant, instead)
  if (workspace.length === 0) throw new UserError('commands.no-data-at-all')
  const surveys = filters.find((filter) => filter.dimension === 'survey')?.names
  const asked =
    surveys === undefined
      ? workspace
      : workspace.filter((each) => each.survey !== null && surveys.includes(each.survey))
  if (isOpinionMetric(name)) {
    const texts = seriesFor(name, workspace)
    if (texts.length === 0) throw notAnalysed()
    return { name, variant, series: texts, filters }
  }
  const series = seriesFor(name, asked)
  if (series.length === 0) throw refusal(name, asked, instead, workspace)
  return {
    name,
    variant,
    series,
    filters: filters.filter((filter) => filter.dimension !== 'survey'),
  }
}

/** Returns the mistake of asking what texts say before any was analysed. */
export function notAnalysed(): UserError {
  return new UserError('report.not-analysed', { command: 'cxbot analyze --stored' })
}

/** Returns why the metric cannot be asked of these series, and what can be. */
export function refusal(
  name: ScoredMetric,
  asked: readonly AskedSeries[],
  instead: Instead,
  workspace: readonly AskedSeries[] = asked,
): UserError {
  const possible = metricsWithAnswers(asked)
  const elsewhere = possible.length > 0 ? possible : metricsWithAnswers(workspace)
  const [first] = elsewhere
  const suggestion = first && instead(first)
  const other = asked.find(({ scale }) => scale !== null)
  if (name === 'nps' && other?.scale) {
    const { min, max } = other.scale
    if (min === 0 && max === 10) return new UserError('report.not-told-to-be-nps', {}, suggestion)
    return new UserError('report.not-a-recommend-question', { min, max }, suggestion)
  }
  return new UserError(
    'commands.no-such-answers',
    { metric: name.toUpperCase(), questions: elsewhere.join(', ') || '—' },
    suggestion,
  )
}

function checkVariant(metric: MetricName, variant: string | undefined, instead: Instead): void {
  const variants = VARIANTS[metric]
  if (variant === undefined || variants.includes(variant)) return
  if (variants.length === 0) {
    throw new UserError('commands.variant-none', { variant, metric }, instead(metric))
  }
  throw new UserError(
    'commands.variant-of',
    { variant, metric, variants: variants.join(', ') },
    instead(metric, variants[0]),
  )
}
