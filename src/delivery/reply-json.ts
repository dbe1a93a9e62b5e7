import type { Locale } from '../core/locale.ts'
import type { Reply } from '../core/reply.ts'

/** A reply with what is needed to say it again elsewhere. */
export interface KeptReply {
  readonly reply: Reply
  readonly locale: Locale
  readonly audience: 'caller' | 'channel'
}

const INFINITIES: Readonly<Record<string, number>> = {
  '+': Number.POSITIVE_INFINITY,
  '-': Number.NEGATIVE_INFINITY,
}

/** Returns a reply as JSON; an infinity, which JSON does not know, is written as `{"infinity":"+"}`. */
export function replyToJson(kept: KeptReply): string {
  return JSON.stringify(kept, (_key, value: unknown) =>
    value === Number.POSITIVE_INFINITY
      ? { infinity: '+' }
      : value === Number.NEGATIVE_INFINITY
        ? { infinity: '-' }
        : value,
  )
}

/** Returns the reply that {@link replyToJson} wrote. */
export function replyFromJson(json: string): KeptReply {
  return JSON.parse(json, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'infinity' in value
      ? INFINITIES[String(value.infinity)]
      : value,
  ) as KeptReply
}
