import { isCapturing, plainEmoji } from '../../src/core/capture.ts'
import type { SlackApi } from './api.ts'
import { SlackFault } from './api.ts'
import type { Decoder } from './decode.ts'
import type { Intake } from './intake-kinds.ts'
import { type Json, list, record, text } from './json.ts'
import { isUnauthorised } from './outcome.ts'
import { BLANK_EVENT, type PointedAt, type StoredEvent } from './stored-event.ts'
import type { Reception } from './transport.ts'
import { readWords } from './words.ts'

const IGNORED: Intake = { type: 'ignored' }

/** Reads a reaction that was put on a message or taken away; those on the bot's own words ask for nothing. */
export function readReaction(body: Json, bot: string | null): Intake {
  const event = record(body['event'])
  const item = record(event['item'])
  const [id, user] = [text(body['event_id']), text(event['user'])]
  const [emoji, at] = [text(event['reaction']), text(event['event_ts'])]
  const [channel, ts] = [text(item['channel']), text(item['ts'])]
  if (text(item['type']) !== 'message' || !id || !user || !emoji || !at) return IGNORED
  if (!channel || !ts || user === bot || text(event['item_user']) === bot) return IGNORED
  return {
    type: 'event',
    id,
    trigger: null,
    event: {
      ...BLANK_EVENT,
      kind: 'reaction',
      line: 'log',
      user,
      channel,
      at: Math.floor(Number(at)),
      shared: body['is_ext_shared_channel'] === true,
      reaction: {
        emoji: plainEmoji(emoji),
        change: text(event['type']) === 'reaction_added' ? 'added' : 'removed',
        message: ts,
      },
    },
  }
}

/** Returns whether a reaction is in a channel that opted in. Rejects where that cannot be told. */
export async function isWanted(
  { channel, reaction }: Pick<StoredEvent, 'channel' | 'reaction'>,
  { decoder, host }: Pick<Reception, 'decoder' | 'host'>,
): Promise<boolean> {
  if (!reaction) return true
  const place = { platform: 'slack', community: decoder.team, channel }
  return isCapturing((await host.captures?.('slack')) ?? [], place, reaction.emoji)
}

/** Returns the message that a reaction was put on; undefined where it is gone or cannot be read. */
export async function reactedMessage(
  { channel, reaction }: StoredEvent,
  { api }: Pick<Decoder, 'api'>,
): Promise<PointedAt | undefined> {
  if (reaction?.change !== 'added') return undefined
  const ts = reaction.message
  const found = (await messagesAt(channel, ts, api)).find((each) => text(each['ts']) === ts)
  if (!found) return undefined
  return {
    ts,
    text: readWords(text(found['text']) ?? ''),
    user: text(found['user']) ?? text(found['bot_id']) ?? '',
    thread: text(found['thread_ts']),
  }
}

/** Slack tells replies by the thread alone, and takes the reply's own time for it. */
async function messagesAt(channel: string, ts: string, api: SlackApi): Promise<readonly Json[]> {
  const question = { channel, ts, latest: ts, oldest: ts, inclusive: true, limit: 1 }
  try {
    const answer = await api.call('conversations.replies', question, 'step')
    return list(answer['messages']).map(record)
  } catch (error) {
    const refused = error instanceof SlackFault && error.fault.type === 'refused'
    if (refused && !isUnauthorised(error)) return []
    throw error
  }
}
