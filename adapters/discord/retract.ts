import { Routes } from 'discord-api-types/v10'
import type { SendOutcome } from '../../src/core/delivery.ts'
import type { Calls } from './calls.ts'
import { limits } from './limits.ts'
import { isGone, outcomeOf } from './outcome.ts'

/** Deletes a message of the bot's own, named as `channel/message`. Never rejects. */
export async function retractMessage(calls: Calls, reference: string): Promise<SendOutcome> {
  const [channel = '', message = ''] = reference.split('/')
  try {
    await calls.bot.delete(Routes.channelMessage(channel, message), {
      signal: AbortSignal.timeout(limits.callMilliseconds),
    })
  } catch (error) {
    if (!isGone(error)) return outcomeOf(error)
  }
  return { type: 'sent', reference }
}
