import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import type { Reader, Writer } from '../shared/engine.ts'

/** Whether the database itself keeps workspaces apart. */
export interface RowSecurity {
  /** The role to work as; null where the login is held to the policies by itself, or nobody is. */
  readonly role: string | null
  /** What an administrator of the database has to run so that it does; null where it does. */
  readonly remedy: string | null
}

interface Login {
  readonly database: string
  readonly schema: string
  readonly name: string
  /** The tables have policies. */
  readonly guarded: boolean
  /** The login is held to them. */
  readonly held: boolean
}

interface State {
  readonly there: boolean
  /** The login may work as it. */
  readonly given: boolean
  /** It reaches every table. */
  readonly reaches: boolean
}

const LONGEST_NAME = 63
const NOT_ALLOWED = '42501'

/**
 * Finds or makes the role that the bot works as: policies hold neither for a superuser nor for
 * whom the tables belong to. To be called as the login itself. Undefined where the tables have
 * no policies yet.
 */
export async function prepareRole(
  db: Reader,
  write: (work: (trx: Writer) => Promise<void>) => Promise<void>,
): Promise<RowSecurity | undefined> {
  const login = await loginOf(db)
  if (!login?.guarded) return undefined
  if (login.held) return { role: null, remedy: null }
  const role = roleFor(login)
  try {
    if (!isReady(await stateOf(db, role))) await write((trx) => makeReady(trx, role, login.schema))
    return { role, remedy: null }
  } catch (error) {
    if ((error as Partial<pg.DatabaseError>).code !== NOT_ALLOWED) throw error
    return { role: null, remedy: remedyFor(role, login.name, await stateOf(db, role)) }
  }
}

async function loginOf(db: Reader): Promise<Login | undefined> {
  const { rows } = await sql<Login>`
    SELECT current_database() AS database, current_schema() AS schema, current_user AS name,
      COALESCE(c.relrowsecurity, false) AS guarded,
      COALESCE(row_security_active(c.oid), false) AS held
    FROM (SELECT to_regclass('feedback') AS oid) AS wanted
      LEFT JOIN pg_class c ON c.oid = wanted.oid`.execute(db)
  return rows[0]
}

/**
 * All databases of a server share their roles, so each has one of its own: whoever may work as
 * one reaches the tables of no other.
 */
function roleFor({ database, schema }: Login): string {
  const name = `cxbot_rows_${database}${schema === 'public' ? '' : `.${schema}`}`
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name
  return `cxbot_rows_${createHash('sha256').update(name).digest('hex').slice(0, 32)}`
}

async function stateOf(db: Reader, role: string): Promise<State> {
  const { rows } = await sql<State>`
    SELECT r.oid IS NOT NULL AS there, COALESCE(pg_has_role(r.oid,
        CASE WHEN current_setting('server_version_num')::integer < 160000
          THEN 'MEMBER' ELSE 'SET' END), false) AS given,
      NOT EXISTS (SELECT FROM ${tables()} WHERE has_table_privilege(r.oid, t.oid,
        CASE relkind WHEN 'v' THEN 'SELECT' ELSE 'DELETE' END) IS NOT TRUE) AS reaches
    FROM (SELECT to_regrole(quote_ident(${role})) AS oid) AS r`.execute(db)
  return rows[0] ?? { there: false, given: false, reaches: false }
}

/** Tables and views of whom the first of them belongs to: in the schema there may be others. */
function tables(): RawBuilder<unknown> {
  return sql`(SELECT oid, relname, relkind FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v')
      AND relowner = (SELECT relowner FROM pg_class WHERE oid = 'feedback'::regclass)) AS t`
}

function isReady({ there, given, reaches }: State): boolean {
  return there && given && reaches
}

async function makeReady(trx: Writer, role: string, schema: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('cxbot role'))`.execute(trx)
  const { there, given } = await stateOf(trx, role)
  const name = sql.id(role)
  if (!there) await sql`CREATE ROLE ${name} NOLOGIN`.execute(trx)
  if (!given) await sql`GRANT ${name} TO CURRENT_USER`.execute(trx)
  const { rows } = await sql<{ relname: string }>`SELECT relname FROM ${tables()}`.execute(trx)
  const all = sql.join(rows.map(({ relname }) => sql.id(schema, relname)))
  await sql`GRANT USAGE ON SCHEMA ${sql.id(schema)} TO ${name}`.execute(trx)
  await sql`GRANT SELECT, INSERT, UPDATE, DELETE ON ${all} TO ${name}`.execute(trx)
}

function remedyFor(role: string, login: string, { there }: State): string {
  const name = pg.escapeIdentifier(role)
  const grant = `GRANT ${name} TO ${pg.escapeIdentifier(login)};`
  return there ? grant : `CREATE ROLE ${name} NOLOGIN; ${grant}`
}
