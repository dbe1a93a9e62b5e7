import { accountOf } from '../core/access.ts'
import type { Invocation } from '../core/invocation.ts'

const REMEMBERED = 10_000

export interface Strangers {
  /** Returns whether this stranger asked before, and remembers that they did. */
  knows(invocation: Invocation): boolean
}

/** Returns a memory of those who were told how to get in: that is said once. */
export function createStrangers(): Strangers {
  const known = new Set<string>()
  return {
    knows({ platform, user, place }) {
      const key = JSON.stringify(accountOf(platform, user, place))
      const isKnown = known.delete(key)
      known.add(key)
      for (const oldest of known) {
        if (known.size <= REMEMBERED) break
        known.delete(oldest)
      }
      return isKnown
    },
  }
}
