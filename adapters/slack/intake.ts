import { createHash } from 'node:crypto'
import { platformTraits } from '../../src/core/platforms.ts'
import { readButton } from './button-value.ts'
import { tableOf } from './files.ts'
import { readForm } from './form.ts'
import { isRecord, type Json, list, record, text } from './json.ts'
import { limits } from './limits.ts'
import { type NamesAccounts, readLine } from './line.ts'
import { readReaction } from './reaction.ts'
import { BLANK_EVENT, type StoredEvent } from './stored-event.ts'
import { readWords } from './words.ts'

/** What one thing that Slack sent asks for. */
export type Intake =
  | {
      readonly type: 'event'
      /** Slack's own id: the same is never answered twice. */
      readonly id: string
      readonly event: StoredEvent
      /** With which a form can be opened, for three seconds. */
      readonly trigger: string | null
    }
  /** The app was taken away, or its token. */
  | { readonly type: 'revoked' }
  /** Nothing that concerns the bot. */
  | { readonly type: 'ignored' }

const IGNORED: Intake = { type: 'ignored' }

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

function hashed(...parts: readonly (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}

function answerable(url: string | null, now: number) {
  return { responseUrl: url, responseUntil: url === null ? null : now + limits.responseSeconds }
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

function personOf(body: Json): Pick<StoredEvent, 'user' | 'userName' | 'userTeam'> | null {
  const person = record(body['user'])
  const user = text(person['id'])
  if (!user) return null
  return {
    user,
    userName: text(person['username']) ?? text(person['name']) ?? '',
    userTeam: text(person['team_id']),
  }
}

function readAction(body: Json, now: number): Intake {
  const action = record(list(body['actions'])[0])
  const container = record(body['container'])
  const person = personOf(body)
  const press = readButton(text(action['value']) ?? '')
  const channel = text(record(body['channel'])['id']) ?? text(container['channel_id'])
  const ts = text(container['message_ts'])
  const trigger = text(body['trigger_id'])
  if (!press || !person || !channel || !ts) return IGNORED
  return {
    type: 'event',
    id: hashed(trigger, text(action['action_ts']), text(action['action_id']), person.user, ts),
    trigger,
    event: {
      ...BLANK_EVENT,
      ...person,
      ...press,
      kind: 'button',
      channel,
      channelName: text(record(body['channel'])['name']),
      thread: text(container['thread_ts']) ?? text(record(body['message'])['thread_ts']),
      at: now,
      edit: press.share ? null : { ts, ephemeral: container['is_ephemeral'] === true },
      ...answerable(text(body['response_url']), now),
    },
  }
}

function readShortcut(body: Json, now: number): Intake {
  const person = personOf(body)
  const message = record(body['message'])
  const channel = text(record(body['channel'])['id'])
  const ts = text(body['message_ts']) ?? text(message['ts'])
  const command = text(body['callback_id'])
  const trigger = text(body['trigger_id'])
  if (!person || !channel || !ts || !command) return IGNORED
  return {
    type: 'event',
    id: hashed(trigger, text(body['action_ts']), person.user, ts, command),
    trigger,
    event: {
      ...BLANK_EVENT,
      ...person,
      kind: 'shortcut',
      line: command,
      channel,
      channelName: text(record(body['channel'])['name']),
      thread: text(message['thread_ts']),
      at: now,
      ...answerable(text(body['response_url']), now),
      pointed: {
        ts,
        text: readWords(text(message['text']) ?? ''),
        user: text(message['user']) ?? text(message['bot_id']) ?? '',
        thread: text(message['thread_ts']),
      },
    },
  }
}

function readSubmission(body: Json, now: number): Intake {
  const person = personOf(body)
  const view = record(body['view'])
  const form = readForm(view)
  if (!person || !form) return IGNORED
  return {
    type: 'event',
    id: hashed('view', text(view['id']), text(view['hash']), person.user),
    trigger: null,
    event: {
      ...BLANK_EVENT,
      ...person,
      kind: 'submission',
      line: form.line,
      channel: form.channel ?? person.user,
      thread: form.thread,
      at: now,
      responseUrl: form.responseUrl,
      responseUntil: form.responseUntil,
      pointed: form.pointed,
    },
  }
}
