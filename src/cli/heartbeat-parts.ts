import { authorizeDestination, type Dispatch } from '../access/destination.ts'
import { createScopeViews } from '../access/scope-views.ts'
import type { AlertParts } from '../alerts/run.ts'
import type { Access } from '../core/access.ts'
import type { Logger } from '../core/adapter.ts'
import type { ChatAdapter, PlaceFacts } from '../core/delivery.ts'
import type { MessageTarget, Owner } from '../core/digest.ts'
import type { EpochSeconds, WorkspaceId } from '../core/identity.ts'
import type { Store, Workspace } from '../core/store.ts'
import { machineTiming, within } from '../delivery/timing.ts'
import { linesOf } from '../digests/lines.ts'
import type { DigestParts } from '../digests/run-environment.ts'
import { ownerNotice, tellOwner } from '../digests/tell-owner.ts'
import type { DispatchHost } from '../dispatch/index.ts'
import type { WatchParts } from '../loop/watch.ts'

/** A line that takes longer is told as failed: the slot must be ended before its lease. */
const ANSWER_MILLISECONDS = 15_000
/** What an alert may show: words of customers and what texts say. */
const ALERT_LINES = ['quotes', 'sentiment']

/** What all that goes out by itself is made with. */
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
  const { store, host, log, clock, adapter, wake } = parts
  const workspaces = readSeldom(() => store.workspaces())
  return {
    store,
    log,
    clock,
    wake,
    outlet: adapter,
    answer: async (invocation, access, at) => {
      try {
        return await within(
          host.answerAs(invocation, access, at),
          ANSWER_MILLISECONDS,
          machineTiming(),
          () => new Error(`no answer in ${ANSWER_MILLISECONDS} ms`),
        )
      } catch (error) {
        return await host.refuse(error, invocation)
      }
    },
    accessOf: async (digest, place) =>
      await authorizeDestination(
        { store, registry: host.registry },
        {
          ...dispatchOf(await workspaces(), digest, place),
          lines: await linesOf(store, digest),
        },
      ),
    tellOwner: async (digest, what, reason, key, within) =>
      await tellOwner(digest, ownerNotice(digest, what, reason), {
        store: within,
        adapter: adapter(digest.owner.platform),
        now: clock(),
        key,
      }),
  }
}

/** Returns what looks at alerts. */
export function alertParts(parts: HeartbeatParts): AlertParts {
  const { store, host, log, clock, adapter } = parts
  return {
    store,
    log,
    clock,
    outlet: adapter,
    accessOf: async (alert, place) =>
      await authorizeDestination(
        { store, registry: host.registry },
        { ...dispatchOf(await store.workspaces(), alert, place), lines: ALERT_LINES },
      ),
    seenWith: seenWithin(),
  }
}

/** Returns how a store is seen with somebody's rights. */
function seenWithin() {
  const views = createScopeViews()
  return async (
    whole: Store,
    { workspace }: { readonly workspace: WorkspaceId },
    { scope }: Access,
  ): Promise<Store> =>
    scope.length === 0 ? whole : views(whole, workspace, await whole.dataVersion(workspace), scope)
}

/** Returns what looks at improvements. */
export function watchParts(parts: HeartbeatParts): WatchParts {
  const { store, host, log, clock, adapter } = parts
  return {
    store,
    log,
    clock,
    outlet: adapter,
    accessOf: async ({ workspace, owner }, target, place, lines) =>
      await authorizeDestination(
        { store, registry: host.registry },
        { ...dispatchOf(await store.workspaces(), { workspace, owner, target }, place), lines },
      ),
    seenWith: seenWithin(),
  }
}

/** Returns a reading that many ask for at once, at most a second old. */
function readSeldom<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined
  return () => {
    if (!value) {
      value = read()
      const forget = (): void => {
        value = undefined
      }
      value.then(() => setTimeout(forget, 1000).unref(), forget)
    }
    return value
  }
}

function dispatchOf(
  workspaces: readonly Workspace[],
  {
    workspace: id,
    owner,
    target,
  }: { readonly workspace: WorkspaceId; readonly owner: Owner; readonly target: MessageTarget },
  place: PlaceFacts | null,
): Omit<Dispatch, 'lines'> {
  const workspace = workspaces.find((each) => each.id === id)
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
