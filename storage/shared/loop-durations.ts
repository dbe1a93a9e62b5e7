import { sql } from 'kysely'
import type { WorkspaceId } from '../../src/core/identity.ts'
import type { DurationGroup, DurationQuery } from '../../src/core/store.ts'
import type { Dictionary } from './dictionary.ts'
import type { Engine } from './engine.ts'
import { FIXED_NAMES } from './filters.ts'
import { itemsPassing } from './loop-lists.ts'
import { TERM_COLUMNS } from './schema.ts'
import { integer, integers } from './sql-text.ts'

/** What is still waiting is told from durations by this. */
const WAITING = -1

type Row = readonly [value: number, minutes: number, count: number, due: number]

/**
 * Returns how often each duration occurs, counted by the database: however many items there
 * are, as many rows come back as there are different minutes.
 */
export async function durations(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  { step, range, filters, by, dueBefore }: DurationQuery,
): Promise<readonly DurationGroup[]> {
  const needed = filters.length > 0 || by !== undefined
  const passing = await itemsPassing(engine, dictionary, workspace, filters, needed)
  if (!passing) return []
  const ended = `l.${step}_at`
  const column = by === undefined ? '0' : columnOf(by)
  const where = [
    ...passing.where,
    `l.at >= ${integer(range.start)} AND l.at < ${integer(range.end)}`,
  ]
  const rows = (await engine.table(
    `SELECT ${column} AS value,
      CASE WHEN ${ended} IS NULL THEN ${WAITING} WHEN ${ended} <= l.at THEN 0
        ELSE (${ended} - l.at) / 60 END AS minutes,
      count(*) AS items,
      sum(CASE WHEN l.at < ${integer(dueBefore)} THEN 1 ELSE 0 END) AS due
    FROM ${passing.from} WHERE ${where.join(' AND ')} GROUP BY 1, 2 ORDER BY 1, 2`,
    ['value', 'minutes', 'items', 'due'],
  )) as readonly Row[]
  const names = by === undefined ? undefined : await namesOf(engine, workspace, by, rows)
  const groups = new Map<number, Row[]>()
  for (const [value, minutes, count, due] of rows) {
    const row: Row = [Number(value), Number(minutes), Number(count), Number(due)]
    const own = groups.get(row[0])
    if (own) own.push(row)
    else groups.set(row[0], [row])
  }
  return [...groups].map(([value, own]) => groupOf(names?.get(value) ?? null, own))
}

function groupOf(value: string | null, rows: readonly Row[]): DurationGroup {
  const [, , count = 0, due = 0] = rows.find(([, minutes]) => minutes === WAITING) ?? []
  return {
    value,
    durations: rows.flatMap(([, minutes, items, before]) =>
      minutes === WAITING ? [] : [{ minutes, count: items, due: before }],
    ),
    waiting: { count, due },
  }
}

function columnOf(by: NonNullable<DurationQuery['by']>): string {
  if (by === 'sentiment') return 'f.sentiment'
  const column = TERM_COLUMNS.find((each) => each === by)
  if (column === undefined) throw new RangeError(`items are not grouped by ${by}`)
  return `f.${column}`
}

async function namesOf(
  engine: Engine,
  workspace: WorkspaceId,
  by: NonNullable<DurationQuery['by']>,
  rows: readonly Row[],
): Promise<ReadonlyMap<number, string>> {
  const fixed = by === 'sentiment' ? FIXED_NAMES.sentiment : undefined
  if (fixed) return new Map(fixed.map((name, index) => [index + 1, name]))
  const ids = [...new Set(rows.map(([value]) => Number(value)))].filter((id) => id > 0)
  if (ids.length === 0) return new Map()
  const { rows: found } = await sql<{ id: number; name: string }>`SELECT id, name FROM term
    WHERE ws = ${sql.lit(workspace)} AND id IN (${sql.raw(integers(ids))})`.execute(engine.db)
  return new Map(found.map(({ id, name }) => [Number(id), name]))
}
