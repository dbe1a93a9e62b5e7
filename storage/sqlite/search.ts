import type { FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { QueryTerm } from '../../src/language/search-terms.ts'
import type { SearchEntry, SearchIndex, Writer } from '../shared/engine.ts'
import { inParts, integer, run } from '../shared/sql-text.ts'
import type { SqliteHandle } from './driver.ts'

/** FTS5 writes a segment with each statement: few long ones are cheapest. */
const ENTRIES_A_STATEMENT = 5_000

/** Terms carry their workspace, so that no two share a list. */
function prefixed(ws: WorkspaceId, term: string): string {
  return `${ws}${term}`
}

/** Terms are letters and digits only, so the quotes hold. */
function matchExpression(
  ws: WorkspaceId,
  words: readonly QueryTerm[],
  byBeginning: boolean,
): string {
  return words
    .map(({ word, stems }) =>
      byBeginning
        ? `"${prefixed(ws, word)}"*`
        : `(${stems.map((stem) => `"${prefixed(ws, stem)}"`).join(' OR ')})`,
    )
    .join(' AND ')
}

/**
 * Search by FTS5. A row's id is `(at << 31) | id`, computed by SQLite, so that
 * newest first and a period's bounds are the order and the bounds of the row ids.
 */
export function createSearch(reader: () => SqliteHandle): SearchIndex {
  return {
    async add(trx: Writer, ws, entries: readonly SearchEntry[]) {
      for (const part of inParts(entries, ENTRIES_A_STATEMENT)) {
        const texts = part.map(({ terms }) => prefixed(ws, terms.replaceAll(' ', ` ${ws}`)))
        const values = part.map(({ at, id }) => `(${integer(at)},${integer(id)},?)`).join(',')
        await run(
          trx,
          `INSERT INTO search (rowid, terms)
           SELECT (column1 << 31) | column2, column3 FROM (VALUES ${values})`,
          texts,
        )
      }
    },
    async remove(trx, _ws, entries) {
      for (const part of inParts(entries, ENTRIES_A_STATEMENT)) {
        const values = part.map(({ at, id }) => `(${integer(at)},${integer(id)})`).join(',')
        await run(
          trx,
          `DELETE FROM search WHERE rowid IN
           (SELECT (column1 << 31) | column2 FROM (VALUES ${values}))`,
        )
      }
    },
    async find(ws, { words, prefix, start, end, where, limit }) {
      const rows = await reader().all(
        `SELECT f.id FROM search CROSS JOIN feedback f NOT INDEXED
         WHERE f.id = search.rowid & 2147483647 AND search MATCH ? AND search.rowid >= (${integer(start)}<<31)
           AND search.rowid < (${integer(end)}<<31) AND ${where}
         ORDER BY search.rowid DESC LIMIT ${integer(limit)}`,
        [matchExpression(ws, words, prefix)],
      )
      return rows.map((row) => row['id'] as FeedbackId)
    },
  }
}
