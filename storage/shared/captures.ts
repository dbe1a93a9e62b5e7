import { sql } from 'kysely'
import type { Capture, CapturedPlace } from '../../src/core/capture.ts'
import type { FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { CaptureStore } from '../../src/core/store.ts'
import type { CaptureTable } from './capture-tables.ts'
import type { Engine } from './engine.ts'
import { instant, instantOrNull } from './instants.ts'
import { storable } from './text.ts'

/** Returns the channels in which reactions log messages. */
export function createCaptureStore(engine: Engine): CaptureStore {
  const { db } = engine
  return {
    choose: (workspace, place, emoji, at) =>
      engine.write(async (trx) => {
        const chosen = { emoji: storable(emoji), created_at: at }
        const row = await trx
          .insertInto('capture')
          .values({ ...keyOf(workspace, place), ...chosen, items: 0, success_at: null })
          .onConflict((conflict) =>
            conflict.columns(['ws', 'platform', 'community', 'channel']).doUpdateSet(chosen),
          )
          .returningAll()
          .executeTakeFirstOrThrow()
        return toCapture(row)
      }),
    async list(workspace) {
      const rows = await db
        .selectFrom('capture')
        .selectAll()
        .where('ws', '=', workspace)
        .orderBy('created_at')
        .orderBy('channel')
        .execute()
      return rows.map(toCapture)
    },
    remove: (workspace, place) =>
      engine.write(async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom('capture')
          .where((where) => where.and(keyOf(workspace, place)))
          .executeTakeFirst()
        return numDeletedRows > 0n
      }),
    async on(platform) {
      const rows = await db
        .selectFrom('capture')
        .selectAll()
        .where('platform', '=', platform)
        .orderBy('ws')
        .orderBy('created_at')
        .execute()
      return rows.map(toCapture)
    },
    note: (workspace, place, message, { feedback, at }, forgetBefore) =>
      engine.write(async (trx) => {
        await trx
          .deleteFrom('captured')
          .where('ws', '=', workspace)
          .where('at', '<', forgetBefore)
          .execute()
        await trx
          .insertInto('captured')
          .values({ ...keyOf(workspace, place), message: storable(message), feedback, at })
          .onConflict((conflict) =>
            conflict
              .columns(['ws', 'platform', 'community', 'channel', 'message'])
              .doUpdateSet({ feedback, at }),
          )
          .execute()
        await trx
          .updateTable('capture')
          .set({ success_at: at, items: sql<number>`items + 1` })
          .where((where) => where.and(keyOf(workspace, place)))
          .execute()
      }),
    async captured(workspace, place, message) {
      const row = await db
        .selectFrom('captured')
        .select(['feedback', 'at'])
        .where((where) => where.and(keyOf(workspace, place)))
        .where('message', '=', storable(message))
        .executeTakeFirst()
      return row && { feedback: row.feedback as FeedbackId, at: instant(row.at) }
    },
  }
}

function keyOf(workspace: WorkspaceId, { platform, community, channel }: CapturedPlace) {
  return { ws: workspace, platform, community: community ?? '', channel: storable(channel) }
}

function toCapture(row: CaptureTable): Capture {
  return {
    workspace: row.ws as WorkspaceId,
    platform: row.platform,
    community: row.community === '' ? null : row.community,
    channel: row.channel,
    emoji: row.emoji,
    createdAt: instant(row.created_at),
    items: row.items,
    lastSuccess: instantOrNull(row.success_at),
  }
}
