import { sql } from 'kysely'
import type { ClaimedFeed, Feed, FeedFault, FeedSettings, FeedState } from '../../src/core/feed.ts'
import type { EpochSeconds, FeedId, WorkspaceId } from '../../src/core/identity.ts'
import type { FeedStore } from '../../src/core/store.ts'
import { takeIds } from './counters.ts'
import type { Engine, Reader } from './engine.ts'
import type { FeedTable } from './feed-tables.ts'
import { instant } from './instants.ts'
import { lastOutcome } from './last-outcome.ts'
import { storable } from './text.ts'

/** Returns the feeds of the database. */
export function createFeedStore(engine: Engine): FeedStore {
  const { db } = engine
  return {
    create: (workspace, { url, ...settings }, at) =>
      engine.write(async (trx) => {
        const known = await trx
          .selectFrom('feed')
          .select('id')
          .where('ws', '=', workspace)
          .where('url', '=', url)
          .executeTakeFirst()
        const decided = {
          settings: storable(JSON.stringify(settings)),
          state: 'active',
          next_at: at,
          failures: 0,
        }
        const id = known?.id ?? (await takeIds(trx, workspace, 'feed', 1))
        if (known) {
          await trx
            .updateTable('feed')
            .set(decided)
            .where('ws', '=', workspace)
            .where('id', '=', id)
            .execute()
        } else {
          await trx
            .insertInto('feed')
            .values({
              ws: workspace,
              id,
              url,
              host: new URL(url).host,
              ...decided,
              created_at: at,
              leased_until: 0,
              fence: 0,
              items: 0,
            })
            .execute()
        }
        return (await findFeed(trx, workspace, id)) as Feed
      }),
    async list(workspace) {
      const rows = await db
        .selectFrom('feed')
        .selectAll()
        .where('ws', '=', workspace)
        .orderBy('id')
        .execute()
      return rows.map(toFeed)
    },
    find: (workspace, id) => findFeed(db, workspace, id),
    change: (workspace, id, { state, nextAt }) =>
      engine.write(async (trx) => {
        const found = await findFeed(trx, workspace, id)
        if (!found) return undefined
        await trx
          .updateTable('feed')
          .set({
            state: state ?? found.state,
            next_at: nextAt ?? found.nextAt,
            failures: state === 'active' ? 0 : found.failures,
          })
          .where('ws', '=', workspace)
          .where('id', '=', id)
          .execute()
        return await findFeed(trx, workspace, id)
      }),
    remove: (workspace, id) =>
      engine.write(async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom('feed')
          .where('ws', '=', workspace)
          .where('id', '=', id)
          .executeTakeFirst()
        return numDeletedRows > 0n
      }),
    claimDue: (now, limit, leaseSeconds) => claimDue(engine, now, limit, leaseSeconds),
    complete: (feed, end) =>
      engine.write(async (trx) => {
        const outcome =
          end.type === 'read'
            ? {
                success_at: end.at,
                items: sql<number>`items + ${end.items}`,
                etag: end.etag === null ? null : storable(end.etag),
                modified: end.modified === null ? null : storable(end.modified),
                failures: 0,
              }
            : {
                error_at: end.at,
                fault: end.fault,
                detail: storable(end.detail),
                failures: feed.failures + 1,
                ...(end.fault === 'gone' ? { state: 'gone' } : {}),
              }
        const { numUpdatedRows } = await trx
          .updateTable('feed')
          .set({ ...outcome, next_at: end.nextAt, leased_until: 0 })
          .where('ws', '=', feed.workspace)
          .where('id', '=', feed.id)
          .where('fence', '=', feed.fence)
          .executeTakeFirst()
        if (end.type === 'failed' && end.hostFreeAt !== null) {
          await trx
            .updateTable('feed')
            .set({ next_at: end.hostFreeAt })
            .where('host', '=', new URL(feed.url).host)
            .where('next_at', '<', end.hostFreeAt)
            .execute()
        }
        return numUpdatedRows > 0n
      }),
  }
}

async function claimDue(
  engine: Engine,
  now: EpochSeconds,
  limit: number,
  leaseSeconds: number,
): Promise<readonly ClaimedFeed[]> {
  const dueIn = (reader: Reader) =>
    reader
      .selectFrom('feed')
      .selectAll()
      .where('state', '=', sql.lit('active'))
      .where('next_at', '<=', now)
      .where('leased_until', '<=', now)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('feed as other')
              .select('other.id')
              .whereRef('other.host', '=', 'feed.host')
              .where('other.leased_until', '>', now),
          ),
        ),
      )
      .orderBy('next_at')
      .orderBy('ws')
      .orderBy('id')
  if (!(await dueIn(engine.db).limit(1).executeTakeFirst())) return []
  return await engine.write(async (trx) => {
    // Two processes that choose at once could choose two feeds of one host.
    if (engine.name === 'postgres') {
      await sql`SELECT pg_advisory_xact_lock(hashtext('cxbot feeds'))`.execute(trx)
    }
    const hosts = new Set<string>()
    const claimed: ClaimedFeed[] = []
    for (const row of await dueIn(trx)
      .limit(limit * 8)
      .execute()) {
      if (hosts.has(row.host) || claimed.length === limit) continue
      hosts.add(row.host)
      const fence = row.fence + 1
      await trx
        .updateTable('feed')
        .set({ fence, leased_until: now + leaseSeconds })
        .where('ws', '=', row.ws)
        .where('id', '=', row.id)
        .execute()
      claimed.push({ ...toFeed(row), fence })
    }
    return claimed
  })
}

async function findFeed(db: Reader, workspace: WorkspaceId, id: number): Promise<Feed | undefined> {
  const row = await db
    .selectFrom('feed')
    .selectAll()
    .where('ws', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toFeed(row)
}

function toFeed(row: FeedTable): Feed {
  return {
    ...(JSON.parse(row.settings) as Omit<FeedSettings, 'url'>),
    url: row.url,
    workspace: row.ws as WorkspaceId,
    id: row.id as FeedId,
    state: row.state as FeedState,
    createdAt: instant(row.created_at),
    nextAt: instant(row.next_at),
    failures: row.failures,
    etag: row.etag,
    modified: row.modified,
    items: row.items,
    ...lastOutcome<FeedFault>(row),
  }
}
