import { sql } from 'kysely'
import type { WorkspaceId } from '../../../src/core/identity.ts'
import type { Engine, Reader, Writer } from '../engine.ts'
import type { Schema } from '../schema.ts'
import { type Account, accountIn } from './account.ts'
import { dropMessages, withoutOwner } from './account-settings.ts'
import { columnsWith, DECISIONS } from './decisions.ts'
import type { ErasedRows } from './erase.ts'
import { holds } from './named-values.ts'
import { Naming } from './naming.ts'

/** Where a column is the platform's own id and no written account. */
const APART: readonly (keyof Schema)[] = ['access_account', 'access_audit', 'survey_message']
const NOTHING: ErasedRows = {
  feedback: 0,
  mentions: 0,
  reports: 0,
  messages: 0,
  surveys: 0,
  log: 0,
}

/** Erases an account: its role, its name and id wherever it did something, what goes to it. */
export async function eraseAccount(
  engine: Pick<Engine, 'name'>,
  trx: Writer,
  workspace: WorkspaceId,
  written: string,
): Promise<ErasedRows> {
  const account = accountIn(written)
  const names = await namesOf(trx, workspace, account)
  let log = 0
  for (const [table, column] of accountColumns()) {
    const name = column.replace(/user$/, 'name')
    const named = columnsWith(table, ['name']).includes(name) && name !== column
    const { numAffectedRows } = await sql`
      UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ''
        ${named ? sql`, ${sql.ref(name)} = ''` : sql``}
      WHERE ws = ${sql.lit(workspace)}
        AND ${sql.ref(column)} IN (${sql.join([...account.written])})`.execute(trx)
    log += Number(numAffectedRows ?? 0)
  }
  const role = await sql`DELETE FROM access_account ${isAccount(workspace, account)}`.execute(trx)
  const lines = await sql`
    UPDATE access_audit SET user_community = '', user_id = '', name = ''
    ${sql`WHERE ws = ${sql.lit(workspace)} AND platform = ${account.platform}
      AND user_id = ${account.user} AND user_community = ${account.community}`}`.execute(trx)
  log += Number(role.numAffectedRows ?? 0) + Number(lines.numAffectedRows ?? 0)
  log += await cutFromDetails(engine, trx, workspace, new Naming([written]))
  log += await forgetAnswers(engine, trx, workspace, account)
  await forgetAcknowledgements(trx, workspace, names)
  const messages = await withoutOwner(trx, workspace, account)
  const surveys = await dropMessages(engine, trx, workspace, account)
  return { ...NOTHING, log, messages, surveys }
}

/** Erases a person from surveys: what they answered and whether they were asked. */
export async function eraseRespondent(
  trx: Writer,
  workspace: WorkspaceId,
  person: string,
): Promise<ErasedRows> {
  let surveys = 0
  for (const table of ['survey_answer', 'survey_invitation'] as const) {
    const { numDeletedRows } = await trx
      .deleteFrom(table)
      .where('ws', '=', workspace)
      .where('person', '=', person)
      .executeTakeFirst()
    surveys += Number(numDeletedRows)
  }
  return { ...NOTHING, surveys }
}

