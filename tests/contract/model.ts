import { SENTIMENTS } from '../../src/core/analysis.ts'
import type { Dimension, NewFeedback, Scale } from '../../src/core/feedback.ts'
import type { SeriesId } from '../../src/core/identity.ts'
import type { OpinionSeries, Series, StoreFilter, TallyQuery } from '../../src/core/store.ts'

/** Returns the names that feedback has in a dimension. */
function namesIn(item: NewFeedback, dimension: Dimension): readonly string[] {
  if (dimension === 'tag') return item.tags
  if (dimension === 'aspect') return item.analysis?.aspects.map(({ aspect }) => aspect) ?? []
  if (dimension === 'sentiment') return item.analysis ? [item.analysis.sentiment] : []
  if (dimension === 'wom') return item.analysis ? [item.analysis.firstPerson ? 'yes' : 'no'] : []
  if (dimension === 'lang') return [item.lang ?? item.analysis?.lang ?? []].flat()
  const name = dimension in item ? item[dimension as keyof NewFeedback] : null
  return typeof name === 'string' ? [name] : []
}

function passes(item: NewFeedback, filters: readonly StoreFilter[]): boolean {
  const polarities = filters.find(({ dimension }) => dimension === 'sentiment')?.names
  const aspects = filters.find(({ dimension }) => dimension === 'aspect')?.names
  if (aspects && polarities) {
    const others = filters.filter(({ dimension }) => !/^(aspect|sentiment)$/.test(dimension))
    const mentioned = item.analysis?.aspects.some(
      ({ aspect, polarity }) => aspects.includes(aspect) && polarities.includes(polarity),
    )
    return mentioned === true && passes(item, others)
  }
  return filters.every(({ dimension, names }) =>
    namesIn(item, dimension).some((name) => names.includes(name)),
  )
}

/** Returns the counts that a plain reading of the items gives, one line a group. */
export function countedByHand(
  items: readonly NewFeedback[],
  series: readonly Series[],
  query: TallyQuery,
  opinions: readonly OpinionSeries[] = [],
): string[] {
  const groups = new Map<string, number[]>()
  query.ranges.forEach((range, index) => {
    for (const item of items) {
      if (item.at < range.start || item.at >= range.end || !passes(item, query.filters)) continue
      const names = query.by ? namesIn(item, query.by) : []
      const asked = series.find((one) => isAnswerTo(item, one))
      const answers = [
        ...(asked ? [{ id: asked.id, score: item.score, scale: item.scale }] : []),
        ...opinionsOf(item, opinions),
      ]
      for (const { id, score, scale } of answers) {
        if (!query.series.includes(id)) continue
        for (const name of names.length > 0 ? names : [null]) {
          const key = JSON.stringify([index, id, name])
          const counts = groups.get(key) ?? new Array<number>(14).fill(0)
          groups.set(key, counts)
          count(counts, score, scale)
        }
      }
    }
  })
  return [...groups].map(([key, counts]) => `${key} ${counts.join(' ')}`).sort()
}

function isAnswerTo(item: NewFeedback, series: Series): boolean {
  return (
    item.kind === series.kind &&
    item.survey === series.survey &&
    JSON.stringify(item.scale) === JSON.stringify(series.scale)
  )
}

const opinionScale: Scale = { min: -1, max: 1, reversed: false }

/** What the text says, as answers to the series of opinions. */
function opinionsOf(
  { analysis }: NewFeedback,
  opinions: readonly OpinionSeries[],
): { id: SeriesId; score: number; scale: Scale }[] {
  if (!analysis) return []
  return opinions.flatMap(({ id, aspect }) => {
    const found =
      aspect === null
        ? analysis.sentiment
        : analysis.aspects.find((mention) => mention.aspect === aspect)?.polarity
    return found ? [{ id, score: SENTIMENTS.indexOf(found) - 1, scale: opinionScale }] : []
  })
}

function count(counts: number[], score: number | null, scale: Scale | null): void {
  const add = (index: number, amount: number): void => {
    counts[index] = (counts[index] ?? 0) + amount
  }
  add(0, 1)
  if (score === null || scale === null) return
  add(1, score)
  add(2, score ** 2)
  const { min, max } = scale
  const width = max - min > 10 ? (max - min) / 11 : 1
  add(3 + Math.min(10, Math.floor((score - min) / width)), 1)
}
