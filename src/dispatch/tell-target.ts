import type { ChatAdapter } from '../core/delivery.ts'
import type { MessageTarget } from '../core/digest.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Reply } from '../core/reply.ts'
import type { Store } from '../core/store.ts'
import { destinationOf } from '../digests/destination.ts'

/** What nobody has read after this long is not worth sending. */
const WORTH_SECONDS = 3600

/** Puts a message for a place or a person into the outbox of their platform, where it runs. */
export async function tellTarget(
  target: MessageTarget,
  reply: Reply,
  {
    store,
    adapter,
    now,
    key,
  }: {
    readonly store: Pick<Store, 'delivery'>
    readonly adapter: Pick<ChatAdapter, 'bot' | 'encode'> | undefined
    readonly now: EpochSeconds
    readonly key: string
  },
): Promise<void> {
  if (!adapter?.bot) return
  const { parts, buttons } = adapter.encode(reply, destinationOf(target), {
    now,
    locale: reply.locale,
    audience: target.type === 'person' ? 'caller' : 'channel',
    keyPrefix: key,
    giveUpAt: (now + WORTH_SECONDS) as EpochSeconds,
  })
  await store.delivery.enqueue(parts, buttons)
}
