import type { Calls } from './calls.ts'
import { outcomeOf } from './outcome.ts'

/** Types of channels that are threads. */
export const THREADS: ReadonlySet<number> = new Set([10, 11, 12])
const MOST_KNOWN = 5000

/** A channel, and the thread of it that is meant. */
export interface ThreadPlace {
  readonly channel: string
  readonly thread: string | null
}

/**
 * Returns what tells of a channel's id whether it is a thread and of which channel: Discord
 * names threads like channels. Rejects where Discord cannot be asked; what it does not show is a channel.
 */
export function createThreads(calls: Pick<Calls, 'channel'>) {
  const known = new Map<string, Promise<ThreadPlace>>()

  async function ask(id: string): Promise<ThreadPlace> {
    try {
      const { parent_id: parent, type } = await calls.channel(id)
      return THREADS.has(type) && parent
        ? { channel: parent, thread: id }
        : { channel: id, thread: null }
    } catch (error) {
      if (outcomeOf(error).type === 'undeliverable') return { channel: id, thread: null }
      throw error
    }
  }

  return (id: string): Promise<ThreadPlace> => {
    const found = known.get(id)
    if (found !== undefined) return found
    if (known.size >= MOST_KNOWN) known.clear()
    const place = ask(id)
    known.set(id, place)
    place.catch(() => known.delete(id))
    return place
  }
}
