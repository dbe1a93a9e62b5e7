import { sql } from 'kysely'
import type { EpochSeconds, FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { LoopItem } from '../../src/core/loop.ts'
import type { LoopStore, OpenCounts, OpenPage, StoreFilter } from '../../src/core/store.ts'
import type { Dictionary } from './dictionary.ts'
import type { Engine } from './engine.ts'
import { resolveFilters, termConditions } from './filters.ts'
import { toItem } from './loop-rows.ts'
import type { LoopItemTable } from './loop-tables.ts'
import { isQuestion, loadSeries } from './series.ts'
import { integer, integers } from './sql-text.ts'

/**
 * Returns SQL over `l` (items) and, where filters need it, `f` (their feedback); undefined where
 * nothing can pass.
 */
export async function itemsPassing(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  filters: readonly StoreFilter[],
  withFeedback = filters.length > 0,
): Promise<{ readonly from: string; readonly where: readonly string[] } | undefined> {
  const own = [`l.ws = ${integer(workspace)}`]
  if (!withFeedback) return { from: 'loop_item l', where: own }
  const all = (await loadSeries(engine.db, workspace)).filter(isQuestion)
  const resolved = await resolveFilters(engine.db, dictionary, workspace, filters, all)
  if (!resolved) return undefined
  const { series, terms } = resolved
  return {
    from: 'loop_item l CROSS JOIN feedback f',
    where: [
      ...own,
      'f.ws = l.ws AND f.id = l.feedback',
      ...(series.length < all.length ? [`f.series IN (${integers(series)})`] : []),
      ...termConditions(workspace, terms),
    ],
  }
}

/** Returns a page of the items that wait, the oldest first. */
export async function openPage(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  { filters, limit, after }: Parameters<LoopStore['open']>[1],
): Promise<OpenPage> {
  const passing = await itemsPassing(engine, dictionary, workspace, filters)
  if (!passing) return { items: [], next: null }
  const cursor = after === undefined ? undefined : readCursor(after)
  const where = [
    ...passing.where,
    "l.state = 'open'",
    ...(cursor
      ? [`(l.at > ${cursor.at} OR (l.at = ${cursor.at} AND l.feedback > ${cursor.feedback}))`]
      : []),
  ].join(' AND ')
  const { rows } = await sql<LoopItemTable>`SELECT l.* FROM ${sql.raw(passing.from)}
    WHERE ${sql.raw(where)} ORDER BY l.at, l.feedback LIMIT ${sql.lit(limit + 1)}`.execute(
    engine.db,
  )
  const items = rows.slice(0, limit).map(toItem)
  const last = items.at(-1)
  return { items, next: last && rows.length > limit ? `${last.at}.${last.feedback}` : null }
}

/** Throws a RangeError for what is no cursor. */
function readCursor(text: string): { readonly at: number; readonly feedback: number } {
  const match = /^(-?\d{1,11})\.(\d{1,10})$/.exec(text)
  if (!match) throw new RangeError(`not a page: ${text}`)
  return { at: Number(match[1]), feedback: Number(match[2]) }
}

/** A rating in the lowest two fifths of its scale; both are stored in hundredths. */
const LOW_RATING = `f.score IS NOT NULL AND CASE WHEN s.reversed = 1
  THEN 5 * (s.max - f.score) <= 2 * (s.max - s.min)
  ELSE 5 * (f.score - s.min) <= 2 * (s.max - s.min) END`

/** Returns how many items wait, how many of them complain, and since when. */
export async function openCounts(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  filters: readonly StoreFilter[],
): Promise<OpenCounts> {
  const passing = await itemsPassing(engine, dictionary, workspace, filters, true)
  if (!passing) return { open: 0, complaints: 0, oldest: null }
  const { rows } = await sql<{ open: number; complaints: number | null; oldest: number | null }>`
    SELECT count(*) AS open, min(l.at) AS oldest,
      sum(CASE WHEN f.sentiment = 1 OR (${sql.raw(LOW_RATING)}) THEN 1 ELSE 0 END) AS complaints
    FROM ${sql.raw(passing.from)} JOIN series s ON s.ws = f.ws AND s.id = f.series
    WHERE ${sql.raw([...passing.where, "l.state = 'open'"].join(' AND '))}`.execute(engine.db)
  const [row] = rows
  return {
    open: Number(row?.open ?? 0),
    complaints: Number(row?.complaints ?? 0),
    oldest: row?.oldest == null ? null : (Number(row.oldest) as EpochSeconds),
  }
}

/** Returns items that somebody wrote in a chat, in order of id. */
export async function askedItems(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  { filters, after, limit }: { filters: readonly StoreFilter[]; after: FeedbackId; limit: number },
): Promise<readonly LoopItem[]> {
  const passing = await itemsPassing(engine, dictionary, workspace, filters)
  if (!passing) return []
  const where = [...passing.where, 'l.origin IS NOT NULL', `l.feedback > ${integer(after)}`]
  const { rows } = await sql<LoopItemTable>`SELECT l.* FROM ${sql.raw(passing.from)}
    WHERE ${sql.raw(where.join(' AND '))} ORDER BY l.feedback LIMIT ${sql.lit(limit)}`.execute(
    engine.db,
  )
  return rows.map(toItem)
}
