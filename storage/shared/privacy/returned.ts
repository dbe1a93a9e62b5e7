import { sql } from 'kysely'
import type { WorkspaceId } from '../../../src/core/identity.ts'
import {
  type Forgettable,
  PERSON_DIMENSIONS,
  type Person,
  type Tombstone,
} from '../../../src/core/privacy.ts'
import type { Engine } from '../engine.ts'
import { codeOf, Forgotten } from './tombstones.ts'

const TERMS_A_PAGE = 5_000

/** Returns the people whom the tombstones name and who are stored. */
export async function whoCameBack(
  engine: Pick<Engine, 'db'>,
  workspace: WorkspaceId,
  tombstones: readonly Tombstone[],
): Promise<readonly Person[]> {
  const forgotten = new Forgotten(tombstones)
  const found: Person[] = []
  for (const dimension of new Set(tombstones.map((each) => each.dimension))) {
    for await (const name of namesOf(engine, workspace, dimension)) {
      if (forgotten.has(dimension, name)) found.push({ dimension, name })
    }
  }
  return found
}

function namesOf(
  engine: Pick<Engine, 'db'>,
  workspace: WorkspaceId,
  dimension: Forgettable,
): AsyncIterable<string> {
  if (PERSON_DIMENSIONS.some((each) => each === dimension)) {
    return terms(engine, workspace, dimension)
  }
  return dimension === 'account' ? accounts(engine, workspace) : respondents(engine, workspace)
}

async function* terms(
  { db }: Pick<Engine, 'db'>,
  workspace: WorkspaceId,
  dimension: Forgettable,
): AsyncGenerator<string> {
  let last = 0
  for (;;) {
    const rows = await db
      .selectFrom('term')
      .select(['id', 'name'])
      .where('ws', '=', workspace)
      .where('id', '>', last)
      .where('dimension', '=', codeOf(dimension))
      .orderBy('id')
      .limit(TERMS_A_PAGE)
      .execute()
    for (const { name } of rows) yield name
    last = rows.at(-1)?.id ?? 0
    if (rows.length < TERMS_A_PAGE) return
  }
}

async function* accounts(
  { db }: Pick<Engine, 'db'>,
  workspace: WorkspaceId,
): AsyncGenerator<string> {
  const { rows } = await sql<{ platform: string; community: string; user_id: string }>`
    SELECT platform, community, user_id FROM access_account WHERE ws = ${sql.lit(workspace)}
    UNION SELECT platform, user_community, user_id FROM access_audit
      WHERE ws = ${sql.lit(workspace)} AND user_id <> ''`.execute(db)
  for (const { platform, community, user_id } of rows) {
    yield [platform, community, user_id].filter((part) => part !== '').join('/')
  }
}

async function* respondents(
  { db }: Pick<Engine, 'db'>,
  workspace: WorkspaceId,
): AsyncGenerator<string> {
  const { rows } = await sql<{ person: string }>`
    SELECT person FROM survey_answer WHERE ws = ${sql.lit(workspace)}
    UNION SELECT person FROM survey_invitation WHERE ws = ${sql.lit(workspace)}`.execute(db)
  for (const { person } of rows) yield person
}
