import type { EpochSeconds } from '../core/identity.ts'
import type { HeardMessage } from '../core/listener.ts'
import type { Store } from '../core/store.ts'
import { messageItemId } from '../moderation/message-item.ts'
import { maskPersonal } from '../privacy/mask.ts'
import { createKnownListeners } from './known.ts'
import { holdsAny } from './match.ts'

/** What is longer is cut. */
export const LONGEST_TEXT = 8_000

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
  const listenersOf = createKnownListeners(store, clock)
  return async (message) => {
    const { platform, id, at } = message
    const text = message.text.slice(0, LONGEST_TEXT)
    const listeners = (await listenersOf(message)).filter(({ words }) => holdsAny(text, words))
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
          externalId: messageItemId({ platform, place: message }, { id, thread: null }),
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
