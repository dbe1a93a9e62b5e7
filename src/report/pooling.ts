import type { Scale } from '../core/feedback.ts'
import type { SeriesId } from '../core/identity.ts'
import type { Tally } from '../core/store.ts'
import { type CesVariant, cesMetric } from '../metrics/ces.ts'
import { type CsatVariant, csatMetric } from '../metrics/csat.ts'
import type { Metric } from '../metrics/measurement.ts'
import { npsMetric } from '../metrics/nps.ts'
import { ratingMetric } from '../metrics/rating.ts'
import { bestAnswers, topBoxSize } from '../metrics/scale.ts'
import { loyaltyMetric, sentimentMetric } from '../metrics/sentiment.ts'
import { shareMetric } from '../metrics/share.ts'
import { mostUsedScale, poolTallies, type ScaledTally } from '../metrics/tally.ts'
import type { Question } from './question.ts'

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
    case 'sentiment':
      return sentimentMetric
    case 'loyalty':
      return loyaltyMetric
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
