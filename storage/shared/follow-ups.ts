import { textAt } from '../../src/batch/read-columns.ts'
import type { FollowUp } from '../../src/core/feedback.ts'
import type { FeedbackColumns } from '../../src/core/feedback-columns.ts'
import type { EpochSeconds, FeedbackId, ImportId, WorkspaceId } from '../../src/core/identity.ts'
import type { LoopItem } from '../../src/core/loop.ts'
import type { Engine, Reader, Writer } from './engine.ts'
import { toRow } from './loop-rows.ts'
import { inParts, insertRows, integer, run } from './sql-text.ts'

const COLUMNS = [
  'ws',
  'feedback',
  'at',
  'state',
  'response_at',
  'response_user',
  'response_name',
  'resolution_at',
  'resolution_user',
  'resolution_name',
  'origin',
] as const
/** How it is noted that somebody opened feedback again. */
const REOPENED = JSON.stringify({ state: 'open' })
const SIGNATURES = ['response', 'resolution'] as const
/** Each binds several texts, and one statement takes only so many. */
const ITEMS_A_STATEMENT = 500

/** What an import says of feedback that is stored. */
export interface Followed {
  readonly id: FeedbackId
  readonly at: EpochSeconds
  readonly followUp: FollowUp
  /** It is about what happened after somebody had opened the matter again. */
  readonly afterReopening?: true
}

/** Who answered, as far as an import can tell. */
function userOf(importId: ImportId): string {
  return `import:${integer(importId)}`
}

/** What was resolved without a word before was answered with that, as where people say so. */
function itemOf({ id, at, followUp }: Followed, importId: ImportId | 0): LoopItem {
  const by =
    importId === 0 ? { user: '', name: '' } : { user: userOf(importId), name: `I-${importId}` }
  const { firstResponseAt, resolvedAt, reopened } = followUp
  const answeredAt = firstResponseAt ?? resolvedAt
  return {
    feedback: id,
    at,
    state: reopened || answeredAt === null ? 'open' : resolvedAt === null ? 'answered' : 'resolved',
    firstResponse: answeredAt === null ? null : { ...by, at: answeredAt },
    resolution: resolvedAt === null ? null : { ...by, at: resolvedAt },
    origin: null,
  }
}

/**
 * Keeps what an import says of answers. What is known already stays, and so does what
 * somebody has opened again.
 */
export async function keepFollowUps(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  followed: readonly Followed[],
  importId: ImportId | 0,
): Promise<void> {
  const kept = SIGNATURES.flatMap((step) => [
    `${step}_at = COALESCE(loop_item.${step}_at, excluded.${step}_at)`,
    ...['user', 'name'].map(
      (part) => `${step}_${part} = CASE WHEN loop_item.${step}_at IS NULL
        THEN excluded.${step}_${part} ELSE loop_item.${step}_${part} END`,
    ),
  ])
  const state = `state = CASE
    WHEN COALESCE(loop_item.resolution_at, excluded.resolution_at) IS NOT NULL THEN 'resolved'
    WHEN COALESCE(loop_item.response_at, excluded.response_at) IS NOT NULL THEN 'answered'
    ELSE 'open' END`
  const into = `loop_item (${COLUMNS.join(',')})`
  const update = `ON CONFLICT (ws, feedback) DO UPDATE SET ${[...kept, state].join(', ')}`
  const unlessReopened = `WHERE NOT (loop_item.state = 'open' AND loop_item.response_at IS NOT NULL)`
  for (const after of [false, true]) {
    const statement = { into, onConflict: after ? update : `${update} ${unlessReopened}` }
    const some = followed.filter(({ afterReopening = false }) => afterReopening === after)
    for (const part of inParts(some, ITEMS_A_STATEMENT)) {
      const rows = part.map((each) => toRow(workspace, itemOf(each, importId)))
      await insertRows(
        engine,
        trx,
        statement,
        rows.map((row) => COLUMNS.map((column) => row[column])),
      )
    }
  }
}

