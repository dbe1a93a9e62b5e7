import { itemAt } from '../../src/batch/read-columns.ts'
import { columnsOf } from '../../src/batch/write-columns.ts'
import type { ZoneCalendar } from '../../src/calendar/zone.ts'
import type { EpochSeconds, FeedbackId, ImportId, WorkspaceId } from '../../src/core/identity.ts'
import type { ColumnBatch, IngestBatch, IngestResult } from '../../src/core/store.ts'
import { takeIds } from './counters.ts'
import type { Dictionary } from './dictionary.ts'
import type { Engine, Writer } from './engine.ts'
import { type Followed, followUpsOfKnown, keepFollowUps } from './follow-ups.ts'
import { type FreshRows, freshRows, namesIn } from './fresh-rows.ts'
import { addProgress } from './imports.ts'
import { sent } from './insert-columns.ts'
import { loadItems, nameItems } from './items.ts'
import { occurrenceIds } from './occurrences.ts'
import { contentOf, type PreparedItem, prepare } from './prepare.ts'
import { type PreparedColumns, prepareColumns } from './prepare-columns.ts'
import { forgottenIn } from './privacy/tombstones.ts'
import { withoutForgotten } from './privacy/without-forgotten.ts'
import { ensureAspects, ensureSeries } from './series.ts'
import { lockWorkspace, raiseDataVersion } from './workspaces.ts'
import { detailsOf, insertDetailsOfRows, insertFeedback } from './write-rows.ts'

const SOURCE = 0

/** Stores a batch with all its counts, its search entries and its import's progress. */
export async function ingest(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  { items, ...batch }: IngestBatch,
): Promise<IngestResult> {
  return await ingestColumns(engine, dictionary, workspace, {
    ...batch,
    columns: columnsOf(items),
  })
}

/** The same for columns. Rows of people who are to stay forgotten count as duplicates. */
export async function ingestColumns(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  batch: ColumnBatch,
): Promise<IngestResult> {
  const forgotten = await forgottenIn(engine.db, workspace)
  const { columns, rows } = withoutForgotten(batch.columns, forgotten)
  if (!rows) return await ingestAll(engine, dictionary, workspace, batch, [])
  const remain = new Set(rows)
  const refused = Array.from({ length: batch.columns.count }, (_, row) => row).filter(
    (row) => !remain.has(row),
  )
  const result = await ingestAll(engine, dictionary, workspace, { ...batch, columns }, refused)
  const placed = (part: readonly number[]): number[] => part.map((row) => rows[row] ?? row)
  return {
    accepted: result.accepted,
    duplicates: [...placed(result.duplicates), ...refused].sort((left, right) => left - right),
    conflicts: placed(result.conflicts),
  }
}

async function ingestAll(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  batch: ColumnBatch,
  forgotten: readonly number[],
): Promise<IngestResult> {
  const prepared = prepareColumns(batch.columns)
  const lists = namesIn(prepared)
  const outcome = await engine.write(async (trx) => {
    const calendar = await lockWorkspace(trx, workspace)
    const ids = await dictionary.ensureLists(engine, trx, workspace, lists)
    const importId = batch.progress?.id ?? 0
    const { derivedIds } = batch
    const names = { lists, ids }
    const items = await insertNew(engine, trx, workspace, prepared, {
      names,
      importId,
      derivedIds,
      calendar,
    })
    const conflicts = derivedIds
      ? []
      : await contradictions(engine, trx, workspace, dictionary, prepared, {
          rows: items.refused,
          sourceIds: ids[SOURCE] ?? [],
        })
    const contradicting = new Set(conflicts)
    const result: IngestResult = {
      accepted: items.added.length,
      duplicates: items.refused.filter((row) => !contradicting.has(row)),
      conflicts,
    }
    await keepFollowUps(engine, trx, workspace, followUpsOfAdded(items), importId)
    const known = derivedIds
      ? []
      : await followUpsOfKnown(trx, workspace, prepared.columns, {
          rows: result.duplicates,
          sourceIds: ids[SOURCE] ?? [],
        })
    await keepFollowUps(engine, trx, workspace, known, importId)
    if (batch.progress) {
      const duplicates = [...result.duplicates, ...forgotten]
      await addProgress(trx, workspace, batch.progress, { ...result, duplicates })
    }
    if (result.accepted > 0 || known.length > 0) await raiseDataVersion(trx, workspace)
    return { result, ids }
  })
  dictionary.rememberLists(lists, outcome.ids)
  return outcome.result
}

