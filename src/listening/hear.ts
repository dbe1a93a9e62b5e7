import type { EpochSeconds } from '../core/identity.ts'
import type { HeardMessage, Listener } from '../core/listener.ts'
import type { Store } from '../core/store.ts'
import { maskPersonal } from '../privacy/mask.ts'
import { holdsAny } from './match.ts'

const LONGEST_TEXT = 8_000
/** A channel that begins to be listened to is heard after this long at the latest. */
const KNOWN_SECONDS = 5
const MOST_KNOWN = 5_000

export interface EarParts {
  readonly store: Pick<Store, 'listeners' | 'atomically'>
  readonly clock: () => EpochSeconds
}

/**
 * Returns what keeps messages of channels that are listened to, where they hold a brand's
 * words; all others are forgotten at once. A message is kept once, under the id that logging it
 * by hand would give.
 */
export function createEar({ store, clock }: EarParts): (message: HeardMessage) => Promise<void> {
  const known = new Map<
    string,
    { readonly until: number; readonly listeners: readonly Listener[] }
  >()

  async function listenersOf({ platform, channel }: HeardMessage): Promise<readonly Listener[]> {
    const key = `${platform} ${channel}`
    const found = known.get(key)
    if (found && clock() < found.until) return found.listeners
    const listeners = await store.listeners.at(platform, channel)
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(key, { until: clock() + KNOWN_SECONDS, listeners })
    return listeners
  }

  return async (message) => {
    const { platform, community, channel, thread, id, at } = message
    const text = message.text.slice(0, LONGEST_TEXT)
    const listeners = (await listenersOf(message)).filter(
      (each) =>
        each.community === community &&
        (each.thread === null || each.thread === thread) &&
        holdsAny(text, each.words),
    )
    if (listeners.length === 0) return
    const { author, url } = await message.details()
    const kept = new Set<number>()
    for (const { workspace, id: listener, brand } of listeners) {
      if (kept.has(workspace)) continue
      kept.add(workspace)
      await store.atomically(async (within) => {
        const outcome = await within.add(workspace, {
          kind: 'mention',
          score: null,
          scale: null,
          survey: null,
          text: maskPersonal(text).text,
          lang: null,
          at: Math.min(at, clock()) as EpochSeconds,
          source: platform,
          externalId: `${platform}:${community ?? ''}:${channel}:${id}`,
          customer: null,
          author: author === '' ? null : author,
          brand,
          product: null,
          channel: null,
          store: null,
          stage: null,
          segment: null,
          tags: [],
          url,
          factors: [],
        })
        if (outcome === 'accepted') await within.listeners.note(workspace, listener, clock())
      })
    }
  }
}
