import { type RawBuilder, sql } from 'kysely'
import type { WorkspaceId } from '../../../src/core/identity.ts'
import type { Erased } from '../../../src/core/privacy.ts'
import type { Engine, Reader, Writer } from '../engine.ts'
import type { Schema } from '../schema.ts'
import { inParts } from '../sql-text.ts'
import { storable } from '../text.ts'
import { columnsWith, DECISIONS, type Decision } from './decisions.ts'
import { type Naming, parsed } from './naming.ts'

type Table = keyof Schema
type Counted = keyof Erased
const VALUES_A_STATEMENT = 100

/** Those with a way of their own: full-text search hangs on one, long JSON is in the other. */
const APART: readonly Table[] = ['feedback', 'report']
const BY_NAME = ['name', 'words', 'about', 'note'] as const
const MESSAGES: readonly Table[] = [
  'digest',
  'alert',
  'improvement',
  'feed',
  'hook',
  'listener',
  'access_place',
]

/** Values of a column that name a person. */
export interface NamedValues {
  readonly table: Table
  readonly column: string
  readonly decision: Decision
  readonly values: readonly string[]
  /** What their number is told as. */
  readonly counted: Counted
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

/** Returns what a person's names are looked for by where they may stand in JSON too. */
export function needlesOf(naming: Naming): readonly string[] {
  const spellings = naming.spellings()
  return [...new Set([...spellings, ...spellings.map((each) => JSON.stringify(each).slice(1, -1))])]
}

/** Finds every value of the workspace's tables that names the person, by {@link DECISIONS}. */
export async function* namedValues(
  engine: Pick<Engine, 'name'>,
  db: Reader,
  workspace: WorkspaceId,
  naming: Naming,
): AsyncGenerator<NamedValues> {
  if (naming.isEmpty) return
  const needles = needlesOf(naming)
  for (const table of Object.keys(DECISIONS) as Table[]) {
    if (APART.includes(table)) continue
    for (const column of columnsWith(table, BY_NAME)) {
      const { rows } = await sql<{ value: string }>`
        SELECT DISTINCT ${sql.ref(column)} AS value FROM ${sql.table(table)}
        WHERE ws = ${sql.lit(workspace)} AND ${holds(engine, [column], needles)}`.execute(db)
      const decision = (DECISIONS[table] as Record<string, Decision>)[column] as Decision
      const isNamed = (value: string) =>
        decision === 'name' ? naming.isName(value) : naming.isInStored(value)
      const values = rows.map(({ value }) => value).filter(isNamed)
      if (values.length > 0) {
        yield { table, column, decision, values, counted: countedAs(table) }
      }
    }
  }
}

function countedAs(table: Table): Counted {
  if (MESSAGES.includes(table)) return 'messages'
  return table.startsWith('survey') ? 'surveys' : 'log'
}

/** Returns in how many rows the values stand. */
export async function countNamed(
  db: Reader,
  workspace: WorkspaceId,
  { table, column, values }: NamedValues,
): Promise<number> {
  let sum = 0
  for (const part of inParts(values, VALUES_A_STATEMENT)) {
    const { rows } = await sql<{ n: number }>`
      SELECT count(*) AS n FROM ${sql.table(table)} WHERE ws = ${sql.lit(workspace)}
        AND ${sql.ref(column)} IN (${sql.join([...part])})`.execute(db)
    sum += Number(rows[0]?.n ?? 0)
  }
  return sum
}

/** Does with the values what is decided about their column. Returns how many rows that were. */
export async function eraseNamed(
  trx: Writer,
  workspace: WorkspaceId,
  named: NamedValues,
  naming: Naming,
): Promise<number> {
  const { table, column, decision, values } = named
  const where = (part: readonly string[]) =>
    sql`WHERE ws = ${sql.lit(workspace)} AND ${sql.ref(column)} IN (${sql.join([...part])})`
  const target = sql.table(table)
  if (decision === 'name' || decision === 'note') {
    const emptied =
      decision === 'note' ? sql`NULL` : table === 'access_account' ? sql`user_id` : sql`''`
    let changed = 0
    for (const part of inParts(values, VALUES_A_STATEMENT)) {
      changed += await affected(
        trx,
        sql`UPDATE ${target} SET ${sql.ref(column)} = ${emptied} ${where(part)}`,
      )
    }
    return changed
  }
  let changed = 0
  for (const value of values) {
    const after = decision === 'words' ? naming.cutStored(value) : unlessAbout(value, naming)
    changed += await affected(
      trx,
      after === null
        ? sql`DELETE FROM ${target} ${where([value])}`
        : sql`UPDATE ${target} SET ${sql.ref(column)} = ${storable(after)} ${where([value])}`,
    )
  }
  return changed
}

/** What somebody set up who is called like the person is kept without their name; null for all that is about the person. */
function unlessAbout(value: string, naming: Naming): string | null {
  const settings = parsed(value)
  if (!settings || !('owner' in settings)) return null
  const { owner, ...rest } = settings as { readonly owner: object }
  if (naming.isInStored(JSON.stringify(rest))) return null
  return JSON.stringify({ ...settings, owner: { ...owner, name: '' } })
}

async function affected(trx: Writer, statement: RawBuilder<unknown>): Promise<number> {
  const { numAffectedRows } = await statement.execute(trx)
  return Number(numAffectedRows ?? 0)
}
