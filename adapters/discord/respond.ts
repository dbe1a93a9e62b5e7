import type { Logger } from '../../src/core/adapter.ts'
import type { Locale } from '../../src/core/locale.ts'
import { type MessageKey, translator } from '../../src/language/translate.ts'
import { EPHEMERAL } from './bits.ts'
import type { Calls } from './calls.ts'
import { localeOf } from './decode.ts'
import type { Interaction } from './interaction.ts'
import { limits } from './limits.ts'
import { escapeMarkdown } from './markdown.ts'
import { isAcknowledged, isExpired, outcomeOf } from './outcome.ts'
import { COLOURS } from './render-frame.ts'

/** Types of a first response: https://discord.com/developers/docs/interactions/receiving-and-responding */
export const RESPONSE = { reply: 4, deferReply: 5, deferUpdate: 6, choices: 8, modal: 9 } as const
/** Before a lost response is sent again; twice as long each time. */
const FIRST_PAUSE_MILLISECONDS = 50

type Body = Readonly<Record<string, unknown>>

export interface Responder {
  /**
   * Sends the first response to an interaction, again where it was lost and there is time.
   * False where Discord takes none any more. That someone else acknowledged it is as good.
   */
  respond(interaction: Interaction, body: Body, arrived: number): Promise<boolean>
  /** Tells the caller alone something that is no answer. */
  say(interaction: Interaction, key: MessageKey, arrived: number): Promise<boolean>
}

/** Returns an error as the log may hold it. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

/** Returns a message of embeds that mentions nobody. */
export function plainMessage(embeds: readonly object[], components: readonly object[] = []): Body {
  return { embeds, components, allowed_mentions: { parse: [], replied_user: false } }
}

/** Returns a sentence of the bot's own as a message, in the language of the person's Discord. */
export function sentence(interaction: Pick<Interaction, 'locale'>, key: MessageKey): Body {
  const locale: Locale = localeOf(interaction.locale ?? null) ?? 'en'
  const description = escapeMarkdown(translator(locale)(key))
  return plainMessage([{ description, color: COLOURS.error }])
}

/** Returns how many milliseconds Discord asks to wait. */
function waitOf(error: unknown): number {
  const outcome = outcomeOf(error)
  return outcome.type === 'rate-limited' ? outcome.retryAfterSeconds * 1000 : 0
}

/** Another attempt would be refused, too. */
function isFinal(error: unknown): boolean {
  if (isExpired(error)) return true
  const status = (error as { readonly status?: unknown } | null)?.status
  return typeof status === 'number' && status >= 400 && status < 500 && status !== 429
}

/** Returns what responds to interactions within the time that Discord gives. */
export function createResponder(
  calls: Pick<Calls, 'respond'>,
  log: Logger,
  now: () => number,
): Responder {
  async function respond(
    { id, token }: Interaction,
    body: Body,
    arrived: number,
  ): Promise<boolean> {
    for (let pause = FIRST_PAUSE_MILLISECONDS; ; pause *= 2) {
      const left = limits.acknowledgeMilliseconds - (now() - arrived)
      const attempt = Math.max(1, Math.min(limits.attemptMilliseconds, left))
      try {
        await calls.respond(id, token, body, attempt)
        return true
      } catch (error) {
        if (isAcknowledged(error)) return true
        const wait = Math.max(pause, waitOf(error))
        const isOver = now() - arrived + wait >= limits.acknowledgeMilliseconds
        if (isOver || isFinal(error)) {
          log.warn('discord-not-acknowledged', { interaction: id, error: reasonOf(error) })
          return false
        }
        await new Promise((done) => setTimeout(done, wait))
      }
    }
  }

  return {
    respond,
    say: (interaction, key, arrived) => {
      const data = { flags: EPHEMERAL, ...sentence(interaction, key) }
      return respond(interaction, { type: RESPONSE.reply, data }, arrived)
    },
  }
}
