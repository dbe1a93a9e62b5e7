import { textAt } from '../../src/batch/read-columns.ts'
import { textColumn } from '../../src/batch/texts.ts'
import type { FeedbackColumns, TextColumn } from '../../src/core/feedback-columns.ts'
import type { ImportId, WorkspaceId } from '../../src/core/identity.ts'
import type { Engine, Writer } from './engine.ts'
import { inParts, insertRows } from './sql-text.ts'

const CONTENTS_A_QUERY = 500

/**
 * Returns the ids of items that have none of their own: the content's hash and
 * the number of times that this import has met it, so that the same file adds
 * nothing twice while equal answers within a file all count.
 *
 * How often a running import met a content is remembered in the batch's
 * transaction, but only where it met it more than once or an earlier import
 * brought it: a content seen for the first time is told by its stored row.
 */
export async function occurrenceIds(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  columns: FeedbackColumns,
  context: { readonly sources: readonly number[]; readonly importId: ImportId | 0 },
): Promise<TextColumn> {
  const hashes = Array.from({ length: columns.count }, (_, row) => ({
    source: context.sources[row] ?? 0,
    hash: textAt(columns.externalIds, row),
  }))
  const contents = hashes.map(({ source, hash }) => `${source}:${hash}`)
  const times = new Map<string, number>()
  for (const content of contents) times.set(content, (times.get(content) ?? 0) + 1)
  const seen = await seenBefore(trx, workspace, hashes, context.importId)
  const repeated = [...times].filter(([content, count]) => count > 1 || seen.has(content))
  if (context.importId !== 0) {
    await insertRows(
      engine,
      trx,
      {
        into: 'import_occurrence (ws,import,content,seen)',
        onConflict: 'ON CONFLICT (ws,import,content) DO UPDATE SET seen = excluded.seen',
      },
      repeated.map(([content, count]) => [
        workspace,
        context.importId,
        content,
        (seen.get(content) ?? 0) + count,
      ]),
    )
  }
  const next = new Map(seen)
  return textColumn(
    contents.map((content, row) => {
      const occurrence = (next.get(content) ?? 0) + 1
      next.set(content, occurrence)
      return `${hashes[row]?.hash}#${occurrence}`
    }),
  )
}

/**
 * Returns how often this import met the contents before, for those that any
 * import has brought: 0 where only an earlier one did.
 */
async function seenBefore(
  trx: Writer,
  workspace: WorkspaceId,
  rows: readonly { readonly source: number; readonly hash: string }[],
  importId: ImportId | 0,
): Promise<Map<string, number>> {
  const seen = new Map<string, number>()
  const bySource = new Map<number, Set<string>>()
  for (const { source, hash } of rows) {
    const hashes = bySource.get(source)
    if (hashes) hashes.add(hash)
    else bySource.set(source, new Set([hash]))
  }
  for (const [source, hashes] of bySource) {
    for (const part of inParts([...hashes], CONTENTS_A_QUERY)) {
      const firsts = await trx
        .selectFrom('feedback')
        .select(['external_id', 'import'])
        .where('ws', '=', workspace)
        .where('source', '=', source)
        .where(
          'external_id',
          'in',
          part.map((hash) => `${hash}#1`),
        )
        .execute()
      for (const row of firsts) {
        const content = `${source}:${row.external_id.slice(0, -2)}`
        seen.set(content, row.import === importId && importId !== 0 ? 1 : 0)
      }
      if (importId === 0 || firsts.length === 0) continue
      const counted = await trx
        .selectFrom('import_occurrence')
        .select(['content', 'seen'])
        .where('ws', '=', workspace)
        .where('import', '=', importId)
        .where(
          'content',
          'in',
          firsts.map((row) => `${source}:${row.external_id.slice(0, -2)}`),
        )
        .execute()
      for (const row of counted) seen.set(row.content, row.seen)
    }
  }
  return seen
}
