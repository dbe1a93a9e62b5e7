import type { ClaimedPart, SendOutcome } from '../../src/core/delivery.ts'
import { type SlackApi, SlackFault } from './api.ts'
import { outcomeOf } from './outcome.ts'
import { openDirect } from './post.ts'

/** Words by which Slack says that there is nothing to take back any more. */
const GONE = /^(message_not_found|file_not_found|file_deleted|channel_not_found)$/

/** Deletes a message or a file of the bot's own. Never rejects. */
export async function retractPart(
  { place }: Pick<ClaimedPart, 'place'>,
  reference: string,
  api: SlackApi,
): Promise<SendOutcome> {
  try {
    if (/^F/.test(reference)) await api.call('files.delete', { file: reference })
    else {
      const channel = /^[UW]/.test(place) ? await openDirect(place, api) : place
      await api.call('chat.delete', { channel, ts: reference })
    }
  } catch (error) {
    const isGone =
      error instanceof SlackFault && error.fault.type === 'refused' && GONE.test(error.fault.reason)
    if (!isGone) return outcomeOf(error)
  }
  return { type: 'sent', reference }
}
