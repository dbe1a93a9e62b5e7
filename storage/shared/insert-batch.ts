import { setImmediate as turnOfLoop } from 'node:timers/promises'
import type { ImportId, WorkspaceId } from '../../src/core/identity.ts'
import type { Dictionary } from './dictionary.ts'
import type { Engine, Writer } from './engine.ts'
import { type FreshRows, freshRows } from './fresh-rows.ts'
import { type BulkStatement, begun, sent } from './insert-columns.ts'
import { occurrenceIds } from './occurrences.ts'
import { areSame, type ForeseenPlaces, foreseePlaces, type Places, sourcesOf } from './places.ts'
import type { PreparedColumns } from './prepare-columns.ts'
import {
  detailsOf,
  feedbackStatements,
  insertDetailsOfRows,
  insertFeedback,
  type RowDetails,
  rowNumbers,
} from './write-rows.ts'

/** What is to be stored. */
export interface PreparedBatch {
  readonly prepared: PreparedColumns
  readonly importId: ImportId | 0
  /** Whether the ids of the rows depend on what is stored. */
  readonly derivedIds: boolean
}

/** A batch whose statements are built, for the places that it will most likely have. */
export interface ReadyBatch extends ForeseenPlaces {
  readonly rows: FreshRows
  readonly statements: Iterable<BulkStatement>
  readonly details: RowDetails
}

/**
 * Builds the statements of a batch before its transaction, a part in each turn of the loop:
 * meanwhile the database is at work on another batch. Undefined where nothing can be foreseen.
 */
export async function readyBatch(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  { prepared, importId, derivedIds }: PreparedBatch,
): Promise<ReadyBatch | undefined> {
  const foreseen = await foreseePlaces(engine, dictionary, workspace, prepared)
  if (!foreseen) return undefined
  const { places } = foreseen
  const rows = freshRows(prepared, places, importId)
  await turnOfLoop()
  const statements = derivedIds ? [] : begun(feedbackStatements(engine, workspace, rows))
  await turnOfLoop()
  return {
    ...foreseen,
    rows,
    statements,
    details: await detailsOf(engine, workspace, places, rows),
  }
}

export interface Inserted {
  readonly rows: FreshRows
  /** In order. */
  readonly added: readonly number[]
  /** Rows whose id was taken, in order. */
  readonly refused: readonly number[]
}

/** Stores the rows whose ids are free, with all that hangs on them. */
export async function insertBatch(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  { prepared, importId, derivedIds }: PreparedBatch,
  places: Places,
  ready: ReadyBatch | undefined,
  onUnderWay: () => void,
): Promise<Inserted> {
  const foreseen = ready && areSame(ready.places, places) ? ready : undefined
  let rows = foreseen?.rows ?? freshRows(prepared, places, importId)
  if (derivedIds) {
    const { columns } = prepared
    const sources = sourcesOf(columns, places)
    const context = { sources, importId }
    const externalIds = await occurrenceIds(engine, trx, workspace, columns, context)
    rows = { ...rows, externalIds }
  }
  const statements =
    foreseen && !derivedIds ? foreseen.statements : feedbackStatements(engine, workspace, rows)
  const inserting = insertFeedback(engine, trx, workspace, rows, statements)
  await sent(inserting)
  let details = foreseen?.details ?? (await detailsOf(engine, workspace, places, rows))
  onUnderWay()
  const refused = await inserting
  const isRefused = new Set(refused)
  const added = rowNumbers(rows.count).filter((row) => !isRefused.has(row))
  if (refused.length > 0) details = await detailsOf(engine, workspace, places, rows, added)
  await insertDetailsOfRows(engine, trx, workspace, details)
  return { rows, added, refused }
}
