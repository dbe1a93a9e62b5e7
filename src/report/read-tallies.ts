import type { Dimension } from '../core/feedback.ts'
import type { SeriesId, WorkspaceId } from '../core/identity.ts'
import type { Store, StoreFilter, TallyRow, TimeRange } from '../core/store.ts'

/**
 * Returns the tallies of a question in several ranges, in one query where the
 * ranges do not overlap. They may come in any order; `range` of the rows is
 * their index.
 */
export async function readTallies(
  store: Store,
  workspace: WorkspaceId,
  question: {
    readonly series: readonly { readonly id: SeriesId }[]
    readonly filters: readonly StoreFilter[]
  },
  ranges: readonly TimeRange[],
  by?: Dimension,
): Promise<readonly TallyRow[]> {
  const order = ranges.map((range, index) => ({ range, index }))
  order.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)
  const apart = order.every(
    ({ range }, index) => index === 0 || (order[index - 1]?.range.end ?? 0) <= range.start,
  )
  const groups = apart ? [order] : order.map((one) => [one])
  const answers = await Promise.all(
    groups.map(async (group) => {
      const rows = await store.tallies(workspace, {
        series: question.series.map(({ id }) => id),
        ranges: group.map(({ range }) => ({ start: range.start, end: range.end })),
        filters: question.filters,
        ...(by === undefined ? {} : { by }),
      })
      return rows.map((row) => ({ ...row, range: group[row.range]?.index ?? 0 }))
    }),
  )
  return answers.flat()
}
