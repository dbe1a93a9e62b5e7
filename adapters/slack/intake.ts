import { platformTraits } from '../../src/core/platforms.ts'
import { tableOf } from './files.ts'
import { answerable, hashed, IGNORED, type Intake } from './intake-kinds.ts'
import { isRecord, type Json, list, record, text } from './json.ts'
import { type NamesAccounts, readLine } from './line.ts'
import { readAction, readShortcut, readSubmission } from './pressed.ts'
import { readReaction } from './reaction.ts'
import { BLANK_EVENT } from './stored-event.ts'

/** The umbrella command, and what may lead the name of any command. */
export const UMBRELLA = platformTraits('slack').umbrella ?? ''

/** Reads what Slack sent, by whichever transport. Never throws: what it does not know is ignored. */
export function readIntake(
  body: unknown,
  now: number,
  bot: string | null,
  namesAccounts: NamesAccounts = () => false,
): Intake {
  if (!isRecord(body)) return IGNORED
  if (text(body['command']) !== null) return readSlash(body, now, namesAccounts)
  switch (text(body['type'])) {
    case 'event_callback':
      return readEvent(body, bot, namesAccounts)
    case 'block_actions':
      return readAction(body, now)
    case 'message_action':
      return readShortcut(body, now)
    case 'view_submission':
      return readSubmission(body, now)
    default:
      return IGNORED
  }
}

/** Returns the line of a slash command: `/nps last-week`, `/cx nps last-week`, `/cx-nps last-week`. */
function slashLine(command: string, rest: string, namesAccounts: NamesAccounts): string {
  const name = command.replace(/^\//, '').toLowerCase()
  if (name === UMBRELLA) {
    return readLine(rest, namesAccounts).trim().replace(/^\//, '') || 'help'
  }
  const own = name.replace(new RegExp(`^${UMBRELLA}[-_]`), '')
  return readLine(`${own} ${rest}`, namesAccounts).trim()
}

function readSlash(body: Json, now: number, namesAccounts: NamesAccounts): Intake {
  const user = text(body['user_id'])
  const channel = text(body['channel_id'])
  const trigger = text(body['trigger_id'])
  if (!user || !channel) return IGNORED
  return {
    type: 'event',
    id: trigger ?? hashed(user, channel, text(body['response_url'])),
    trigger,
    event: {
      ...BLANK_EVENT,
      kind: 'slash',
      line: slashLine(text(body['command']) ?? '', text(body['text']) ?? '', namesAccounts),
      user,
      userName: text(body['user_name']) ?? '',
      userTeam: text(body['team_id']),
      channel,
      channelName: text(body['channel_name']),
      at: now,
      ...answerable(text(body['response_url']), now),
    },
  }
}

/** Only what people write themselves: no edits, no joins, no words of bots. */
export const PLAIN_SUBTYPES: readonly (string | null)[] = [null, 'file_share', 'thread_broadcast']

function readEvent(body: Json, bot: string | null, namesAccounts: NamesAccounts): Intake {
  const event = record(body['event'])
  const type = text(event['type'])
  if (type === 'app_uninstalled') return { type: 'revoked' }
  if (type === 'tokens_revoked') {
    return list(record(event['tokens'])['bot']).length > 0 ? { type: 'revoked' } : IGNORED
  }
  if (type === 'reaction_added' || type === 'reaction_removed') return readReaction(body, bot)
  const id = text(body['event_id'])
  const user = text(event['user'])
  const channel = text(event['channel'])
  const ts = text(event['ts'])
  if (!id || !user || !channel || !ts || user === bot) return IGNORED
  if (text(event['bot_id']) || !PLAIN_SUBTYPES.includes(text(event['subtype']))) return IGNORED
  const direct = type === 'message' && text(event['channel_type']) === 'im'
  if (!direct && type !== 'app_mention') return IGNORED
  const line = spokenLine(text(event['text']) ?? '', bot, namesAccounts)
  const file = tableOf(event)
  if (line === '' && direct && !file) return IGNORED
  return {
    type: 'event',
    id,
    trigger: null,
    event: {
      ...BLANK_EVENT,
      kind: direct ? 'direct' : 'mention',
      line: line === '' && !file ? 'help' : line,
      file,
      user,
      userTeam: text(event['user_team']) ?? text(event['team']),
      channel,
      thread: text(event['thread_ts']),
      at: Math.floor(Number(ts)),
      shared: body['is_ext_shared_channel'] === true,
    },
  }
}

/** Returns what was said to the bot: what follows its name, else what stands before it. */
function spokenLine(said: string, bot: string | null, namesAccounts: NamesAccounts): string {
  const [before = '', ...after] = bot === null ? [said] : said.split(`<@${bot}>`)
  const words = after.length === 0 ? before : after.join(' ').trim() || before
  return readLine(words.replace(/^[\s,:;/]+/, ''), namesAccounts)
    .replace(/\s+/g, ' ')
    .replace(/^[\s,:;/]+/, '')
    .trim()
}
