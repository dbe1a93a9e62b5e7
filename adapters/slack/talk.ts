import type { EpochSeconds } from '../../src/core/identity.ts'
import { permalink } from './decode.ts'
import { PLAIN_SUBTYPES } from './intake.ts'
import { isRecord, record, text } from './json.ts'
import type { Reception } from './transport.ts'
import { readWords } from './words.ts'

/**
 * Hands over what people write in channels to nobody in particular: no words of bots, no
 * edits, nothing said to the bot. False where it could not be kept: Slack sends it again.
 */
export async function hearTalk(
  body: unknown,
  { bot, decoder, host }: Pick<Reception, 'bot' | 'decoder' | 'host'>,
): Promise<boolean> {
  const event = record(isRecord(body) ? body['event'] : undefined)
  const [channel, user, ts, said] = ['channel', 'user', 'ts', 'text'].map((key) => text(event[key]))
  const isTalk =
    text(event['type']) === 'message' &&
    ['channel', 'group'].includes(text(event['channel_type']) ?? '') &&
    PLAIN_SUBTYPES.includes(text(event['subtype'])) &&
    text(event['bot_id']) === null
  if (!host.hear || !isTalk || !channel || !user || !ts || !said) return true
  if (user === bot || said.includes(`<@${bot}>`)) return true
  try {
    await host.hear({
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
    return true
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'error'
    host.log.warn('talk-not-heard', { platform: 'slack', error: reason })
    return false
  }
}
