import type { ChatAdapter } from '../core/delivery.ts'
import type { Digest } from '../core/digest.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Notice } from '../core/reply.ts'
import type { Store } from '../core/store.ts'
import { translator } from '../language/translate.ts'
import { reasonText } from './reason.ts'
import { shownDigest } from './replies.ts'

/** A notice that nobody has read after this long is not worth sending. */
const WORTH_SECONDS = 24 * 3600

/** Returns what a digest's owner is told: what happened, why, and what can be done. */
export function ownerNotice(
  digest: Digest,
  what: 'held' | 'failed' | 'paused',
  reason: string,
): Notice {
  const { locale, name } = digest
  const translate = translator(locale)
  const id = shownDigest(digest)
  const why = reasonText(reason, locale)
  const history = { label: translate('digests:owner.history'), command: `digest history ${id}` }
  const resume = { label: translate('digests:owner.resume'), command: `digest resume ${id}` }
  return {
    kind: 'notice',
    level: 'error',
    locale,
    text: [{ text: translate(`digests:owner.${what}`, { name, reason: why }), data: true }],
    actions: what === 'failed' ? [history] : [resume, history],
  }
}

/** Puts a notice to the owner of a digest or an alert into the outbox of their platform, where it runs. */
export async function tellOwner(
  { owner, locale }: Pick<Digest, 'owner' | 'locale'>,
  notice: Notice,
  keyPrefix: string,
  {
    store,
    adapter,
    now,
  }: {
    readonly store: Pick<Store, 'delivery'>
    readonly adapter: Pick<ChatAdapter, 'encode'> | undefined
    readonly now: EpochSeconds
  },
): Promise<void> {
  if (!adapter) return
  const { parts, buttons } = adapter.encode(
    notice,
    { type: 'person', user: owner.user },
    {
      now,
      locale,
      audience: 'caller',
      keyPrefix,
      giveUpAt: (now + WORTH_SECONDS) as EpochSeconds,
    },
  )
  await store.delivery.enqueue(parts, buttons)
}
