import type { Dimension, NewFeedback } from '../../src/core/feedback.ts'
import type { Series, StoreFilter, TallyQuery } from '../../src/core/store.ts'

/** Returns the names that feedback has in a dimension. */
export function namesIn(item: NewFeedback, dimension: Dimension): readonly string[] {
  if (dimension === 'tag') return item.tags
  const name = dimension in item ? item[dimension as keyof NewFeedback] : null
  return typeof name === 'string' ? [name] : []
}

export function passes(item: NewFeedback, filters: readonly StoreFilter[]): boolean {
  return filters.every(({ dimension, names }) =>
    namesIn(item, dimension).some((name) => names.includes(name)),
  )
}

/** Returns the counts that a plain reading of the items gives, one line a group. */
export function countedByHand(
  items: readonly NewFeedback[],
  series: readonly Series[],
  query: TallyQuery,
): string[] {
  const groups = new Map<string, number[]>()
  query.ranges.forEach((range, index) => {
    for (const item of items) {
      if (item.at < range.start || item.at >= range.end || !passes(item, query.filters)) continue
      const asked = series.find((one) => isAnswerTo(item, one))
      if (!asked || !query.series.includes(asked.id)) continue
      const names = query.by ? namesIn(item, query.by) : []
      for (const name of names.length > 0 ? names : [null]) {
        const key = JSON.stringify([index, asked.id, name])
        const counts = groups.get(key) ?? new Array<number>(14).fill(0)
        groups.set(key, counts)
        count(counts, item)
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

function count(counts: number[], item: NewFeedback): void {
  const add = (index: number, amount: number): void => {
    counts[index] = (counts[index] ?? 0) + amount
  }
  add(0, 1)
  if (item.score === null || item.scale === null) return
  add(1, item.score)
  add(2, item.score ** 2)
  const { min, max } = item.scale
  const width = max - min > 10 ? (max - min) / 11 : 1
  add(3 + Math.min(10, Math.floor((item.score - min) / width)), 1)
}
