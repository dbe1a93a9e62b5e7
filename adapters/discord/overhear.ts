import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatHost } from '../../src/core/delivery.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Calls } from './calls.ts'
import type { TalkEvent } from './gateway.ts'
import { reactionEvent } from './reaction.ts'
import { reasonOf } from './respond.ts'
import { changesOf, talkOf } from './talk.ts'
import { createThreads } from './threads.ts'

/** Between attempts to store what Discord does not send again; twice as long each time. */
const FIRST_PAUSE_MILLISECONDS = 500
const MOST_ATTEMPTS = 6

export interface OverhearParts {
  readonly host: ChatHost
  readonly calls: Pick<Calls, 'channel'>
  readonly bot: () => string | null
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/**
 * Returns what takes in what people write and how they react: talk for the places that are listened
 * to, reactions for the channels that opted in. All else is forgotten at once.
 */
export function createOverhearing({ bot, calls, host, now }: OverhearParts) {
  const placeOf = createThreads(calls)

  async function hear({ data }: TalkEvent): Promise<void> {
    const message = await talkOf(data, bot(), placeOf)
    if (message) await host.hear?.(message)
  }

  async function follow({ data, type }: TalkEvent): Promise<void> {
    const changes = await changesOf(data, type === 'MESSAGE_UPDATE', placeOf)
    for (const change of changes) await host.follow?.(change)
  }

  async function react({ data, id, type }: TalkEvent): Promise<void> {
    const change = type === 'MESSAGE_REACTION_ADD' ? 'added' : 'removed'
    const captures = (await host.captures?.('discord')) ?? []
    const event = await reactionEvent(data, change, id, { bot: bot(), captures, placeOf })
    if (!event) return
    await host.receive({
      platform: 'discord',
      bot: event.application,
      externalId: id,
      receivedAt: Math.floor(now() / 1000) as EpochSeconds,
      replyBy: null,
      payload: JSON.stringify(event),
    })
  }

  function workOf({ type }: TalkEvent) {
    switch (type) {
      case 'MESSAGE_CREATE':
        return hear
      case 'MESSAGE_REACTION_ADD':
      case 'MESSAGE_REACTION_REMOVE':
        return react
      default:
        return follow
    }
  }

  return {
    /** Resolves when what is to be kept is stored, or cannot be. Never rejects. */
    async take(event: TalkEvent): Promise<void> {
      const work = workOf(event)
      for (let attempt = 1; ; attempt += 1) {
        try {
          await work(event)
          return
        } catch (error) {
          host.log.warn('discord-talk-not-taken', { attempt, error: reasonOf(error) })
        }
        if (attempt === MOST_ATTEMPTS) return
        await sleep(FIRST_PAUSE_MILLISECONDS * 2 ** (attempt - 1), undefined, { ref: false })
      }
    },
  }
}
