import { startsOf } from '../../src/batch/read-columns.ts'
import type { TextColumn } from '../../src/core/feedback-columns.ts'
import type { FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { QueryTerm } from '../../src/language/search-terms.ts'
import type { SearchIndex } from '../shared/engine.ts'
import { inParts, integer, run } from '../shared/sql-text.ts'
import { SqlWriter } from '../shared/sql-writer.ts'
import type { SqliteHandle } from './driver.ts'

/** FTS5 writes a segment with each statement: few long ones are cheapest. */
const ENTRIES_A_STATEMENT = 5_000

/** Terms carry their workspace, so that no two share a list. */
function prefixed(ws: WorkspaceId, term: string): string {
  return `${ws}${term}`
}

const SPACE = 32

/** One for all statements, each of which is built without a pause. */
const list = new SqlWriter()

/** Returns the terms of the rows, one behind the other, each term with its workspace before it. */
function prefixedAll(ws: WorkspaceId, terms: TextColumn, rows: readonly number[]): TextColumn {
  const mark = Buffer.from(String(ws))
  const starts = startsOf(terms)
  const ends = new Uint32Array(rows.length)
  const bytes = Buffer.allocUnsafe(prefixedLength(terms, starts, rows, mark.length))
  let to = 0
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0
    const end = terms.ends[row] ?? 0
    for (let digit = 0; digit < mark.length; digit += 1) bytes[to++] = mark[digit] ?? 0
    for (let at = starts[row] ?? 0; at < end; at += 1) {
      const byte = terms.bytes[at] ?? 0
      bytes[to++] = byte
      if (byte !== SPACE) continue
      for (let digit = 0; digit < mark.length; digit += 1) bytes[to++] = mark[digit] ?? 0
    }
    ends[index] = to
  }
  return { bytes, ends }
}

function prefixedLength(
  terms: TextColumn,
  starts: Uint32Array,
  rows: readonly number[],
  markLength: number,
): number {
  let length = 0
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0
    const start = starts[row] ?? 0
    const end = terms.ends[row] ?? 0
    length += end - start + markLength
    for (let at = start; at < end; at += 1) if (terms.bytes[at] === SPACE) length += markLength
  }
  return length
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
    *adding(ws, { ids, times, terms, order }) {
      for (let first = 0; first < order.length; first += ENTRIES_A_STATEMENT) {
        const part = order.slice(first, first + ENTRIES_A_STATEMENT)
        const { bytes, ends } = prefixedAll(ws, terms, part)
        list.begin()
        for (let index = 0; index < part.length; index += 1) {
          const row = part[index] ?? 0
          const start = index === 0 ? 0 : ends[index - 1]
          list.text(index === 0 ? '(' : ',(').number(times[row])
          list.text(',').number(ids[row])
          list.text(',').number(start)
          list.text(',').number(ends[index])
          list.text(')')
        }
        yield {
          sql: `INSERT INTO search (rowid, terms)
            SELECT (column1 << 31) | column2, CAST(substr(?,column3+1,column4-column3) AS TEXT)
            FROM (VALUES ${list.written()})`,
          values: [bytes],
          first,
          rows: part.length,
          last: first + part.length === order.length,
        }
      }
      return undefined
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
