import type { Tally } from '../core/store.ts'
import type { Finding } from '../metrics/groups.ts'
import { scanPairs } from '../metrics/groups.ts'
import type { Measurement } from '../metrics/measurement.ts'
import type { NetCounts } from '../metrics/net-share.ts'
import { opinionCounts, sentimentMetric } from '../metrics/sentiment.ts'
import { EMPTY_TALLY } from '../metrics/tally.ts'

/** Which sides of an aspect are asked for. */
export const POLARITY_SIDES = ['both', 'pos', 'neg'] as const
export type PolaritySide = (typeof POLARITY_SIDES)[number]

/** What is said of one aspect, and how that changed. */
export interface AspectFigures {
  readonly key: string
  readonly counts: NetCounts
  /** `net`, `positive`, `neutral`, `negative`, `loyalty`. */
  readonly values: readonly Measurement[]
  readonly before: Tally
  readonly change: Finding
}

/** Returns one measurement of an aspect. */
export function measured(
  { values }: Pick<AspectFigures, 'values'>,
  key: 'net' | 'positive' | 'negative',
): Measurement | undefined {
  return values.find((value) => value.key === key)
}

/** Returns the figures of aspects; which changes are clear is decided over all of them at once. */
export function aspectFigures(
  tallies: readonly {
    readonly key: string
    readonly now: Tally
    readonly before: Tally | undefined
  }[],
): readonly AspectFigures[] {
  const pairs = tallies.map(({ now, before }) => ({ later: now, earlier: before ?? EMPTY_TALLY }))
  const changes = scanPairs(sentimentMetric, pairs)
  return tallies.map(({ key, now, before }, index) => ({
    key,
    counts: opinionCounts(now),
    values: sentimentMetric.measure(now),
    before: before ?? EMPTY_TALLY,
    change: changes[index] ?? { difference: null, adjusted: null, verdict: 'too-few' },
  }))
}

/** Returns the aspects in the order asked for: most praised or most scolded on top. */
export function ranked<Figures extends AspectFigures>(
  figures: readonly Figures[],
  side: PolaritySide,
): readonly Figures[] {
  const weight = ({ counts: { positive, negative } }: AspectFigures) =>
    side === 'pos' ? positive : side === 'neg' ? negative : positive - negative
  const size = ({ counts }: AspectFigures) => counts.positive + counts.negative
  return [...figures].sort(
    (a, b) => weight(b) - weight(a) || size(b) - size(a) || (a.key < b.key ? -1 : 1),
  )
}

/** Returns the aspects that are clearly liked, most praised first: net sentiment surely above zero. */
export function clearlyLiked(figures: readonly AspectFigures[]): readonly AspectFigures[] {
  return ranked(
    figures.filter((each) => (measured(each, 'net')?.low ?? 0) > 0),
    'pos',
  )
}

/** Returns the aspects that are clearly disliked, most scolded first. */
export function clearlyDisliked(figures: readonly AspectFigures[]): readonly AspectFigures[] {
  return ranked(
    figures.filter((each) => (measured(each, 'net')?.high ?? 0) < 0),
    'neg',
  )
}
