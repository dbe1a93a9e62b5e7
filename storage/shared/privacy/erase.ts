import { sql } from 'kysely'
import type { FeedbackId, WorkspaceId } from '../../../src/core/identity.ts'
import type { Erased, Person } from '../../../src/core/privacy.ts'
import { CellBatch } from '../cells.ts'
import type { Dictionary } from '../dictionary.ts'
import type { Engine, Writer } from '../engine.ts'
import { editFeedback, loadFeedback } from '../feedback.ts'
import { loadItems } from '../items.ts'
import { inParts, integers, run } from '../sql-text.ts'
import { lockWorkspace, raiseDataVersion } from '../workspaces.ts'
import { deleteItems } from '../write-items.ts'
import { piecesOf, tellingNames } from './needles.ts'
import {
  feedbackOf,
  type NamingTable,
  namingTables,
  termsOf,
  textsNaming,
  without,
} from './person-rows.ts'
import { SIGNED } from './traces.ts'

const REMOVED_AT_ONCE = 2_000

/** What was erased, and by what messages that are on their way are known. */
export interface ErasedRows {
  readonly erased: Erased
  readonly names: readonly string[]
  readonly pieces: readonly string[]
}

/** Erases a person from every table of the main database; must run in one transaction. */
export async function eraseRows(
  engine: Engine,
  trx: Writer,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  person: Person,
): Promise<ErasedRows> {
  const calendar = await lockWorkspace(trx, workspace)
  const terms = await termsOf(trx, workspace, person)
  const { names } = terms
  const ids = await feedbackOf(engine, trx, workspace, person, terms)
  const mentions = await textsNaming(engine, trx, workspace, names, new Set(ids))
  const texts: (string | null)[] = []
  for (const part of inParts(ids, REMOVED_AT_ONCE)) {
    const cells = new CellBatch(calendar)
    const items = await loadItems(engine, trx, workspace, part)
    texts.push(...items.map(({ text }) => text))
    await deleteItems(engine, trx, workspace, items, cells)
    await cells.write(engine, trx, workspace)
    await forgetChanges(trx, workspace, part)
  }
  await withoutName(engine, trx, dictionary, workspace, mentions, names)
  const tables = namingTables(engine, names, ids)
  const reports = await deleteAll(trx, workspace, tables.reports)
  const messages = await deleteMessages(trx, workspace, tables.messages)
  const changes = await deleteAll(trx, workspace, tables.changes)
  const signed = await withoutSignatures(trx, workspace, names)
  if (names.length > 0) {
    await trx
      .deleteFrom('alert_incident')
      .where('ws', '=', workspace)
      .where('subject', 'in', names)
      .execute()
    await trx.deleteFrom('term').where('ws', '=', workspace).where('id', 'in', terms.ids).execute()
    await raiseDataVersion(trx, workspace)
  }
  return {
    erased: {
      feedback: ids.length,
      mentions: mentions.length,
      reports,
      messages,
      log: changes + signed,
    },
    names,
    pieces: piecesOf(texts),
  }
}

async function forgetChanges(
  trx: Writer,
  workspace: WorkspaceId,
  ids: readonly FeedbackId[],
): Promise<void> {
  for (const part of inParts(ids, 500)) {
    for (const table of ['logged', 'feedback_change']) {
      await run(
        trx,
        `DELETE FROM ${table} WHERE ws = ${workspace} AND feedback IN (${integers(part)})`,
      )
    }
  }
}

/** Takes a name out of what others wrote; what their texts say stays as it was found. */
async function withoutName(
  engine: Engine,
  trx: Writer,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  ids: readonly FeedbackId[],
  names: readonly string[],
): Promise<void> {
  const inner = engine.within(trx)
  const telling = tellingNames(names)
  for (const feedback of await loadFeedback(engine, trx, dictionary, workspace, ids)) {
    const { analysis } = feedback
    await editFeedback(inner, dictionary, workspace, feedback.id, {
      text: without(feedback.text ?? '', telling),
      ...(analysis && {
        analysis: {
          ...analysis,
          aspects: analysis.aspects.map((mention) => ({
            ...mention,
            quote: without(mention.quote, telling),
          })),
        },
      }),
    })
  }
}

async function deleteAll(
  trx: Writer,
  workspace: WorkspaceId,
  tables: readonly NamingTable[],
): Promise<number> {
  let removed = 0
  for (const { table, condition } of tables) {
    const { numAffectedRows } = await sql`
      DELETE FROM ${sql.table(table)} WHERE ws = ${sql.lit(workspace)} AND ${condition}`.execute(
      trx,
    )
    removed += Number(numAffectedRows ?? 0)
  }
  return removed
}

/** Digests and alerts about one person go with all that hangs on them. */
async function deleteMessages(
  trx: Writer,
  workspace: WorkspaceId,
  tables: readonly NamingTable[],
): Promise<number> {
  const removed = await deleteAll(trx, workspace, tables)
  for (const [table, owner] of [
    ['digest_slot', 'digest'],
    ['alert_incident', 'alert'],
  ] as const) {
    await run(
      trx,
      `DELETE FROM ${table} WHERE ws = ${workspace}
        AND ${owner} NOT IN (SELECT id FROM ${owner} WHERE ws = ${workspace})`,
    )
  }
  return removed
}

async function withoutSignatures(
  trx: Writer,
  workspace: WorkspaceId,
  names: readonly string[],
): Promise<number> {
  if (names.length === 0) return 0
  let changed = 0
  for (const [table, column] of SIGNED) {
    const { numAffectedRows } = await sql`
      UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ''
      WHERE ws = ${sql.lit(workspace)} AND ${sql.ref(column)} IN (${sql.join([...names])})`.execute(
      trx,
    )
    changed += Number(numAffectedRows ?? 0)
  }
  await sql`UPDATE access_account SET name = user_id
    WHERE ws = ${sql.lit(workspace)} AND name IN (${sql.join([...names])})`.execute(trx)
  return changed
}
