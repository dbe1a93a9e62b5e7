import type { EpochSeconds } from '../core/identity.ts'
import type { ListenedPlace, Listener } from '../core/listener.ts'
import type { Store } from '../core/store.ts'

/** A channel that begins to be listened to is heard after this long at the latest. */
const KNOWN_SECONDS = 5
const MOST_KNOWN = 5_000

/**
 * Returns what tells who listens in a place, without asking the database for each message: those of
 * the channel as a whole and those of the thread.
 */
export function createKnownListeners(
  store: Pick<Store, 'listeners'>,
  clock: () => EpochSeconds,
): (place: ListenedPlace) => Promise<readonly Listener[]> {
  const known = new Map<
    string,
    { readonly until: number; readonly listeners: readonly Listener[] }
  >()

  async function listenersOf(platform: string, channel: string): Promise<readonly Listener[]> {
    const key = `${platform} ${channel}`
    const found = known.get(key)
    if (found && clock() < found.until) return found.listeners
    const listeners = await store.listeners.at(platform, channel)
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(key, { until: clock() + KNOWN_SECONDS, listeners })
    return listeners
  }

  return async ({ platform, community, channel, thread }) =>
    (await listenersOf(platform, channel)).filter(
      (each) => each.community === community && (each.thread === null || each.thread === thread),
    )
}
