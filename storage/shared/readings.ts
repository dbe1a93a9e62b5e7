import { type RawBuilder, sql } from 'kysely'
import type { TextAnalysis } from '../../src/core/analysis.ts'
import type { FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { ReadingProgress, UnreadText } from '../../src/core/store.ts'
import { CellBatch } from './cells.ts'
import { corrected } from './corrected.ts'
import { holding, keepFinding } from './correction-rows.ts'
import { storeOpinions } from './corrections.ts'
import type { Dictionary } from './dictionary.ts'
import type { Engine, Reader, Writer } from './engine.ts'
import { loadItems, nameItems } from './items.ts'
import { prepareAnalysis } from './opinion.ts'
import { inParts } from './sql-text.ts'
import { lockWorkspace, raiseDataVersion } from './workspaces.ts'
import { writeCells } from './write-cells.ts'

/** Rows that one statement looks through. */
const WINDOW = 20_000
const CORRECTED_A_QUERY = 500

async function lastRead(db: Reader, workspace: WorkspaceId, version: string): Promise<number> {
  const row = await db
    .selectFrom('reading')
    .select('last')
    .where('ws', '=', workspace)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.last ?? 0
}

async function readThrough(
  trx: Writer,
  workspace: WorkspaceId,
  version: string,
  last: number,
): Promise<void> {
  await trx
    .insertInto('reading')
    .values({ ws: workspace, version, last })
    .onConflict((conflict) =>
      conflict.column('ws').doUpdateSet({
        version,
        last: sql`CASE WHEN reading.version = excluded.version AND reading.last > excluded.last
          THEN reading.last ELSE excluded.last END`,
      }),
    )
    .execute()
}

/**
 * Returns texts that this version has yet to read, in order of id. What need not be
 * read again is passed over for good, a stretch of rows a statement.
 */
export async function unreadTexts(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  version: string,
  limit: number,
): Promise<UnreadText[]> {
  const from = await lastRead(engine.db, workspace, version)
  const known = await dictionary.find(engine.db, workspace, 'analyzer', [version])
  const current = known.get(version) ?? -1
  let last = from
  for (;;) {
    const { rows } = await sql<UnreadText>`
      SELECT f.id AS id, f.text AS text, CASE WHEN f.lang_found = 0 THEN t.name END AS lang
      FROM (${rowsAfter(engine, workspace, last)}) f
        LEFT JOIN term t ON t.ws = f.ws AND t.id = f.lang
      WHERE f.text IS NOT NULL AND f.analyzer <> ${sql.lit(current)}
      ORDER BY f.id LIMIT ${sql.lit(limit)}`.execute(engine.db)
    if (rows.length > 0) return rows
    const { rows: ends } = await sql<{ last: number | null }>`
      SELECT max(f.id) AS last FROM (${rowsAfter(engine, workspace, last)}) f`.execute(engine.db)
    const end = ends[0]?.last
    if (end == null) break
    last = end
  }
  if (last > from) {
    await engine.write(async (trx) => {
      await lockWorkspace(trx, workspace)
      await readThrough(trx, workspace, version, last)
    })
  }
  return []
}

function rowsAfter(engine: Engine, workspace: WorkspaceId, last: number): RawBuilder<unknown> {
  return sql`SELECT ws, id, text, lang, lang_found, analyzer
    FROM feedback ${sql.raw(engine.useIndex('id'))}
    WHERE ws = ${sql.lit(workspace)} AND id > ${sql.lit(last)}
    ORDER BY id LIMIT ${sql.lit(WINDOW)}`
}

/** Keeps what a version found in a page of texts, unless they changed meanwhile. */
export async function saveReadings(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  version: string,
  readings: readonly (UnreadText & { readonly analysis: TextAnalysis })[],
): Promise<void> {
  const end = readings.at(-1)?.id
  if (end === undefined) return
  const terms = await engine.write(async (trx) => {
    const calendar = await lockWorkspace(trx, workspace)
    const found = new Map(readings.map((reading) => [reading.id, reading]))
    const stored = (await loadItems(engine, trx, workspace, [...found.keys()])).filter(
      ({ id, text }) => text !== null && text === found.get(id)?.text,
    )
    const named = await nameItems(trx, workspace, dictionary, stored)
    const corrections = await correctionsOf(
      trx,
      workspace,
      stored.flatMap(({ id, opinion }) => (opinion?.corrected === 1 ? [id] : [])),
    )
    const changes = []
    for (const [index, before] of stored.entries()) {
      const item = named[index]
      const analysis = found.get(before.id)?.analysis
      if (!item || !analysis) continue
      const read = prepareAnalysis(analysis, item.text ?? '', item.lang)
      const rows = corrections.get(before.id) ?? []
      if (rows.length > 0) await keepFinding(trx, workspace, before.id, read)
      changes.push({ before, after: { ...item, analysis: corrected(read, rows) } })
    }
    const cells = new CellBatch(calendar)
    const names = await storeOpinions(engine, trx, dictionary, workspace, changes, cells)
    await writeCells(engine, trx, workspace, cells)
    await readThrough(trx, workspace, version, end)
    await raiseDataVersion(trx, workspace)
    return names
  })
  dictionary.remember(terms)
}

async function correctionsOf(
  trx: Writer,
  workspace: WorkspaceId,
  ids: readonly FeedbackId[],
): ReturnType<typeof holding> {
  const all: Awaited<ReturnType<typeof holding>> = new Map()
  for (const part of inParts(ids, CORRECTED_A_QUERY)) {
    for (const [id, rows] of await holding(trx, workspace, part)) all.set(id, rows)
  }
  return all
}

/** Returns how many texts there are and how many of them lie behind what this version has read. */
export async function readingProgress(
  db: Reader,
  workspace: WorkspaceId,
  version: string,
): Promise<ReadingProgress> {
  const last = await lastRead(db, workspace, version)
  const { rows } = await sql<{ total: number; done: number | null }>`
    SELECT count(*) AS total, sum(CASE WHEN id <= ${sql.lit(last)} THEN 1 ELSE 0 END) AS done
    FROM feedback WHERE ws = ${sql.lit(workspace)} AND text IS NOT NULL`.execute(db)
  return { done: Number(rows[0]?.done ?? 0), total: Number(rows[0]?.total ?? 0) }
}
