import { sql } from 'kysely'
import { StorageError } from '../../src/core/errors.ts'
import type { Reader, Writer } from '../shared/engine.ts'
import { firstTables } from './0001-first-tables.ts'
import { opinions } from './0002-opinions.ts'
import { delivery } from './0003-delivery.ts'
import { access } from './0004-access.ts'
import { digests } from './0005-digests.ts'
import { alerts } from './0006-alerts.ts'
import { moderation } from './0007-moderation.ts'
import { feeds } from './0008-feeds.ts'
import { surveys } from './0009-surveys.ts'
import { loop } from './0010-loop.ts'
import { privacy } from './0011-privacy.ts'
import { capture } from './0012-capture.ts'
import { effects } from './0013-effects.ts'
import { rowSecurity } from './0014-row-security.ts'
import { searchMerges } from './0015-search-merges.ts'
import { alertLookedAt } from './0016-alert-looked-at.ts'
import { mergedAway } from './0017-merged-away.ts'
import { people } from './0018-people.ts'
import { noStatistics } from './0019-no-statistics.ts'

/** One step of the schema. It runs in a transaction of its own: done, or not begun. */
export interface Migration {
  readonly name: string
  /** The statements for one database, in order. */
  statements(database: 'sqlite' | 'postgres'): readonly string[]
}

/** In order; a published one is never changed. */
export const migrations: readonly Migration[] = [
  firstTables,
  opinions,
  delivery,
  access,
  digests,
  alerts,
  moderation,
  feeds,
  surveys,
  loop,
  privacy,
  capture,
  effects,
  rowSecurity,
  searchMerges,
  alertLookedAt,
  mergedAway,
  people,
  noStatistics,
]

/**
 * Brings the schema up to date. Rejects with a StorageError, and changes
 * nothing, where the schema was made by a newer version.
 */
export async function migrate(
  engine: {
    readonly name: 'sqlite' | 'postgres'
    readonly db: Reader
    write<Result>(work: (trx: Writer) => Promise<Result>): Promise<Result>
  },
  place: string,
  steps: readonly Migration[] = migrations,
): Promise<void> {
  const found = await versionOf(engine)
  if (found > steps.length) throw new StorageError('newer-schema', place)
  for (let version = found + 1; version <= steps.length; version += 1) {
    const step = steps[version - 1]
    if (!step) break
    await engine.write(async (trx) => {
      if (engine.name === 'postgres') {
        await sql`SELECT pg_advisory_xact_lock(hashtext('cxbot migration'))`.execute(trx)
      }
      await sql`CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL)`.execute(
        trx,
      )
      const done = await trx
        .selectFrom('migration')
        .select('version')
        .where('version', '=', version)
        .executeTakeFirst()
      if (done) return
      for (const statement of step.statements(engine.name)) await sql.raw(statement).execute(trx)
      await trx.insertInto('migration').values({ version, name: step.name }).execute()
    })
  }
}

/** Returns the number of migrations done; 0 for an empty database. */
async function versionOf(engine: {
  readonly name: 'sqlite' | 'postgres'
  readonly db: Reader
}): Promise<number> {
  const tables =
    engine.name === 'sqlite'
      ? sql<{ n: number }>`SELECT count(*) AS n FROM sqlite_schema WHERE name = 'migration'`
      : sql<{ n: number }>`SELECT count(*) AS n FROM pg_tables
          WHERE schemaname = current_schema() AND tablename = 'migration'`
  const { rows } = await tables.execute(engine.db)
  if (Number(rows[0]?.n ?? 0) === 0) return 0
  const last = await engine.db
    .selectFrom('migration')
    .select((build) => build.fn.max('version').as('version'))
    .executeTakeFirst()
  return Number(last?.version ?? 0)
}
