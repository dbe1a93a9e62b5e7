import { itemAt } from '../../src/batch/read-columns.ts'
import type { FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { Dictionary } from './dictionary.ts'
import type { Engine, Writer } from './engine.ts'
import { loadItems, nameItems } from './items.ts'
import { contentOf, type PreparedItem, prepare } from './prepare.ts'
import type { PreparedColumns } from './prepare-columns.ts'

/** Returns the rows among the refused that differ from what is stored under their id. */
export async function contradictions(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  dictionary: Dictionary,
  { columns }: PreparedColumns,
  refused: { readonly rows: readonly number[]; readonly sources: readonly number[] },
): Promise<number[]> {
  const bySource = new Map<number, { row: number; item: PreparedItem }[]>()
  for (const row of refused.rows) {
    const source = refused.sources[row] ?? 0
    const one = { row, item: prepare(itemAt(columns, row)) }
    const list = bySource.get(source)
    if (list) list.push(one)
    else bySource.set(source, [one])
  }
  const found: number[] = []
  for (const [source, items] of bySource) {
    for (let first = 0; first < items.length; first += 500) {
      const part = items.slice(first, first + 500)
      const rows = await trx
        .selectFrom('feedback')
        .select(['id', 'external_id'])
        .where('ws', '=', workspace)
        .where('source', '=', source)
        .where('external_id', 'in', [...new Set(part.map(({ item }) => item.externalId))])
        .execute()
      const stored = await nameItems(
        trx,
        workspace,
        dictionary,
        await loadItems(
          engine,
          trx,
          workspace,
          rows.map(({ id }) => id as FeedbackId),
        ),
      )
      const contents = new Map(stored.map((item) => [item.externalId, contentOf(item)]))
      for (const { row, item } of part) {
        if (contents.get(item.externalId) !== contentOf(item)) found.push(row)
      }
    }
  }
  return found.sort((left, right) => left - right)
}
