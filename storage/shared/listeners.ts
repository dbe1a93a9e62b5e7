import { sql } from 'kysely'
import type { ListenerId, WorkspaceId } from '../../src/core/identity.ts'
import type { Listener } from '../../src/core/listener.ts'
import type { ListenerStore } from '../../src/core/store.ts'
import { takeIds } from './counters.ts'
import type { Engine } from './engine.ts'
import type { ListenerTable } from './feed-tables.ts'
import { instant, instantOrNull } from './instants.ts'
import { storable } from './text.ts'

/** Returns the places that are listened to. A community or a thread that is not there is empty. */
export function createListenerStore(engine: Engine): ListenerStore {
  const { db } = engine
  return {
    create: (workspace, { platform, community, channel, thread }, settings, at) =>
      engine.write(async (trx) => {
        const row: ListenerTable = {
          ws: workspace,
          id: await takeIds(trx, workspace, 'listener', 1),
          platform,
          community: community ?? '',
          channel: storable(channel),
          thread: storable(thread ?? ''),
          settings: storable(JSON.stringify(settings)),
          created_at: at,
          items: 0,
          success_at: null,
        }
        await trx.insertInto('listener').values(row).execute()
        return toListener(row)
      }),
    async list(workspace) {
      const rows = await db
        .selectFrom('listener')
        .selectAll()
        .where('ws', '=', workspace)
        .orderBy('id')
        .execute()
      return rows.map(toListener)
    },
    remove: (workspace, id) =>
      engine.write(async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom('listener')
          .where('ws', '=', workspace)
          .where('id', '=', id)
          .executeTakeFirst()
        return numDeletedRows > 0n
      }),
    async at(platform, channel) {
      const rows = await db
        .selectFrom('listener')
        .selectAll()
        .where('platform', '=', platform)
        .where('channel', '=', storable(channel))
        .orderBy('ws')
        .orderBy('id')
        .execute()
      return rows.map(toListener)
    },
    note: (workspace, id, at) =>
      engine.write(async (trx) => {
        await trx
          .updateTable('listener')
          .set({ success_at: at, items: sql<number>`items + 1` })
          .where('ws', '=', workspace)
          .where('id', '=', id)
          .execute()
      }),
  }
}

function toListener(row: ListenerTable): Listener {
  return {
    ...(JSON.parse(row.settings) as Pick<Listener, 'words' | 'brand'>),
    workspace: row.ws as WorkspaceId,
    id: row.id as ListenerId,
    platform: row.platform,
    community: row.community === '' ? null : row.community,
    channel: row.channel,
    thread: row.thread === '' ? null : row.thread,
    createdAt: instant(row.created_at),
    items: row.items,
    lastSuccess: instantOrNull(row.success_at),
  }
}
