import type { Digest } from '../core/digest.ts'
import type { Notice } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { reasonText } from './reason.ts'
import { shownDigest } from './replies.ts'
import { type Telling, tellTarget } from './tell-target.ts'

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
  { owner: { platform, user } }: Pick<Digest, 'owner'>,
  notice: Notice,
  telling: Omit<Telling, 'worthSeconds'>,
): Promise<void> {
  const target = { type: 'person', platform, user } as const
  await tellTarget(target, notice, { ...telling, worthSeconds: WORTH_SECONDS })
}
