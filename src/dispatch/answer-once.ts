import type { AdapterHost } from '../core/adapter.ts'
import { changesSomething } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Store } from '../core/store.ts'
import type { DispatchHost } from './host-parts.ts'

/** How long it is known that a line was carried out. */
const EFFECT_SECONDS = 7 * 86_400

/**
 * Returns the host for adapters that have no inbox: what a line writes and the note that its
 * event had its effect are one transaction, so that the same event sent again, even to
 * another process, changes nothing more and says so.
 */
export function answersOnce(
  host: AdapterHost & Pick<DispatchHost, 'answerOn' | 'refuse' | 'commandOf'>,
  { store, clock }: { readonly store: Store; readonly clock: () => EpochSeconds },
): AdapterHost {
  return {
    ...host,
    async answer(invocation) {
      const { eventId, platform, text } = invocation
      const command = host.commandOf(text)
      if (!command || !changesSomething(command, text)) return await host.answer(invocation)
      try {
        return await store.atomically(async (inner) => {
          const now = clock()
          const forgetAt = (now + EFFECT_SECONDS) as EpochSeconds
          if (!(await inner.effects.take(platform, eventId, now, forgetAt))) {
            throw new UserError('errors.doneBefore')
          }
          return await host.answerOn(inner, invocation)
        })
      } catch (error) {
        return await host.refuse(error, invocation)
      }
    },
  }
}
