import { type RawBuilder, sql } from 'kysely'
import type { Engine } from './engine.ts'

/**
 * Returns SQL for the present second by the database's own clock: the one clock that
 * processes on several machines share.
 */
export function databaseNow({ name }: Pick<Engine, 'name'>): RawBuilder<number> {
  return name === 'sqlite'
    ? sql<number>`CAST(strftime('%s', 'now') AS INTEGER)`
    : sql<number>`CAST(floor(extract(epoch FROM clock_timestamp())) AS BIGINT)`
}
