import type { Logger } from '../core/adapter.ts'
import type { ButtonLine, ChatAdapter, OutgoingPart } from '../core/delivery.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Store } from '../core/store.ts'
import type { Translate } from '../language/translate.ts'
import { translator } from '../language/translate.ts'
import { detailsOf } from './parts.ts'

/** Seconds for which a notice to the operator is worth sending. */
const NOTICE_SECONDS = 3 * 86_400

/** Tells the admins, each once for each incident, on the platforms where they are and the bot runs. */
export async function tellAdmins(
  parts: {
    readonly store: Store
    readonly log: Logger
    readonly adapters: readonly ChatAdapter[]
    readonly now: EpochSeconds
  },
  /** Stable for the incident. */
  incident: string,
  say: (translate: Translate) => string,
): Promise<void> {
  const { store, log, adapters, now } = parts
  const notices: { parts: OutgoingPart[]; buttons: ButtonLine[] } = { parts: [], buttons: [] }
  try {
    for (const workspace of await store.workspaces()) {
      const locale = workspace.locale
      const text = say(translator(locale))
      for (const { platform, user, role } of await store.access.accounts(workspace.id)) {
        const adapter = adapters.find(({ name }) => name === platform)
        if (role !== 'admin' || !adapter) continue
        const { parts: made, buttons } = adapter.encode(
          { kind: 'notice', level: 'error', locale, text: [{ text }], actions: [] },
          { type: 'person', user },
          {
            now,
            locale,
            audience: 'caller',
            keyPrefix: `o:${platform}:${user}:${incident}`,
            giveUpAt: (now + NOTICE_SECONDS) as EpochSeconds,
          },
        )
        notices.parts.push(...made)
        notices.buttons.push(...buttons)
      }
    }
    if (notices.parts.length > 0) await store.delivery.enqueue(notices.parts, notices.buttons)
  } catch (error) {
    log.error('operator-not-told', { incident, error: detailsOf(error) })
  }
}
