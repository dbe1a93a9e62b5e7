import { type RawBuilder, sql } from 'kysely'
import type { Engine, Reader, Writer } from '../engine.ts'

/** The database of the inbox and the outbox. */
export interface DeliveryBase {
  readonly name: 'sqlite' | 'postgres'
  readonly db: Reader
  /** Runs one write transaction. */
  write<Result>(work: (trx: Writer) => Promise<Result>): Promise<Result>
  /** Milliseconds since 1970 as SQL: the database's own clock, unless a test brings another. */
  now(): RawBuilder<number>
}

/** Returns the clock of a database as SQL, or that of a caller. */
export function clockOf(
  name: 'sqlite' | 'postgres',
  clock?: () => number,
): () => RawBuilder<number> {
  if (clock) return () => sql.lit(Math.floor(clock())) as RawBuilder<number>
  return name === 'sqlite'
    ? () => sql<number>`CAST(unixepoch('now', 'subsec') * 1000 AS INTEGER)`
    : () => sql<number>`CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)`
}

/** Returns an instant some seconds from now, as SQL. */
export function after(base: Pick<DeliveryBase, 'now'>, seconds: number): RawBuilder<number> {
  const milliseconds = Math.max(0, Math.ceil(seconds * 1000))
  return sql<number>`${base.now()} + ${sql.lit(milliseconds)}`
}

/** Returns the present second by the clock that all processes share, as SQL. */
export async function presentSecond(engine: Pick<Engine, 'delivery'>): Promise<RawBuilder<number>> {
  const { now } = await engine.delivery()
  return sql<number>`((${now()}) / 1000)`
}
