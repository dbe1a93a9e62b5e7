import type { Migration } from './index.ts'

/**
 * Throws the statistics of SQLite's planner away: those of a small file that came in first made
 * it read an index to its end again and again while a million rows came in later. Without them
 * it takes every table for a large one, and the queries that read feedback name their index.
 */
export const noStatistics: Migration = {
  name: 'no-statistics',
  statements: (database) =>
    database === 'sqlite'
      ? // The first makes the table where there is none, the last makes this connection forget.
        ['ANALYZE sqlite_schema', 'DELETE FROM sqlite_stat1', 'ANALYZE sqlite_schema']
      : [],
}
