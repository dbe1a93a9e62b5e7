import type { Capture } from '../core/capture.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Store } from '../core/store.ts'

/** A channel that is chosen, or given up, is known after this long at the latest. */
const KNOWN_SECONDS = 5

interface Known {
  readonly until: number
  readonly captures: Promise<readonly Capture[]>
}

/**
 * Returns what tells the channels of a platform in which a reaction logs, without asking the
 * database for each reaction. What could not be asked is asked anew.
 */
export function createKnownCaptures(
  store: Pick<Store, 'captures'>,
  clock: () => EpochSeconds,
): (platform: string) => Promise<readonly Capture[]> {
  const known = new Map<string, Known>()
  return (platform) => {
    const found = known.get(platform)
    if (found && clock() < found.until) return found.captures
    const captures = store.captures.on(platform)
    known.set(platform, { until: clock() + KNOWN_SECONDS, captures })
    captures.catch(() => known.delete(platform))
    return captures
  }
}
