import type { FeedbackId, ReportId, WorkspaceId } from '../../../src/core/identity.ts'
import type { Erased, Person } from '../../../src/core/privacy.ts'
import { CellBatch } from '../cells.ts'
import type { Dictionary } from '../dictionary.ts'
import type { Engine, Writer } from '../engine.ts'
import { editFeedback, loadFeedback } from '../feedback.ts'
import { loadItems } from '../items.ts'
import { inParts, integers, run } from '../sql-text.ts'
import { endLooseCorrections } from '../withdrawn-corrections.ts'
import { lockWorkspace, raiseDataVersion } from '../workspaces.ts'
import { writeCells } from '../write-cells.ts'
import { deleteItems } from '../write-items.ts'
import { eraseAccount, eraseRespondent } from './account-rows.ts'
import { eraseNamed, namedValues } from './named-values.ts'
import { Naming } from './naming.ts'
import { feedbackNaming, feedbackOf, reportsNaming, termsOf } from './person-rows.ts'

const REMOVED_AT_ONCE = 2_000

/** What was erased from the main database. */
export type ErasedRows = Omit<Erased, 'posted'>

/** Erases a person from every table of the main database; must run in one transaction. */
export async function eraseRows(
  engine: Engine,
  trx: Writer,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  person: Person,
): Promise<ErasedRows> {
  switch (person.dimension) {
    case 'account':
      return await eraseAccount(engine, trx, workspace, person.name)
    case 'respondent':
      return await eraseRespondent(trx, workspace, person.name)
    default:
      return await eraseNamedPerson(engine, trx, dictionary, workspace, person)
  }
}

async function eraseNamedPerson(
  engine: Engine,
  trx: Writer,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  person: Person,
): Promise<ErasedRows> {
  const calendar = await lockWorkspace(trx, workspace)
  const terms = await termsOf(trx, workspace, person)
  const naming = new Naming(terms.names)
  const ids = await feedbackOf(engine, trx, workspace, person, terms)
  const mentions = await feedbackNaming(engine, trx, workspace, naming, new Set(ids))
  const reports = await reportsNaming(engine, trx, workspace, naming, ids)
  for (const part of inParts(ids, REMOVED_AT_ONCE)) {
    const cells = new CellBatch(calendar)
    const items = await loadItems(engine, trx, workspace, part)
    await deleteItems(engine, trx, workspace, items, cells)
    await writeCells(engine, trx, workspace, cells)
    await forgetChanges(trx, workspace, part)
  }
  await withoutName(engine, trx, dictionary, workspace, mentions, naming)
  await deleteReports(trx, workspace, reports)
  const counts = { messages: 0, surveys: 0, log: 0 }
  for await (const named of namedValues(engine, trx, workspace, naming)) {
    const changed = await eraseNamed(trx, workspace, named, naming)
    if (named.counted in counts) counts[named.counted as keyof typeof counts] += changed
  }
  await dropOrphans(trx, workspace)
  if (terms.ids.length > 0) {
    await trx.deleteFrom('term').where('ws', '=', workspace).where('id', 'in', terms.ids).execute()
    await raiseDataVersion(trx, workspace)
  }
  return { feedback: ids.length, mentions: mentions.length, reports: reports.length, ...counts }
}

/** Who logged the feedback, and what they changed in it. */
export async function forgetChanges(
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
  naming: Naming,
): Promise<void> {
  const inner = engine.within(trx)
  for (const feedback of await loadFeedback(engine, trx, dictionary, workspace, ids)) {
    const { analysis, text, url } = feedback
    await editFeedback(inner, dictionary, workspace, feedback.id, {
      text: text === null ? null : naming.cut(text),
      url: url !== null && naming.isIn(url) ? null : url,
      ...(analysis && {
        analysis: {
          ...analysis,
          aspects: analysis.aspects.map((mention) => ({
            ...mention,
            quote: naming.cut(mention.quote),
          })),
        },
      }),
    })
  }
}

async function deleteReports(
  trx: Writer,
  workspace: WorkspaceId,
  ids: readonly ReportId[],
): Promise<void> {
  for (const part of inParts(ids, 500)) {
    await run(trx, `DELETE FROM report WHERE ws = ${workspace} AND id IN (${integers(part)})`)
  }
}

/** What hangs on digests, alerts and withdrawn feedback that are gone. */
async function dropOrphans(trx: Writer, workspace: WorkspaceId): Promise<void> {
  await endLooseCorrections(trx, workspace)
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
}
