import type { RepliedMessage } from './events.ts'

const MOST_MESSAGES = 2000
const KEPT_MILLISECONDS = 86_400_000

/** What was written lately in chats where a reaction logs. */
export interface Recent {
  remember(chat: number, message: RepliedMessage): void
  find(chat: number, message: number): RepliedMessage | undefined
}

/**
 * Returns a memory of messages: Telegram tells of a reaction without the message. It holds a day
 * at most and is written nowhere, so that it ends with the process.
 */
export function createRecent(now: () => number): Recent {
  const kept = new Map<string, { readonly message: RepliedMessage; readonly until: number }>()

  function forgetOld(): void {
    for (const [key, { until }] of kept) {
      if (until > now() && kept.size <= MOST_MESSAGES) return
      kept.delete(key)
    }
  }

  return {
    remember(chat, message) {
      const key = `${chat} ${message.id}`
      kept.delete(key)
      kept.set(key, { message, until: now() + KEPT_MILLISECONDS })
      forgetOld()
    },
    find(chat, message) {
      forgetOld()
      return kept.get(`${chat} ${message}`)?.message
    },
  }
}
