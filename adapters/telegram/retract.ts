import type { ClaimedPart, SendOutcome } from '../../src/core/delivery.ts'
import { type Client, within } from './client.ts'
import { faultOf } from './fault.ts'
import type { Flood } from './flood.ts'

/** What Telegram says of a message that is gone. */
const GONE = /message to delete not found|message identifier/i

/** Deletes a message of the bot's own; Telegram allows it for two days. Never rejects. */
export async function retractMessage(
  { place }: Pick<ClaimedPart, 'place'>,
  reference: string,
  { client, flood }: { readonly client: Client; readonly flood: Flood },
): Promise<SendOutcome> {
  try {
    await client.deleteMessage({ chat_id: place, message_id: Number(reference) }, within())
  } catch (error) {
    if (error instanceof Error && GONE.test(error.message)) return { type: 'sent', reference }
    const fault = faultOf(error)
    if (fault.kind !== 'outcome') {
      return { type: 'undeliverable', reason: 'expired', detail: fault.kind }
    }
    const { outcome } = fault
    if (outcome.type !== 'rate-limited') return outcome
    return { ...outcome, scope: flood.limited(place, outcome.retryAfterSeconds) }
  }
  return { type: 'sent', reference }
}
