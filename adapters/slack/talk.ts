import type { EpochSeconds } from '../../src/core/identity.ts'
import type { TalkChange } from '../../src/core/listener.ts'
import { permalink } from './decode.ts'
import { PLAIN_SUBTYPES } from './intake.ts'
import { isRecord, type Json, record, text } from './json.ts'
import type { Reception } from './transport.ts'
import { readWords } from './words.ts'

type Hearing = Pick<Reception, 'bot' | 'decoder' | 'host'>

/**
 * Hands over what people write in channels, write anew and delete. False where it could not be
 * kept: Slack sends it again.
 */
export async function hearTalk(body: unknown, hearing: Hearing): Promise<boolean> {
  const event = record(isRecord(body) ? body['event'] : undefined)
  const isTalk =
    text(event['type']) === 'message' &&
    ['channel', 'group'].includes(text(event['channel_type']) ?? '')
  if (!isTalk) return true
  try {
    const change = changeOf(event, hearing)
    if (change) await hearing.host.follow?.(change)
    else await hear(event, hearing)
    return true
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'error'
    hearing.host.log.warn('talk-not-heard', { platform: 'slack', error: reason })
    return false
  }
}

/** Only what is said to nobody in particular: no words of bots, nothing said to the bot. */
async function hear(event: Json, { bot, decoder, host }: Hearing): Promise<void> {
  const [channel, user, ts, said] = ['channel', 'user', 'ts', 'text'].map((key) => text(event[key]))
  if (!PLAIN_SUBTYPES.includes(text(event['subtype'])) || text(event['bot_id']) !== null) return
  if (!channel || !user || !ts || !said || user === bot || said.includes(`<@${bot}>`)) return
  await host.hear?.({
    platform: 'slack',
    community: decoder.team,
    channel,
    thread: text(event['thread_ts']),
    id: ts,
    text: readWords(said),
    at: Math.floor(Number(ts)) as EpochSeconds,
    details: async () => ({
      author: (await decoder.facts.person(user)).name,
      url: await permalink(channel, ts, decoder.api),
    }),
  })
}

/** What is deleted with answers under it is changed into a stone over them. */
function changeOf(event: Json, { decoder }: Hearing): TalkChange | undefined {
  const [channel, subtype] = [text(event['channel']), text(event['subtype'])]
  const now = record(event['message'])
  const before = record(event['previous_message'])
  const id = text(now['ts']) ?? text(event['deleted_ts'])
  if (!channel || !id) return undefined
  const isGone = subtype === 'message_deleted' || text(now['subtype']) === 'tombstone'
  if (!isGone && subtype !== 'message_changed') return undefined
  // A link that is unfolded changes a message, too.
  if (!isGone && text(now['text']) === text(before['text'])) return undefined
  return {
    platform: 'slack',
    community: decoder.team,
    channel,
    thread: text(before['thread_ts']) ?? text(now['thread_ts']),
    id,
    text: isGone ? null : readWords(text(now['text']) ?? ''),
  }
}
