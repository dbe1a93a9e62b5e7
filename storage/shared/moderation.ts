import type { Signature } from '../../src/core/analysis.ts'
import type { EpochSeconds, FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type {
  FeedbackChange,
  LoggedItem,
  NotedChange,
  WithdrawnContent,
} from '../../src/core/moderation.ts'
import type { ModerationStore } from '../../src/core/store.ts'
import { takeIds } from './counters.ts'
import type { Engine, Reader, Writer } from './engine.ts'
import { mergedAway } from './merged-away.ts'
import type { FeedbackChangeTable, LoggedTable } from './moderation-tables.ts'
import { findName } from './names.ts'
import { storable } from './text.ts'
import { carryHistory } from './withdrawn-corrections.ts'

/** Returns what people logged and changed in the database. */
export function createModerationStore(engine: Engine): ModerationStore {
  const { db } = engine
  return {
    async idOf(workspace, source, externalId) {
      const name = await findName(engine, workspace, 'source', source)
      if (name !== source) return undefined
      const row = await db
        .selectFrom('feedback')
        .innerJoin('term', (join) =>
          join.onRef('term.ws', '=', 'feedback.ws').onRef('term.id', '=', 'feedback.source'),
        )
        .select('feedback.id')
        .where('feedback.ws', '=', workspace)
        .where('term.name', '=', storable(source))
        .where('feedback.external_id', '=', storable(externalId))
        .executeTakeFirst()
      return row && (row.id as FeedbackId)
    },
    noteLogged: (workspace, feedback, by) =>
      engine.write(async (trx) => {
        await insertLogged(trx, workspace, feedback, by)
      }),
    logged: (workspace, feedback) => findLogged(db, workspace, feedback),
    async lastLogged(workspace, user) {
      const row = await db
        .selectFrom('logged')
        .selectAll()
        .where('ws', '=', workspace)
        .where('by_user', '=', storable(user))
        .where('state', '=', 'kept')
        .orderBy('feedback', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row && toItem(row)
    },
    async loggedItems(workspace, after, limit) {
      const rows = await db
        .selectFrom('logged')
        .selectAll()
        .where('ws', '=', workspace)
        .where('state', '=', 'kept')
        .$if(after !== null, (query) => query.where('feedback', '<', after ?? 0))
        .orderBy('feedback', 'desc')
        .limit(limit)
        .execute()
      return rows.map(toItem)
    },
    withdraw: (workspace, feedback, content, by, into) =>
      engine.write(async (trx) => {
        await insertLogged(trx, workspace, feedback, by)
        await trx
          .updateTable('logged')
          .set({
            state: into === null ? 'undone' : 'merged',
            merged_into: into,
            content: storable(JSON.stringify(content)),
          })
          .where('ws', '=', workspace)
          .where('feedback', '=', feedback)
          .execute()
      }),
    async withdrawn(workspace, feedback) {
      const row = await db
        .selectFrom('logged')
        .selectAll()
        .where('ws', '=', workspace)
        .where('feedback', '=', feedback)
        .where('content', 'is not', null)
        .executeTakeFirst()
      if (!row?.content) return undefined
      return { item: toItem(row), content: JSON.parse(row.content) as WithdrawnContent }
    },
    async partOf(workspace, source, externalId) {
      const merged = await mergedAway(db, workspace)
      return merged.find((each) => each.source === source && each.externalId === externalId)?.into
    },
    async mergedInto(workspace, feedback) {
      const rows = await db
        .selectFrom('logged')
        .select('feedback')
        .where('ws', '=', workspace)
        .where('merged_into', '=', feedback)
        .where('content', 'is not', null)
        .orderBy('feedback')
        .execute()
      return rows.map((row) => row.feedback as FeedbackId)
    },
    restored: (workspace, before, now, by) =>
      engine.write(async (trx) => {
        await trx
          .deleteFrom('logged')
          .where('ws', '=', workspace)
          .where('feedback', '=', before)
          .execute()
        if (by) await insertLogged(trx, workspace, now, by)
        await trx
          .updateTable('logged')
          .set({ merged_into: now })
          .where('ws', '=', workspace)
          .where('merged_into', '=', before)
          .execute()
        await carryHistory(trx, workspace, before, now)
      }),
    noteChange: (workspace, change) =>
      engine.write(async (trx) => {
        const id = await takeIds(trx, workspace, 'change', 1)
        await trx
          .insertInto('feedback_change')
          .values({
            ws: workspace,
            feedback: change.feedback,
            id,
            by_user: storable(change.by.user),
            by_name: storable(change.by.name),
            at: change.by.at,
            before: storable(JSON.stringify(change.before)),
            after: storable(JSON.stringify(change.after)),
          })
          .execute()
      }),
    async changes(workspace, feedback) {
      const rows = await db
        .selectFrom('feedback_change')
        .selectAll()
        .where('ws', '=', workspace)
        .where('feedback', '=', feedback)
        .orderBy('id')
        .execute()
      return rows.map(toChange)
    },
    async changesBy(workspace, user, limit) {
      const rows = await db
        .selectFrom('feedback_change')
        .selectAll()
        .where('ws', '=', workspace)
        .where('by_user', '=', storable(user))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(toChange)
    },
  }
}

async function insertLogged(
  trx: Writer,
  workspace: WorkspaceId,
  feedback: FeedbackId,
  by: Signature,
): Promise<void> {
  await trx
    .insertInto('logged')
    .values({
      ws: workspace,
      feedback,
      by_user: storable(by.user),
      by_name: storable(by.name),
      at: by.at,
      state: 'kept',
      merged_into: null,
      content: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function findLogged(
  db: Reader,
  workspace: WorkspaceId,
  feedback: FeedbackId,
): Promise<LoggedItem | undefined> {
  const row = await db
    .selectFrom('logged')
    .selectAll()
    .where('ws', '=', workspace)
    .where('feedback', '=', feedback)
    .executeTakeFirst()
  return row && toItem(row)
}

function toChange(row: FeedbackChangeTable): NotedChange {
  return {
    id: row.id,
    feedback: row.feedback as FeedbackId,
    by: signatureOf(row),
    before: JSON.parse(row.before) as FeedbackChange['before'],
    after: JSON.parse(row.after) as FeedbackChange['after'],
  }
}

function signatureOf(row: Pick<LoggedTable, 'by_user' | 'by_name' | 'at'>): Signature {
  return { user: row.by_user, name: row.by_name, at: Number(row.at) as EpochSeconds }
}

function toItem(row: LoggedTable): LoggedItem {
  return {
    feedback: row.feedback as FeedbackId,
    by: signatureOf(row),
    state: row.state as LoggedItem['state'],
    into: row.merged_into as FeedbackId | null,
  }
}
