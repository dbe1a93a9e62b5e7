import { readButton } from './button-value.ts'
import { readForm } from './form.ts'
import { answerable, hashed, IGNORED, type Intake } from './intake-kinds.ts'
import { type Json, list, record, text } from './json.ts'
import { BLANK_EVENT, type StoredEvent } from './stored-event.ts'
import { readWords } from './words.ts'

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

/** Reads a press on a button. */
export function readAction(body: Json, now: number): Intake {
  const action = record(list(body['actions'])[0])
  const container = record(body['container'])
  const place = record(body['channel'])
  const person = personOf(body)
  const press = readButton(text(action['value']) ?? '')
  const channel = text(place['id']) ?? text(container['channel_id'])
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
      channelName: text(place['name']),
      thread: text(container['thread_ts']) ?? text(record(body['message'])['thread_ts']),
      at: now,
      edit: press.share ? null : { ts, ephemeral: container['is_ephemeral'] === true },
      ...answerable(text(body['response_url']), now),
    },
  }
}

/** Reads a command that was given on a message. */
export function readShortcut(body: Json, now: number): Intake {
  const place = record(body['channel'])
  const person = personOf(body)
  const message = record(body['message'])
  const channel = text(place['id'])
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
      channelName: text(place['name']),
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

/** Reads a form that was submitted. */
export function readSubmission(body: Json, now: number): Intake {
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
