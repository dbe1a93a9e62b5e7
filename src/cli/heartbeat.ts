import cron from 'node-cron'
import { authorizeDestination, type Dispatch } from '../access/destination.ts'
import { createScopeViews } from '../access/scope-views.ts'
import { type AlertParts, checkAlerts } from '../alerts/run.ts'
import type { Logger } from '../core/adapter.ts'
import type { ChatAdapter, PlaceFacts } from '../core/delivery.ts'
import type { MessageTarget, Owner } from '../core/digest.ts'
import type { EpochSeconds, WorkspaceId } from '../core/identity.ts'
import type { Store } from '../core/store.ts'
import { linesOf } from '../digests/lines.ts'
import { planDue, replanAll } from '../digests/plan.ts'
import { type DigestParts, runDue } from '../digests/run.ts'
import { ownerNotice, tellOwner } from '../digests/tell-owner.ts'
import type { DispatchHost } from '../dispatch/index.ts'

/** What an alert may show: words of customers and what texts say. */
const ALERT_LINES = ['quotes', 'sentiment']

export interface HeartbeatParts {
  readonly store: Store
  readonly host: Pick<DispatchHost, 'answerAs' | 'refuse' | 'registry'>
  readonly log: Logger
  readonly clock: () => EpochSeconds
  /** The adapter of a platform while it runs. */
  readonly adapter: (platform: string) => ChatAdapter | undefined
  /** Something new is in the outbox. */
  readonly wake: () => void
}

/** Returns what sends digests. */
export function digestParts(parts: HeartbeatParts): DigestParts {
  const { store, host, log, clock, adapter } = parts
  return {
    store,
    log,
    clock,
    outlet: adapter,
    answer: async (invocation, access, at) => {
      try {
        return await host.answerAs(invocation, access, at)
      } catch (error) {
        return await host.refuse(error, invocation)
      }
    },
    accessOf: async (digest, place) =>
      await authorizeDestination(
        { store, registry: host.registry },
        {
          ...(await dispatchOf(parts, digest, place)),
          lines: await linesOf(store, digest),
        },
      ),
    tellOwner: async (digest, what, reason, key, within) =>
      await tellOwner(digest, ownerNotice(digest, what, reason), key, {
        store: within,
        adapter: adapter(digest.owner.platform),
        now: clock(),
      }),
  }
}

/** Returns what looks at alerts. */
export function alertParts(parts: HeartbeatParts): AlertParts {
  const { store, host, log, clock, adapter } = parts
  const views = createScopeViews()
  return {
    store,
    log,
    clock,
    outlet: adapter,
    accessOf: async (alert, place) =>
      await authorizeDestination(
        { store, registry: host.registry },
        { ...(await dispatchOf(parts, alert, place)), lines: ALERT_LINES },
      ),
    seenWith: async (whole, { workspace }, { scope }) =>
      scope.length === 0
        ? whole
        : views(whole, workspace, await whole.dataVersion(workspace), scope),
  }
}

async function dispatchOf(
  { store }: HeartbeatParts,
  {
    workspace: id,
    owner,
    target,
  }: { readonly workspace: WorkspaceId; readonly owner: Owner; readonly target: MessageTarget },
  place: PlaceFacts | null,
): Promise<Omit<Dispatch, 'lines'>> {
  const workspace = (await store.workspaces()).find((each) => each.id === id)
  if (!workspace) throw new Error(`no workspace ${id}`)
  return {
    workspace,
    owner,
    target: place
      ? { type: 'place', platform: target.platform, place }
      : {
          type: 'person',
          person: {
            platform: target.platform,
            user: target.type === 'person' ? target.user : owner.user,
          },
        },
  }
}

/**
 * Wakes every second and sends what is due: digests by their ledger, alerts by their rules.
 * Nothing depends on a wake-up that was missed. Returns what stops it, which resolves when
 * the work in hand is done.
 */
export function startHeartbeat(parts: HeartbeatParts): () => Promise<void> {
  const { store, log, clock, wake } = parts
  const digests = digestParts(parts)
  const alerts = alertParts(parts)
  let working: Promise<void> = attempt('replan', async () => {
    await replanAll(store, clock())
  })

  async function attempt(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      log.warn(`${name}-failed`, { error: error instanceof Error ? error.message : String(error) })
    }
  }

  async function beat(): Promise<void> {
    await attempt('digests', async () => {
      await planDue(store, clock())
      if ((await runDue(digests)) > 0) wake()
    })
    await attempt('alerts', async () => {
      if ((await checkAlerts(alerts)) > 0) wake()
    })
  }

  const task = cron.schedule(
    '* * * * * *',
    async () => {
      working = working.then(beat)
      await working
    },
    { noOverlap: true, name: 'heartbeat' },
  )
  return async () => {
    await task.destroy()
    await working
  }
}
