import { type RawBuilder, sql } from 'kysely'
import type { FeedbackId, WorkspaceId } from '../../../src/core/identity.ts'
import type { Person } from '../../../src/core/privacy.ts'
import { fold } from '../../../src/language/fold.ts'
import { DIMENSION_CODES } from '../dimension-codes.ts'
import type { Engine, Reader } from '../engine.ts'
import { integers } from '../sql-text.ts'
import { storable } from '../text.ts'
import { needlesInJson, needlesInLine, tellingNames, valuesInJson, withinJson } from './needles.ts'

/** Reports quote the latest and the most telling: of somebody with more, names are enough. */
const MOST_QUOTED = 500

/** The spellings of a person's name, with their ids. */
export interface PersonTerms {
  readonly ids: readonly number[]
  readonly names: readonly string[]
}

export async function termsOf(
  db: Reader,
  workspace: WorkspaceId,
  { dimension, name }: Person,
): Promise<PersonTerms> {
  const rows = await db
    .selectFrom('term')
    .select(['id', 'name'])
    .where('ws', '=', workspace)
    .where('dimension', '=', DIMENSION_CODES[dimension])
    .where('folded', '=', fold(storable(name)))
    .orderBy('id')
    .execute()
  return { ids: rows.map(({ id }) => id), names: rows.map((row) => row.name) }
}

/** Returns the ids of the person's feedback, in order. */
export async function feedbackOf(
  engine: Pick<Engine, 'useIndex'>,
  db: Reader,
  workspace: WorkspaceId,
  { dimension }: Person,
  { ids }: PersonTerms,
): Promise<FeedbackId[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: FeedbackId }>`
    SELECT id FROM feedback ${sql.raw(engine.useIndex(`feedback_${dimension}`))}
    WHERE ws = ${sql.lit(workspace)} AND ${sql.ref(dimension)} > 0
      AND ${sql.ref(dimension)} IN (${sql.raw(integers(ids))}) ORDER BY id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Returns a condition that a column holds one of the pieces of text. */
export function holds(
  engine: Pick<Engine, 'name'>,
  columns: readonly string[],
  needles: readonly string[],
): RawBuilder<boolean> {
  const found = sql.raw(engine.name === 'sqlite' ? 'instr' : 'strpos')
  const each = columns.flatMap((column) =>
    needles.map((needle) => sql<boolean>`${found}(${sql.ref(column)}, ${storable(needle)}) > 0`),
  )
  return each.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`(${sql.join(each, sql` OR `)})`
}

/** A table of the main database that may name a person, and how that is seen. */
export interface NamingTable {
  readonly table:
    | 'report'
    | 'digest'
    | 'alert'
    | 'logged'
    | 'feedback_change'
    | 'alert_incident'
    | 'improvement'
  readonly condition: RawBuilder<boolean>
}

/** Returns where a person's names may stand besides their own feedback. */
export function namingTables(
  engine: Pick<Engine, 'name'>,
  names: readonly string[],
  own: readonly FeedbackId[],
): Readonly<Record<'reports' | 'messages' | 'changes', readonly NamingTable[]>> {
  const json = needlesInJson(names)
  const lines = needlesInLine(names)
  const values = valuesInJson(names)
  const quoted = own.slice(0, MOST_QUOTED).map((id) => `{"id":${id},`)
  const inSettings = [...values, ...needlesInLine(names).map(withinJson)]
  return {
    reports: [
      {
        table: 'report',
        condition: sql<boolean>`(${holds(engine, ['report'], [...json, ...quoted])} OR ${holds(engine, ['command_line'], lines)})`,
      },
    ],
    messages: [
      { table: 'digest', condition: holds(engine, ['settings'], inSettings) },
      { table: 'improvement', condition: holds(engine, ['settings'], json) },
      { table: 'alert', condition: holds(engine, ['settings'], inSettings) },
      { table: 'alert_incident', condition: holds(engine, ['reading'], values) },
    ],
    changes: [
      { table: 'logged', condition: holds(engine, ['content'], json) },
      { table: 'feedback_change', condition: holds(engine, ['before', 'after'], json) },
    ],
  }
}

/** Returns texts of others that hold one of the names as words of its own. */
export async function textsNaming(
  engine: Pick<Engine, 'name'>,
  db: Reader,
  workspace: WorkspaceId,
  names: readonly string[],
  own: ReadonlySet<number>,
): Promise<readonly FeedbackId[]> {
  const telling = tellingNames(names)
  if (telling.length === 0) return []
  const { rows } = await sql<{ id: FeedbackId; text: string }>`
    SELECT id, text FROM feedback WHERE ws = ${sql.lit(workspace)} AND text IS NOT NULL
      AND ${holds(engine, ['text'], telling)}`.execute(db)
  return rows
    .filter(({ id, text }) => !own.has(id) && without(text, telling) !== text)
    .map(({ id }) => id)
}

const LETTER = /[\p{L}\p{N}]/u

/** Returns a text without the names, where they stand as words of their own. */
export function without(text: string, names: readonly string[]): string {
  return names.reduce((before, name) => {
    let result = ''
    let from = 0
    for (let at = before.indexOf(name); at >= 0; at = before.indexOf(name, at + name.length)) {
      const isWord =
        !LETTER.test(before[at - 1] ?? ' ') && !LETTER.test(before[at + name.length] ?? ' ')
      if (!isWord) continue
      result += `${before.slice(from, at)}[…]`
      from = at + name.length
    }
    return result + before.slice(from)
  }, text)
}
