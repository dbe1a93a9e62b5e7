import type { Filter } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Scale } from '../core/feedback.ts'
import type { SeriesId } from '../core/identity.ts'
import type { Series, StoreFilter, Tally } from '../core/store.ts'
import { CES_VARIANTS, type CesVariant, cesMetric } from '../metrics/ces.ts'
import { CSAT_VARIANTS, type CsatVariant, csatMetric } from '../metrics/csat.ts'
import type { Metric } from '../metrics/measurement.ts'
import { isRecommendQuestion, npsMetric } from '../metrics/nps.ts'
import { ratingMetric } from '../metrics/rating.ts'
import { bestAnswers, topBoxSize } from '../metrics/scale.ts'
import { shareMetric } from '../metrics/share.ts'
import { mostUsedScale, poolTallies, type ScaledTally } from '../metrics/tally.ts'
import { kindOfMetric, METRIC_NAMES, type MetricName } from './metric-names.ts'

/** The metrics that are computed from the tallies of scored answers. */
export type ScoredMetric = Exclude<MetricName, 'csi'>

/** What is asked of scored answers: a metric, in one of its variants, over the surveys that fit. */
export interface Question {
  readonly name: ScoredMetric
  readonly variant: string | undefined
  readonly series: readonly Series[]
  /** The filters on answers; those on surveys have chosen the series. */
  readonly filters: readonly StoreFilter[]
}

/** Returns the command line that asks the same of another metric. */
export type Instead = (metric: MetricName) => string

/** The variants of each metric, the default first. */
export const VARIANTS: Readonly<Record<MetricName, readonly string[]>> = {
  nps: [],
  csat: CSAT_VARIANTS,
  ces: CES_VARIANTS,
  csi: [],
  rating: [],
}

/** Returns the series that can answer the metric's question, whatever their survey. */
export function seriesFor(name: MetricName, series: readonly Series[]): readonly Series[] {
  const kind = kindOfMetric(name)
  return series.filter(
    (each) =>
      each.scale !== null && each.kind === kind && (name !== 'nps' || isRecommendQuestion(each)),
  )
}

/** Returns the metrics that some answers in the workspace can be asked for. */
export function metricsWithAnswers(series: readonly Series[]): readonly MetricName[] {
  return METRIC_NAMES.filter((name) => seriesFor(name, series).length > 0)
}

/**
 * Returns the question over the workspace's series. Throws the UserErrors
 * `commands.no-data-at-all`, `report.not-a-recommend-question` and
 * `commands.no-such-answers` where nothing can be pooled, and those of a
 * variant that the metric does not have.
 */
export function askQuestion(
  name: ScoredMetric,
  variant: string | undefined,
  workspace: readonly Series[],
  filters: readonly Filter[],
  instead: Instead = (metric) => metric,
): Question {
  checkVariant(name, variant)
  if (workspace.length === 0) throw new UserError('commands.no-data-at-all')
  const surveys = filters.find((filter) => filter.dimension === 'survey')?.names
  const asked =
    surveys === undefined
      ? workspace
      : workspace.filter((each) => each.survey !== null && surveys.includes(each.survey))
  const series = seriesFor(name, asked)
  if (series.length === 0) throw refusal(name, asked, instead, workspace)
  return {
    name,
    variant,
    series,
    filters: filters.filter((filter) => filter.dimension !== 'survey'),
  }
}

/** Returns why the metric cannot be asked of these series, and what can be. */
export function refusal(
  name: ScoredMetric,
  asked: readonly Series[],
  instead: Instead,
  workspace: readonly Series[] = asked,
): UserError {
  const possible = metricsWithAnswers(asked)
  const elsewhere = possible.length > 0 ? possible : metricsWithAnswers(workspace)
  const [first] = elsewhere
  const suggestion = first && instead(first)
  const other = asked.find(({ scale }) => scale !== null)
  if (name === 'nps' && other?.scale) {
    const { min, max } = other.scale
    return new UserError('report.not-a-recommend-question', { min, max }, suggestion)
  }
  return new UserError(
    'commands.no-such-answers',
    { metric: name.toUpperCase(), questions: elsewhere.join(', ') || '—' },
    suggestion,
  )
}

function checkVariant(metric: MetricName, variant: string | undefined): void {
  const variants = VARIANTS[metric]
  if (variant === undefined || variants.includes(variant)) return
  if (variants.length === 0) throw new UserError('commands.variant-none', { variant, metric })
  throw new UserError(
    'commands.variant-of',
    { variant, metric, variants: variants.join(', ') },
    variants[0],
  )
}

/** A metric over the answers that could be pooled. */
export interface Pooling {
  readonly metric: Metric
  /** The scale of the pooled tallies; null where only top answers of several scales were pooled. */
  readonly scale: Scale | null
  /** Returns one tally of answers to several series. */
  pool(parts: readonly SeriesTally[]): Tally
  /** Returns how many answers are on other scales and were left out. */
  leftOut(parts: readonly SeriesTally[]): number
}

export interface SeriesTally {
  readonly series: SeriesId
  readonly tally: Tally
}

const TOP_OR_NOT: Scale = { min: 0, max: 1, reversed: false }

/**
 * Returns how the answers found are pooled: on the scale that most of them use,
 * the rest being left out. Shares of top answers are pooled over all scales.
 * Without answers, the first series says the scale.
 */
export function poolingOf(question: Question, found: readonly SeriesTally[]): Pooling {
  const scales = new Map(question.series.map(({ id, scale }) => [id, scale]))
  const scaled = (parts: readonly SeriesTally[]): ScaledTally[] =>
    parts.flatMap(({ series, tally }) => {
      const scale = scales.get(series)
      return scale ? [{ scale, tally }] : []
    })
  const all = scaled(found)
  const scale = mostUsedScale(all) ?? question.series[0]?.scale
  if (!scale) throw new RangeError('a question has a series with a scale')
  const mixed = all.some((part) => part.scale.min !== scale.min || part.scale.max !== scale.max)
  if (mixed && question.name === 'csat' && question.variant !== 'mean') {
    return {
      metric: shareMetric('csat', (tally) => bestAnswers(tally, TOP_OR_NOT, 1)),
      scale: null,
      pool: (parts) => poolTallies(scaled(parts).flatMap(topOrNot), TOP_OR_NOT).tally,
      leftOut: (parts) =>
        answersOf(parts) - poolTallies(scaled(parts).flatMap(topOrNot), TOP_OR_NOT).tally.n,
    }
  }
  return {
    metric: metricFor(question, scale),
    scale,
    pool: (parts) => poolTallies(scaled(parts), scale).tally,
    leftOut: (parts) => poolTallies(scaled(parts), scale).leftOut,
  }
}

function metricFor({ name, variant }: Question, scale: Scale): Metric {
  switch (name) {
    case 'nps':
      return npsMetric({ kind: 'nps', scale })
    case 'csat':
      return csatMetric(scale, variant as CsatVariant | undefined)
    case 'ces':
      return cesMetric(scale, variant as CesVariant | undefined)
    case 'rating':
      return ratingMetric(scale)
  }
}

/** Nothing for a scale that is too wide to have top answers. */
function topOrNot({ scale, tally }: ScaledTally): readonly ScaledTally[] {
  const size = topBoxSize(scale)
  if (size === null) return []
  const top = bestAnswers(tally, scale, size)
  const bins = [tally.n - top, top]
  return [{ scale: TOP_OR_NOT, tally: { n: tally.n, sum: top, sumOfSquares: top, bins } }]
}

function answersOf(parts: readonly SeriesTally[]): number {
  return parts.reduce((sum, { tally }) => sum + tally.n, 0)
}
