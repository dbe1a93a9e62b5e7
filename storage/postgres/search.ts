import { sql } from 'kysely'
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

/** Search over a column of terms beside the text, made of the same stems as in SQLite. */
export function createSearch(db: Reader): SearchIndex {
  return {
    async add(trx, ws, entries) {
      for (const part of inParts(entries, ENTRIES_A_STATEMENT)) {
        const values = part
          .map(({ id }, index) => `(${integer(id)}, $${index + 1}::text)`)
          .join(',')
        await run(
          trx,
          `UPDATE feedback f SET terms = array_to_tsvector(string_to_array(v.terms, ' '))
           FROM (VALUES ${values}) AS v (id, terms) WHERE f.ws = ${integer(ws)} AND f.id = v.id`,
          part.map(({ terms }) => terms.map((term) => `${ws}${term}`).join(' ')),
        )
      }
    },
    async remove(trx, ws, entries) {
      for (const part of inParts(entries, ENTRIES_A_STATEMENT)) {
        const ids = part.map(({ id }) => integer(id)).join(',')
        await run(
          trx,
          `UPDATE feedback SET terms = NULL WHERE ws = ${integer(ws)} AND id IN (${ids})`,
        )
      }
    },
    async find(ws, { words, prefix, start, end, where, limit }) {
      const { rows } = await sql<{ id: FeedbackId }>`SELECT f.id FROM feedback f
        WHERE ${sql.raw(where)} AND f.at >= ${sql.lit(start)} AND f.at < ${sql.lit(end)}
          AND f.terms @@ ${matchExpression(ws, words, prefix)}::tsquery
        ORDER BY f.at DESC, f.id DESC LIMIT ${sql.lit(limit)}`.execute(db)
      return rows.map(({ id }) => id)
    },
  }
}
