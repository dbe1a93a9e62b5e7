import { GrammyError } from 'grammy'
import type { Update } from 'grammy/types'
import { type Client, within } from './client.ts'
import { codeOf, faultOf } from './fault.ts'
import { limits } from './limits.ts'

/** What Telegram is asked to send: all that people can ask with, and how they react. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'message_reaction',
] as const

const SHORTEST_PAUSE = 1000
const LONGEST_PAUSE = 60_000
/** A poll takes at least this long, even where the server holds none open. */
const LEAST_POLL_MILLISECONDS = 100
/** How often a process that may not poll asks whether it may. */
const STANDBY_MILLISECONDS = 1000
/** Above the time that a poll is held, for the answer to come back. */
const ANSWER_MILLISECONDS = 10_000

export interface PollParts {
  readonly client: Client
  /** Resolves once the update is stored; rejects where it could not be. */
  readonly take: (update: Update) => Promise<void>
  readonly mayPoll: () => Promise<boolean>
  readonly pollSeconds: number
  /** Ends the loop and the poll that is under way. */
  readonly ends: AbortSignal
  /** Told after each poll; null where all is well. */
  readonly told: (trouble: { readonly kind: PollTrouble; readonly detail: string } | null) => void
}

export type PollTrouble = 'conflict' | 'unauthorised' | 'storage' | 'network'

/**
 * Asks for updates until it is ended or the token no longer holds. An update is
 * confirmed by the call after the one that brought it, once it was stored. Ids may jump
 * to anything after a quiet week, so no number is kept longer than it takes to confirm.
 */
export async function poll(parts: PollParts): Promise<void> {
  const { client, ends, mayPoll, pollSeconds, take, told } = parts
  let offset: number | undefined
  let failures = 0

  /** Returns whether polling goes on. */
  async function trouble(kind: PollTrouble, detail: string, wait?: number): Promise<boolean> {
    told({ kind, detail })
    if (kind === 'unauthorised') return false
    const pause = wait ?? Math.min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** Math.min(failures, 6))
    failures += 1
    await sleep(pause, ends)
    return true
  }

  async function round(): Promise<boolean> {
    if (!(await mayPoll())) {
      told(null)
      await sleep(STANDBY_MILLISECONDS, ends)
      return true
    }
    const timeout = offset === undefined ? pollSeconds : 0
    const began = performance.now()
    const updates = await client.getUpdates(
      {
        ...(offset === undefined ? {} : { offset }),
        timeout,
        limit: limits.updates,
        allowed_updates: ALLOWED_UPDATES,
      },
      within(timeout * 1000 + ANSWER_MILLISECONDS, ends),
    )
    failures = 0
    told(null)
    if (updates.length === 0 && timeout > 0) {
      await sleep(LEAST_POLL_MILLISECONDS - (performance.now() - began), ends)
    }
    offset = undefined
    // Taken together they share a commit; they are confirmed up to the first that was not stored.
    const taken = await Promise.allSettled(updates.map(take))
    const lost = taken.findIndex(({ status }) => status === 'rejected')
    const last = updates[(lost === -1 ? updates.length : lost) - 1]
    if (last) offset = last.update_id + 1
    return lost === -1 || trouble('storage', 'an update could not be stored')
  }

  while (!ends.aborted) {
    try {
      if (!(await round())) return
    } catch (error) {
      if (ends.aborted) return
      const fault = faultOf(error)
      const outcome = fault.kind === 'outcome' ? fault.outcome : null
      const kind: PollTrouble =
        error instanceof GrammyError && error.error_code === 409
          ? 'conflict'
          : outcome?.type === 'unauthorised'
            ? 'unauthorised'
            : 'network'
      const wait = outcome?.type === 'rate-limited' ? outcome.retryAfterSeconds * 1000 : undefined
      const detail = outcome && 'detail' in outcome ? outcome.detail : codeOf(error)
      if (!(await trouble(kind, detail, wait))) return
    }
  }
}

/** Resolves after a time, or at once when the signal ends it. */
export function sleep(milliseconds: number, ends: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (ends.aborted) return resolve()
    const finish = (): void => {
      clearTimeout(timer)
      ends.removeEventListener('abort', finish)
      resolve()
    }
    const timer = setTimeout(finish, milliseconds)
    ends.addEventListener('abort', finish, { once: true })
  })
}