/** Returns when feedback was answered and resolved, where anybody is to answer; the ids ascend. */
export async function followUpsOf(
  db: Reader,
  workspace: WorkspaceId,
  ids: readonly FeedbackId[],
): Promise<ReadonlyMap<FeedbackId, FollowUp>> {
  const found = await db
    .selectFrom('loop_item')
    .select(['feedback', 'state', 'response_at', 'resolution_at'])
    .where('ws', '=', workspace)
    .where('feedback', '>=', ids[0] ?? 0)
    .where('feedback', '<=', ids.at(-1) ?? 0)
    .execute()
  const instant = (at: number | null) => (at === null ? null : (Number(at) as EpochSeconds))
  return new Map(
    found.map((row) => [
      row.feedback as FeedbackId,
      {
        firstResponseAt: instant(row.response_at),
        resolvedAt: instant(row.resolution_at),
        ...(row.state === 'open' && row.response_at !== null && { reopened: true as const }),
      },
    ]),
  )
}

/** Returns what a batch says of feedback that was stored before; `rows` are those of the batch. */
export async function followUpsOfKnown(
  trx: Writer,
  workspace: WorkspaceId,
  { externalIds, followUps }: FeedbackColumns,
  known: { readonly rows: readonly number[]; readonly sources: readonly number[] },
): Promise<readonly Followed[]> {
  const found: Followed[] = []
  const said = known.rows.flatMap((row) => {
    const followUp = followUps?.[row]
    const source = known.sources[row] ?? 0
    return followUp ? [{ source, externalId: textAt(externalIds, row), followUp }] : []
  })
  for (const source of new Set(said.map((each) => each.source))) {
    const own = new Map(
      said.flatMap((each) => (each.source === source ? [[each.externalId, each.followUp]] : [])),
    )
    for (const part of inParts([...own.keys()], ITEMS_A_STATEMENT)) {
      const stored = await trx
        .selectFrom('feedback')
        .select(['id', 'at', 'external_id'])
        .where('ws', '=', workspace)
        .where('source', '=', source)
        .where('external_id', 'in', part)
        .execute()
      for (const { id, at, external_id } of stored) {
        const followUp = own.get(external_id)
        if (followUp) {
          found.push({ id: id as FeedbackId, at: Number(at) as EpochSeconds, followUp })
        }
      }
    }
  }
  return await sinceReopening(trx, workspace, found)
}

/** Returns what is said of feedback without what happened before somebody opened it again. */
async function sinceReopening(
  trx: Writer,
  workspace: WorkspaceId,
  followed: readonly Followed[],
): Promise<readonly Followed[]> {
  const reopened = new Map<number, number>()
  for (const part of inParts(followed, ITEMS_A_STATEMENT)) {
    const rows = await trx
      .selectFrom('feedback_change')
      .select(['feedback', 'at'])
      .where('ws', '=', workspace)
      .where(
        'feedback',
        'in',
        part.map(({ id }) => id),
      )
      .where('after', '=', REOPENED)
      .orderBy('id')
      .execute()
    for (const { feedback, at } of rows) reopened.set(feedback, Number(at))
  }
  return followed.flatMap((each) => {
    const since = reopened.get(each.id)
    if (since === undefined) return [each]
    const later = (at: EpochSeconds | null) => (at !== null && at > since ? at : null)
    const firstResponseAt = later(each.followUp.firstResponseAt)
    const resolvedAt = later(each.followUp.resolvedAt)
    if (firstResponseAt === null && resolvedAt === null) return []
    return [{ ...each, followUp: { firstResponseAt, resolvedAt }, afterReopening: true as const }]
  })
}

/** Takes back what an import said of feedback that it did not bring. */
export async function dropFollowUps(
  trx: Writer,
  workspace: WorkspaceId,
  importId: ImportId,
): Promise<void> {
  const user = `'${userOf(importId)}'`
  const where = (step: string): string => `ws = ${integer(workspace)} AND ${step}_user = ${user}`
  const nothing = (step: string): string =>
    `${step}_at = NULL, ${step}_user = NULL, ${step}_name = NULL`
  await run(
    trx,
    `UPDATE loop_item SET ${nothing('resolution')}, state = CASE
      WHEN response_at IS NULL OR response_user = ${user} THEN 'open' ELSE 'answered' END
    WHERE ${where('resolution')}`,
  )
  await run(
    trx,
    `UPDATE loop_item SET ${nothing('response')},
      state = CASE state WHEN 'answered' THEN 'open' ELSE state END
    WHERE ${where('response')}`,
  )
}
