import type { ChatAdapter } from '../core/delivery.ts'
import type { MessageTarget } from '../core/digest.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Reply } from '../core/reply.ts'
import type { Store } from '../core/store.ts'
import { destinationOf } from './destination.ts'

/** What puts a message on its way. */
export interface Telling {
  readonly store: Pick<Store, 'delivery'>
  /** That of the platform where the message goes; undefined where it does not run. */
  readonly adapter: Pick<ChatAdapter, 'bot' | 'encode'> | undefined
  readonly now: EpochSeconds
  /** Tells the message among all others, for ever. */
  readonly key: string
  /** What nobody has read after this long is not worth sending. */
  readonly worthSeconds: number
}

/** Puts a message for a place or a person into the outbox of their platform, where it runs. */
export async function tellTarget(
  target: MessageTarget,
  reply: Reply,
  { store, adapter, now, key, worthSeconds }: Telling,
): Promise<void> {
  if (!adapter?.bot) return
  const { parts, buttons } = adapter.encode(reply, destinationOf(target), {
    now,
    locale: reply.locale,
    audience: target.type === 'person' ? 'caller' : 'channel',
    keyPrefix: key,
    giveUpAt: (now + worthSeconds) as EpochSeconds,
  })
  await store.delivery.enqueue(parts, buttons)
}
