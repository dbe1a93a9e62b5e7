import type { Capture } from '../core/capture.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Store } from '../core/store.ts'

/** A channel that is chosen, or given up, is known after this long at the latest. */
const KNOWN_SECONDS = 5

/** Returns what tells the channels of a platform in which a reaction logs, without asking the database each time. */
export function createKnownCaptures(
  store: Pick<Store, 'captures'>,
  clock: () => EpochSeconds,
): (platform: string) => Promise<readonly Capture[]> {
  const known = new Map<string, { readonly until: number; readonly captures: readonly Capture[] }>()
  return async (platform) => {
    const found = known.get(platform)
    if (found && clock() < found.until) return found.captures
    const captures = await store.captures.on(platform)
    known.set(platform, { until: clock() + KNOWN_SECONDS, captures })
    return captures
  }
}