/** Returns in how many rows an account or a respondent is told of, as an erasure would count them. */
export async function countOther(
  engine: Pick<Engine, 'name'>,
  db: Reader,
  workspace: WorkspaceId,
  { dimension, name }: { readonly dimension: string; readonly name: string },
): Promise<Pick<ErasedRows, 'surveys' | 'log'> & { readonly names: readonly string[] }> {
  const count = async (table: string, condition: ReturnType<typeof sql>): Promise<number> => {
    const { rows } = await sql<{ n: number }>`
      SELECT count(*) AS n FROM ${sql.table(table)}
      WHERE ws = ${sql.lit(workspace)} AND ${condition}`.execute(db)
    return Number(rows[0]?.n ?? 0)
  }
  if (dimension === 'respondent') {
    const surveys =
      (await count('survey_answer', sql`person = ${name}`)) +
      (await count('survey_invitation', sql`person = ${name}`))
    return { surveys, log: 0, names: surveys > 0 ? [name] : [] }
  }
  const account = accountIn(name)
  const { platform, community, user, written } = account
  let log = 0
  for (const [table, column] of accountColumns()) {
    log += await count(table, sql`${sql.ref(column)} IN (${sql.join([...written])})`)
  }
  log += await count('logged', isAnsweredBy(engine, account))
  log += await count(
    'access_account',
    sql`platform = ${platform} AND user_id = ${user} AND community = ${community}`,
  )
  log += await count(
    'access_audit',
    sql`platform = ${platform} AND user_id = ${user} AND user_community = ${community}`,
  )
  const names = await namesOf(db, workspace, account)
  return { surveys: 0, log, names: log > 0 ? [...names, name].slice(0, 1) : [] }
}

function accountColumns(): readonly (readonly [keyof Schema, string])[] {
  return (Object.keys(DECISIONS) as (keyof Schema)[])
    .filter((table) => !APART.includes(table))
    .flatMap((table) => columnsWith(table, ['account']).map((column) => [table, column] as const))
    .concat([['access_account', 'by_user']])
}

function isAccount(workspace: WorkspaceId, { platform, community, user }: Account) {
  return sql`WHERE ws = ${sql.lit(workspace)} AND platform = ${platform}
    AND community = ${community} AND user_id = ${user}`
}

async function namesOf(
  db: Reader,
  workspace: WorkspaceId,
  { platform, community, user }: Account,
): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM access_account ${isAccount(workspace, { platform, community, user, written: [] })}
    UNION SELECT name FROM access_audit WHERE ws = ${sql.lit(workspace)}
      AND platform = ${platform} AND user_id = ${user} AND user_community = ${community}
    ORDER BY name`.execute(db)
  return rows.map(({ name }) => name).filter((name) => name !== '')
}

async function cutFromDetails(
  engine: Pick<Engine, 'name'>,
  trx: Writer,
  workspace: WorkspaceId,
  naming: Naming,
): Promise<number> {
  const { rows } = await sql<{ id: number; detail: string }>`
    SELECT id, detail FROM access_audit WHERE ws = ${sql.lit(workspace)}
      AND ${holds(engine, ['detail'], naming.spellings())}`.execute(trx)
  for (const { id, detail } of rows) {
    await trx
      .updateTable('access_audit')
      .set({ detail: naming.cutStored(detail) })
      .where('ws', '=', workspace)
      .where('id', '=', id)
      .execute()
  }
  return rows.length
}

/** Who answered what was taken out of the counts. */
async function forgetAnswers(
  engine: Pick<Engine, 'name'>,
  trx: Writer,
  workspace: WorkspaceId,
  account: Account,
): Promise<number> {
  const { rows } = await sql<{ feedback: number; content: string }>`
    SELECT feedback, content FROM logged WHERE ws = ${sql.lit(workspace)}
      AND ${isAnsweredBy(engine, account)}`.execute(trx)
  for (const { feedback, content } of rows) {
    const without = JSON.stringify(JSON.parse(content), (_, value) =>
      account.written.includes(value?.user) ? { ...value, user: '', name: '' } : value,
    )
    await trx
      .updateTable('logged')
      .set({ content: without })
      .where('ws', '=', workspace)
      .where('feedback', '=', feedback)
      .execute()
  }
  return rows.length
}

function isAnsweredBy(engine: Pick<Engine, 'name'>, { written }: Account) {
  return holds(
    engine,
    ['content'],
    written.map((user) => `"user":${JSON.stringify(user)}`),
  )
}

async function forgetAcknowledgements(
  trx: Writer,
  workspace: WorkspaceId,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return
  await trx
    .updateTable('alert_incident')
    .set({ acknowledged_by: null })
    .where('ws', '=', workspace)
    .where('acknowledged_by', 'in', names)
    .execute()
}
