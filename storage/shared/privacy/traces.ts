import { sql } from 'kysely'
import type { EpochSeconds, WorkspaceId } from '../../../src/core/identity.ts'
import type { Person, Traces } from '../../../src/core/privacy.ts'
import type { Engine, Reader } from '../engine.ts'
import { inParts, integers } from '../sql-text.ts'
import { feedbackOf, type NamingTable, namingTables, termsOf, textsNaming } from './person-rows.ts'

const LATEST = 10
const IDS_A_QUERY = 500

/** Columns with the names of who did something. */
export const SIGNED = [
  ['access_audit', 'name'],
  ['logged', 'by_name'],
  ['feedback_change', 'by_name'],
  ['correction', 'by_name'],
  ['correction', 'undone_name'],
  ['loop_item', 'response_name'],
  ['loop_item', 'resolution_name'],
] as const

/** Returns what is stored of a person. */
export async function tracesOf(
  engine: Engine,
  db: Reader,
  workspace: WorkspaceId,
  person: Person,
): Promise<Traces> {
  const terms = await termsOf(db, workspace, person)
  const { names } = terms
  const ids = await feedbackOf(engine, db, workspace, person, terms)
  const facts = { texts: 0, first: null as number | null, last: null as number | null }
  const sources = new Set<string>()
  for (const part of inParts(ids, IDS_A_QUERY)) {
    const { rows } = await sql<{ n: number; first: number; last: number; source: string }>`
      SELECT count(f.text) AS n, min(f.at) AS first, max(f.at) AS last, t.name AS source
      FROM feedback f JOIN term t ON t.ws = f.ws AND t.id = f.source
      WHERE f.ws = ${sql.lit(workspace)} AND f.id IN (${sql.raw(integers(part))})
      GROUP BY t.name`.execute(db)
    for (const { n, first, last, source } of rows) {
      facts.texts += Number(n)
      facts.first = Math.min(facts.first ?? first, first)
      facts.last = Math.max(facts.last ?? last, last)
      sources.add(source)
    }
  }
  const tables = namingTables(engine, names, ids)
  const count = async (list: readonly NamingTable[]): Promise<number> => {
    let sum = 0
    for (const { table, condition } of list)
      sum += await countWhere(db, workspace, table, condition)
    return sum
  }
  let signed = 0
  for (const [table, column] of SIGNED) {
    if (names.length === 0) break
    const isNamed = sql<boolean>`${sql.ref(column)} IN (${sql.join(names)})`
    signed += await countWhere(db, workspace, table, isNamed)
  }
  return {
    names,
    feedback: ids.length,
    texts: facts.texts,
    first: facts.first as EpochSeconds | null,
    last: facts.last as EpochSeconds | null,
    items: ids.slice(-LATEST).reverse(),
    sources: [...sources].sort(),
    mentions: (await textsNaming(engine, db, workspace, names, new Set(ids))).length,
    reports: await count(tables.reports),
    messages: await count(tables.messages),
    log: (await count(tables.changes)) + signed,
  }
}

async function countWhere(
  db: Reader,
  workspace: WorkspaceId,
  table: string,
  condition: NamingTable['condition'],
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM ${sql.table(table)}
    WHERE ws = ${sql.lit(workspace)} AND ${condition}`.execute(db)
  return Number(rows[0]?.n ?? 0)
}