interface Inserted {
  readonly rows: FreshRows | undefined
  /** In order. */
  readonly added: readonly number[]
  /** Rows whose id was taken, in order. */
  readonly refused: readonly number[]
}

function followUpsOfAdded({ rows, added }: Inserted): Followed[] {
  if (!rows?.followUps) return []
  return added.flatMap((row) => {
    const followUp = rows.followUps?.[row]
    const id = (rows.firstId + row) as FeedbackId
    return followUp ? [{ id, at: rows.times[row] as EpochSeconds, followUp }] : []
  })
}

async function insertNew(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  prepared: PreparedColumns,
  context: {
    readonly names: Pick<Parameters<typeof freshRows>[1], 'lists' | 'ids'>
    readonly importId: ImportId | 0
    readonly derivedIds: boolean
    readonly calendar: ZoneCalendar
  },
): Promise<Inserted> {
  const { columns, questions } = prepared
  if (columns.count === 0) return { rows: undefined, added: [], refused: [] }
  const { importId, names } = context
  const seriesOf = await ensureSeries(trx, workspace, questions)
  const opinions = await ensureAspects(trx, workspace, columns.reading?.aspects)
  const externalIds = context.derivedIds
    ? await occurrenceIds(engine, trx, workspace, columns, {
        sourceIds: names.ids[SOURCE] ?? [],
        importId,
      })
    : undefined
  const scope = engine.feedbackIdScope(workspace)
  const rows = freshRows(prepared, {
    ...names,
    firstId: await takeIds(trx, scope, 'feedback', columns.count),
    importId,
    externalIds,
    series: questions.map(seriesOf),
    opinions,
  })
  const all = Array.from({ length: rows.count }, (_, row) => row)
  const inserting = insertFeedback(engine, trx, workspace, rows)
  await sent(inserting)
  const details = detailsOf(engine, workspace, context.calendar, rows, all)
  const refused = await inserting
  if (refused.length === 0) {
    await insertDetailsOfRows(engine, trx, workspace, details)
    return { rows, added: all, refused }
  }
  const isRefused = new Set(refused)
  const added = all.filter((row) => !isRefused.has(row))
  const remaining = detailsOf(engine, workspace, context.calendar, rows, added)
  await insertDetailsOfRows(engine, trx, workspace, remaining)
  return { rows, added, refused }
}

/** Returns the rows among the refused that differ from what is stored under their id. */
async function contradictions(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  dictionary: Dictionary,
  { columns }: PreparedColumns,
  refused: { readonly rows: readonly number[]; readonly sourceIds: readonly number[] },
): Promise<number[]> {
  const bySource = new Map<number, { row: number; item: PreparedItem }[]>()
  for (const row of refused.rows) {
    const source = refused.sourceIds[(columns.names[SOURCE]?.places[row] ?? 0) - 1] ?? 0
    const one = { row, item: prepare(itemAt(columns, row)) }
    const list = bySource.get(source)
    if (list) list.push(one)
    else bySource.set(source, [one])
  }
  const found: number[] = []
  for (const [source, items] of bySource) {
    for (let first = 0; first < items.length; first += 500) {
      const part = items.slice(first, first + 500)
      const rows = await trx
        .selectFrom('feedback')
        .select(['id', 'external_id'])
        .where('ws', '=', workspace)
        .where('source', '=', source)
        .where('external_id', 'in', [...new Set(part.map(({ item }) => item.externalId))])
        .execute()
      const stored = await nameItems(
        trx,
        workspace,
        dictionary,
        await loadItems(
          engine,
          trx,
          workspace,
          rows.map(({ id }) => id as FeedbackId),
        ),
      )
      const contents = new Map(stored.map((item) => [item.externalId, contentOf(item)]))
      for (const { row, item } of part) {
        if (contents.get(item.externalId) !== contentOf(item)) found.push(row)
      }
    }
  }
  return found.sort((left, right) => left - right)
}
