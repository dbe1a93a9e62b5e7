import type { Filter } from '../core/command.ts'
import type { EpochSeconds, WorkspaceId } from '../core/identity.ts'
import type { DataSpan, Series, Store, TimeRange } from '../core/store.ts'

/** Into how many pieces a stretch of time is cut in each step. */
const PIECES = 64

/**
 * Returns when the first and the last feedback within a scope were said, and how much
 * there is; undefined where there is none. Found by counting ever shorter stretches: a
 * database counts days quickly and is not asked for a new thing.
 */
export async function spanWithin(
  store: Store,
  workspace: WorkspaceId,
  series: readonly Series[],
  scope: readonly Filter[],
): Promise<DataSpan | undefined> {
  const whole = await store.span(workspace)
  if (!whole || series.length === 0) return undefined
  const query = { series: series.map(({ id }) => id), filters: scope }
  const filled = async (ranges: readonly TimeRange[]): Promise<ReadonlyMap<number, number>> => {
    const counts = new Map<number, number>()
    for (const { range, tally } of await store.tallies(workspace, { ...query, ranges })) {
      counts.set(range, (counts.get(range) ?? 0) + tally.n)
    }
    return counts
  }
  const all: TimeRange = { start: whole.first, end: (whole.last + 1) as EpochSeconds }
  const n = (await filled([all])).get(0) ?? 0
  if (n === 0) return undefined
  const edge = async (pick: (...pieces: number[]) => number): Promise<EpochSeconds> => {
    let range = all
    while (range.end - range.start > 1) {
      const pieces = cut(range)
      const found = await filled(pieces)
      range = pieces[pick(...found.keys())] ?? range
    }
    return range.start
  }
  const [first, last] = await Promise.all([edge(Math.min), edge(Math.max)])
  return { first, last, n }
}

function cut({ start, end }: TimeRange): TimeRange[] {
  const pieces = Math.min(PIECES, end - start)
  const at = (piece: number): EpochSeconds =>
    (start + Math.floor(((end - start) * piece) / pieces)) as EpochSeconds
  return Array.from({ length: pieces }, (_, piece) => ({ start: at(piece), end: at(piece + 1) }))
}
