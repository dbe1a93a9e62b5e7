import type { EpochSeconds } from '../core/identity.ts'
import type { Reply } from '../core/reply.ts'

/** Answers that were given a moment ago, the least recently used dropped first. */
export interface AnswerCache {
  get(key: string, now: EpochSeconds): Reply | undefined
  set(key: string, reply: Reply, now: EpochSeconds): void
}

/** Returns an empty cache of at most `size` answers, each good for `seconds`. */
export function createAnswerCache(size: number, seconds: number): AnswerCache {
  const answers = new Map<string, { reply: Reply; at: EpochSeconds }>()
  return {
    get(key, now) {
      const answer = answers.get(key)
      if (!answer) return undefined
      answers.delete(key)
      if (now < answer.at || now - answer.at >= seconds) return undefined
      answers.set(key, answer)
      return answer.reply
    },
    set(key, reply, now) {
      answers.delete(key)
      answers.set(key, { reply, at: now })
      for (const oldest of answers.keys()) {
        if (answers.size <= size) break
        answers.delete(oldest)
      }
    },
  }
}
