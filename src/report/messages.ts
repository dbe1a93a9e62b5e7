import type { CommandContext } from '../core/command.ts'
import type { Dimension } from '../core/feedback.ts'
import type { Tally, TimeRange } from '../core/store.ts'
import { combineTallies, EMPTY_TALLY } from '../metrics/tally.ts'
import { findOpinions } from './opinions.ts'
import { readTallies } from './read-tallies.ts'

/** How many messages there are in each range, in all and under each value of a dimension. */
export interface MessageCounts {
  total(range: number): number
  names(range: number): Iterable<string>
  of(range: number, name: string): number
  /** What the analysed texts among them say. */
  tone(range: number, name: string): Tally
}

/**
 * Counts feedback of every kind, with a score or without; a message under
 * several values, such as tags, is counted under each. Without `by` only in all.
 */
export async function countMessages(
  context: CommandContext,
  ranges: readonly TimeRange[],
  by?: Dimension,
): Promise<MessageCounts> {
  const { store, workspaceId, arguments: asked } = context
  const [series, opinions] = await Promise.all([store.series(workspaceId), findOpinions(context)])
  const surveys = asked.filters.find(({ dimension }) => dimension === 'survey')?.names
  const counted = series.filter(
    ({ survey }) => surveys === undefined || (survey !== null && surveys.includes(survey)),
  )
  const filters = asked.filters.filter(({ dimension }) => dimension !== 'survey')
  const read = { series: counted, filters }
  const [whole, cut, texts] = await Promise.all([
    readTallies(store, workspaceId, read, ranges),
    by === undefined ? [] : readTallies(store, workspaceId, read, ranges, by),
    opinions && by !== undefined
      ? readTallies(
          store,
          workspaceId,
          { series: [{ id: opinions.texts }], filters: asked.filters },
          ranges,
          by,
        )
      : [],
  ])
  const counts = ranges.map((_, range) => {
    const found = new Map<string, number>()
    for (const { range: at, value, tally } of cut) {
      if (at === range && value !== null) found.set(value, (found.get(value) ?? 0) + tally.n)
    }
    return found
  })
  const totals = ranges.map((_, range) =>
    whole.reduce((sum, row) => sum + (row.range === range ? row.tally.n : 0), 0),
  )
  const tones = new Map(
    texts.map(({ range, value, tally }) => [`${range} ${value}`, tally] as const),
  )
  return {
    total: (range) => totals[range] ?? 0,
    names: (range) => counts[range]?.keys() ?? [],
    of: (range, name) => counts[range]?.get(name) ?? 0,
    tone: (range, name) => combineTallies([tones.get(`${range} ${name}`) ?? EMPTY_TALLY]),
  }
}
