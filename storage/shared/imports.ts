import { sql } from 'kysely'
import type { EpochSeconds, FeedbackId, ImportId, WorkspaceId } from '../../src/core/identity.ts'
import type {
  ImportProgress,
  ImportReason,
  ImportRecord,
  IngestResult,
} from '../../src/core/store.ts'
import { CellBatch } from './cells.ts'
import { takeIds } from './counters.ts'
import type { Engine, Reader, Writer } from './engine.ts'
import { dropFollowUps } from './follow-ups.ts'
import { loadItems } from './items.ts'
import type { ImportTable } from './schema.ts'
import { run } from './sql-text.ts'
import { storable } from './text.ts'
import { lockWorkspace, raiseDataVersion } from './workspaces.ts'
import { writeCells } from './write-cells.ts'
import { deleteItems } from './write-items.ts'

/** Items that one transaction of an undo takes back. */
const UNDO_STEP = 4_000

function toRecord(row: Omit<ImportTable, 'ws'>): ImportRecord {
  return {
    id: row.id as ImportId,
    file: row.file,
    fingerprint: row.fingerprint,
    mapping: row.mapping,
    state: row.state as ImportRecord['state'],
    startedAt: row.started_at as EpochSeconds,
    finishedAt: row.finished_at as EpochSeconds | null,
    rows: row.rows,
    accepted: row.accepted,
    duplicates: row.duplicates,
    rejected: row.rejected,
    reasons: JSON.parse(row.reasons) as ImportReason[],
  }
}

export async function findImport(
  db: Reader,
  workspace: WorkspaceId,
  id: ImportId,
): Promise<ImportRecord | undefined> {
  const row = await db
    .selectFrom('import')
    .selectAll()
    .where('ws', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toRecord(row)
}

async function getImport(db: Reader, workspace: WorkspaceId, id: ImportId): Promise<ImportRecord> {
  const record = await findImport(db, workspace, id)
  if (!record) throw new Error(`no import ${id}`)
  return record
}

export async function listImports(
  db: Reader,
  workspace: WorkspaceId,
  limit: number,
): Promise<ImportRecord[]> {
  const rows = await db
    .selectFrom('import')
    .selectAll()
    .where('ws', '=', workspace)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toRecord)
}

export async function openImport(
  engine: Engine,
  workspace: WorkspaceId,
  start: Pick<ImportRecord, 'file' | 'fingerprint' | 'mapping' | 'startedAt'>,
): Promise<ImportRecord> {
  return await engine.write(async (trx) => {
    await lockWorkspace(trx, workspace)
    const running = await trx
      .selectFrom('import')
      .selectAll()
      .where('ws', '=', workspace)
      .where('fingerprint', '=', start.fingerprint)
      .where('state', '=', 'running')
      .orderBy('id', 'desc')
      .executeTakeFirst()
    if (running) return toRecord(running)
    const row = {
      id: await takeIds(trx, workspace, 'import', 1),
      file: storable(start.file),
      fingerprint: start.fingerprint,
      mapping: storable(start.mapping),
      state: 'running',
      started_at: start.startedAt,
      finished_at: null,
      rows: 0,
      accepted: 0,
      duplicates: 0,
      rejected: 0,
      reasons: '[]',
    }
    await trx
      .insertInto('import')
      .values({ ws: workspace, ...row })
      .execute()
    return toRecord(row)
  })
}

/** Adds a batch to its import; what was in conflict counts as a duplicate. */
export async function addProgress(
  trx: Writer,
  workspace: WorkspaceId,
  progress: ImportProgress,
  result: IngestResult,
): Promise<void> {
  const { id, reasons } = progress
  const known = reasons.length > 0 ? (await getImport(trx, workspace, id)).reasons : []
  const duplicates = result.duplicates.length + result.conflicts.length
  const { numUpdatedRows } = await trx
    .updateTable('import')
    .set({
      rows: sql`rows + ${sql.lit(progress.rows)}`,
      accepted: sql`accepted + ${sql.lit(result.accepted)}`,
      duplicates: sql`duplicates + ${sql.lit(duplicates)}`,
      rejected: sql`rejected + ${sql.lit(progress.rejected)}`,
      ...(reasons.length > 0 && { reasons: JSON.stringify(mergeReasons(known, reasons)) }),
    })
    .where('ws', '=', workspace)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Error(`import ${id} is not running`)
}

function mergeReasons(
  before: readonly ImportReason[],
  added: readonly ImportReason[],
): ImportReason[] {
  const merged = new Map(before.map((reason) => [reason.reason, reason]))
  for (const reason of added) {
    const known = merged.get(reason.reason)
    merged.set(
      reason.reason,
      known
        ? {
            reason: reason.reason,
            count: known.count + reason.count,
            firstLine: Math.min(known.firstLine, reason.firstLine),
          }
        : reason,
    )
  }
  return [...merged.values()]
}

export async function finishImport(
  engine: Engine,
  workspace: WorkspaceId,
  id: ImportId,
  at: EpochSeconds,
): Promise<ImportRecord> {
  const record = await engine.write(async (trx) => {
    await trx
      .updateTable('import')
      .set({ state: 'done', finished_at: at })
      .where('ws', '=', workspace)
      .where('id', '=', id)
      .where('state', '=', 'running')
      .execute()
    await dropOccurrences(trx, workspace, id)
    return await getImport(trx, workspace, id)
  })
  await engine.analyze()
  return record
}

async function dropOccurrences(trx: Writer, workspace: WorkspaceId, id: ImportId): Promise<void> {
  await trx
    .deleteFrom('import_occurrence')
    .where('ws', '=', workspace)
    .where('import', '=', id)
    .execute()
}

export async function undoImport(
  engine: Engine,
  workspace: WorkspaceId,
  id: ImportId,
  onProgress: (removed: number) => void,
): Promise<ImportRecord> {
  let removed = 0
  for (;;) {
    const count = await engine.write((trx) => undoStep(engine, trx, workspace, id))
    removed += count
    if (count > 0) onProgress(removed)
    if (count < UNDO_STEP) break
  }
  await engine.analyze()
  return await getImport(engine.db, workspace, id)
}

async function undoStep(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  id: ImportId,
): Promise<number> {
  const calendar = await lockWorkspace(trx, workspace)
  await getImport(trx, workspace, id)
  const { rows } = await sql<{ id: FeedbackId }>`
    SELECT id FROM feedback WHERE ws = ${sql.lit(workspace)} AND import = ${sql.lit(id)}
      AND import > 0 ORDER BY id LIMIT ${sql.lit(UNDO_STEP)}`.execute(trx)
  const cells = new CellBatch(calendar)
  const items = await loadItems(
    engine,
    trx,
    workspace,
    rows.map((row) => row.id),
  )
  await deleteItems(engine, trx, workspace, items, cells)
  await writeCells(engine, trx, workspace, cells)
  if (items.length > 0) await raiseDataVersion(trx, workspace)
  if (rows.length < UNDO_STEP) {
    await run(trx, `DELETE FROM tally WHERE ws = ${workspace} AND n = 0`)
    await run(
      trx,
      `DELETE FROM opinion_tally WHERE ws = ${workspace} AND negative + neutral + positive = 0`,
    )
    await dropOccurrences(trx, workspace, id)
    await dropFollowUps(trx, workspace, id)
    await trx
      .updateTable('import')
      .set({ state: 'undone' })
      .where('ws', '=', workspace)
      .where('id', '=', id)
      .execute()
  }
  return items.length
}
