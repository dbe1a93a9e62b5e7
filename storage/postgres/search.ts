import { sql } from 'kysely'
import { textAt } from '../../src/batch/read-columns.ts'
import type { FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { QueryTerm } from '../../src/language/search-terms.ts'
import type { Reader, SearchIndex } from '../shared/engine.ts'
import { inParts, integer, run } from '../shared/sql-text.ts'

const ENTRIES_A_STATEMENT = 1_000

/** Terms are letters and digits only, so the quotes hold; they carry their workspace. */
function matchExpression(
  ws: WorkspaceId,
  words: readonly QueryTerm[],
  byBeginning: boolean,
): string {
  return words
    .map(({ word, stems }) =>
      byBeginning ? `'${ws}${word}':*` : `(${stems.map((stem) => `'${ws}${stem}'`).join(' | ')})`,
    )
    .join(' & ')
}

/** Search over the same stems as in SQLite, in a table led by time. */
export function createSearch(db: Reader): SearchIndex {
  return {
    *adding(ws, { ids, times, terms, order }) {
      for (let first = 0; first < order.length; first += ENTRIES_A_STATEMENT) {
        const part = order.slice(first, first + ENTRIES_A_STATEMENT)
        const entries = part.map((row, index) => {
          const key = [ws, times[row] ?? 0, ids[row] ?? 0].map(integer).join(',')
          return `(${key},array_to_tsvector(string_to_array($${index + 1},' ')))`
        })
        yield {
          sql: `INSERT INTO search (ws, at, feedback, terms) VALUES ${entries.join(',')}`,
          values: part.map((row) => `${ws}${textAt(terms, row).replaceAll(' ', ` ${ws}`)}`),
          first,
          rows: part.length,
          last: first + part.length === order.length,
        }
      }
      return undefined
    },
    async remove(trx, ws, entries) {
      for (const part of inParts(entries, ENTRIES_A_STATEMENT)) {
        const keys = part.map(({ at, id }) => `(${integer(at)},${integer(id)})`).join(',')
        await run(
          trx,
          `DELETE FROM search s USING (VALUES ${keys}) AS gone (at, feedback)
           WHERE s.ws = ${integer(ws)} AND s.at = gone.at AND s.feedback = gone.feedback`,
        )
      }
    },
    async find(ws, { words, prefix, start, end, where, limit }) {
      const { rows } = await sql<{ id: FeedbackId }>`SELECT f.id
        FROM own_search s JOIN feedback f ON f.ws = s.ws AND f.id = s.feedback
        WHERE s.ws = ${sql.lit(ws)} AND s.at >= ${sql.lit(start)} AND s.at < ${sql.lit(end)}
          AND s.terms @@ ${matchExpression(ws, words, prefix)}::tsquery AND ${sql.raw(where)}
        ORDER BY s.at DESC, s.feedback DESC LIMIT ${sql.lit(limit)}`.execute(db)
      return rows.map(({ id }) => id)
    },
  }
}
