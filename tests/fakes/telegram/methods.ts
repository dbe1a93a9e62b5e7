import type { Body } from './body.ts'
import { type Entity, parseHtml } from './html.ts'
import {
  type FakeButton,
  type FakeChat,
  type FakeMessage,
  type FakeUser,
  Refusal,
} from './world.ts'

export interface World {
  /** What people sent, by the ids of the files. */
  readonly files: Map<string, Buffer>
  readonly bot: FakeUser
  readonly users: Map<number, FakeUser>
  readonly chats: Map<number, FakeChat>
  readonly messages: FakeMessage[]
  readonly callbacks: Map<string, { answered: boolean; text: string | null }>
  readonly menus: Map<string, unknown>
  webhook: { readonly url: string; readonly secret: string } | null
  nextMessage: number
}

type Fields = Readonly<Record<string, unknown>>

const refuse = (description: string, code = 400): never => {
  throw new Refusal(code, description)
}

function chatOf(world: World, fields: Fields): FakeChat {
  const chat = world.chats.get(Number(fields['chat_id']))
  if (!chat) return refuse('Bad Request: chat not found')
  if (chat.movedTo !== null) {
    throw new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: chat.movedTo,
    })
  }
  if (chat.type === 'private') {
    if (chat.blocked) return refuse('Forbidden: bot was blocked by the user', 403)
    if (!chat.open) return refuse("Forbidden: bot can't initiate conversation with a user", 403)
  } else if (['left', 'kicked'].includes(chat.members.get(world.bot.id) ?? 'left')) {
    return refuse(`Forbidden: bot was kicked from the ${chat.type} chat`, 403)
  }
  return chat
}

function topicOf(chat: FakeChat, fields: Fields): number | null {
  const topic = fields['message_thread_id']
  if (topic === undefined) return null
  if (!chat.topics.has(Number(topic))) return refuse('Bad Request: message thread not found')
  return Number(topic)
}

/** Returns the words as people read them, within the limit that counts after parsing. */
function words(
  value: unknown,
  mode: unknown,
  most: number,
  what: 'text' | 'caption',
): { text: string; entities: readonly Entity[] } {
  if (mode !== undefined && mode !== 'HTML') return refuse('Bad Request: unsupported parse_mode')
  const source = String(value ?? '')
  let parsed: { text: string; entities: readonly Entity[] }
  try {
    parsed = mode === 'HTML' ? parseHtml(source) : { text: source, entities: [] }
  } catch (error) {
    const detail = error instanceof Error ? error.message : ''
    return refuse(`Bad Request: can't parse entities: ${detail}`)
  }
  if (parsed.entities.length > 100) return refuse('Bad Request: too many entities')
  if (parsed.text.length > most) return refuse(`Bad Request: message ${what} is too long`)
  if (what === 'text' && /^[\s\p{C}]*$/u.test(parsed.text)) {
    return refuse('Bad Request: message text is empty')
  }
  return parsed
}

function keyboardOf(markup: unknown): FakeMessage['keyboard'] {
  const rows = (markup as { inline_keyboard?: readonly (readonly FakeButton[])[] } | undefined)
    ?.inline_keyboard
  for (const button of (rows ?? []).flat()) {
    if (button.text.trim() === '') return refuse('Bad Request: text buttons are empty')
    const kinds = [button.callback_data, button.url].filter((each) => each !== undefined)
    if (kinds.length !== 1) return refuse('Bad Request: a button does one thing')
    const size = Buffer.byteLength(button.callback_data ?? 'x')
    if (size < 1 || size > 64) return refuse('Bad Request: BUTTON_DATA_INVALID')
    if (button.url !== undefined && !/^https:\/\/t\.me\/\w+\?start=[\w-]{1,64}$/.test(button.url)) {
      return refuse('Bad Request: BUTTON_URL_INVALID')
    }
  }
  return rows ?? []
}

function own(world: World, chat: FakeChat, fields: Fields): FakeMessage {
  const found = world.messages.find(
    ({ chat: place, deleted, id }) =>
      place === chat.id && id === Number(fields['message_id']) && !deleted,
  )
  if (!found) return refuse('Bad Request: message to edit not found')
  if (found.from !== world.bot.id || found.forceReply) {
    return refuse("Bad Request: message can't be edited")
  }
  return found
}

/** Returns a message as the API shows it. */
export function shown(world: World, message: FakeMessage): Record<string, unknown> {
  const chat = world.chats.get(message.chat)
  const {
    topics: _,
    members: __,
    open: ___,
    blocked: ____,
    movedTo: _____,
    ...facts
  } = chat ?? {
    topics: 0,
    members: 0,
    open: 0,
    blocked: 0,
    movedTo: 0,
  }
  return {
    message_id: message.id,
    date: 1_795_000_000,
    chat: facts,
    from: world.users.get(message.from),
    ...(message.topic === null ? {} : { message_thread_id: message.topic, is_topic_message: true }),
    ...(message.media
      ? {
          caption: message.media.caption,
          caption_entities: message.entities,
          ...(message.media.type === 'photo'
            ? { photo: [{ file_id: 'p', file_unique_id: 'p', width: 1, height: 1 }] }
            : { document: { file_id: 'd', file_unique_id: 'd', file_name: message.media.name } }),
        }
      : { text: message.text, entities: message.entities }),
    ...(message.keyboard.length === 0
      ? {}
      : { reply_markup: { inline_keyboard: message.keyboard } }),
  }
}

function uploaded(media: Fields, { files }: Body): NonNullable<FakeMessage['media']> {
  const name = String(media['media']).replace(/^attach:\/\//, '')
  const file = files.get(name)
  if (!file || file.bytes.length === 0) return refuse('Bad Request: file must be non-empty')
  const type = media['type']
  if (type !== 'photo' && type !== 'document') return refuse('Bad Request: MEDIA_INVALID')
  if (type === 'photo') {
    const width = file.bytes.length > 24 ? file.bytes.readUInt32BE(16) : 0
    const height = file.bytes.length > 24 ? file.bytes.readUInt32BE(20) : 0
    const flat = Math.max(width / height, height / width) > 20
    if (file.bytes.toString('latin1', 1, 4) !== 'PNG' || width + height > 10_000 || flat) {
      return refuse('Bad Request: PHOTO_INVALID_DIMENSIONS')
    }
    if (file.bytes.length > 10_000_000) return refuse('Bad Request: file is too big')
  }
  return { type, name: file.name, bytes: file.bytes, caption: '' }
}

/** The methods that change or tell something of chats, by name. */
export const METHODS: Readonly<Record<string, (world: World, body: Body) => unknown>> = {
  getMe: (world) => ({ ...world.bot, can_join_groups: true, can_read_all_group_messages: false }),
  sendChatAction(world, { fields }) {
    topicOf(chatOf(world, fields), fields)
    return true
  },
  sendMessage(world, { fields }) {
    const chat = chatOf(world, fields)
    const topic = topicOf(chat, fields)
    const markup = fields['reply_markup'] as Record<string, unknown> | undefined
    const { text, entities } = words(fields['text'], fields['parse_mode'], 4096, 'text')
    const reply = fields['reply_parameters'] as Record<string, unknown> | undefined
    const message: FakeMessage = {
      id: world.nextMessage,
      chat: chat.id,
      from: world.bot.id,
      topic,
      replyTo: reply ? Number(reply['message_id']) : null,
      silent: fields['disable_notification'] === true,
      forceReply: markup?.['force_reply'] === true,
      text,
      entities,
      media: null,
      source: String(fields['text']),
      keyboard: keyboardOf(markup),
      edits: 0,
      deleted: false,
    }
    world.nextMessage += 1
    world.messages.push(message)
    return shown(world, message)
  },
  editMessageText(world, { fields }) {
    const message = own(world, chatOf(world, fields), fields)
    if (message.media) return refuse('Bad Request: there is no text in the message to edit')
    const { text, entities } = words(fields['text'], fields['parse_mode'], 4096, 'text')
    const keyboard = keyboardOf(fields['reply_markup'])
    const same =
      JSON.stringify([text, entities, keyboard]) ===
      JSON.stringify([message.text, message.entities, message.keyboard])
    if (same) {
      return refuse(
        'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      )
    }
    Object.assign(message, { text, entities, keyboard, source: String(fields['text']) })
    message.edits += 1
    return shown(world, message)
  },
  editMessageMedia(world, body) {
    const { fields } = body
    const message = own(world, chatOf(world, fields), fields)
    const media = fields['media'] as Record<string, unknown>
    const { text, entities } = words(media['caption'], media['parse_mode'], 1024, 'caption')
    const file = { ...uploaded(media, body), caption: text }
    Object.assign(message, {
      text: null,
      media: file,
      entities,
      keyboard: keyboardOf(fields['reply_markup']),
      source: String(media['caption'] ?? ''),
    })
    message.edits += 1
    return shown(world, message)
  },
  deleteMessage(world, { fields }) {
    own(world, chatOf(world, fields), fields).deleted = true
    return true
  },
  answerCallbackQuery(world, { fields }) {
    const callback = world.callbacks.get(String(fields['callback_query_id']))
    if (!callback || callback.answered) {
      return refuse(
        'Bad Request: query is too old and response timeout expired or query ID is invalid',
      )
    }
    const text = fields['text'] === undefined ? null : String(fields['text'])
    if (text !== null && text.length > 200) return refuse('Bad Request: MESSAGE_TOO_LONG')
    Object.assign(callback, { answered: true, text })
    return true
  },
  getChat(world, { fields }) {
    const chat = chatOf(world, fields)
    const person = world.users.get(chat.id)
    return {
      id: chat.id,
      type: chat.type,
      ...(chat.title === undefined ? {} : { title: chat.title }),
      ...(chat.username === undefined ? {} : { username: chat.username }),
      ...(person ? { first_name: person.first_name } : {}),
      permissions: { can_send_messages: true },
    }
  },
  getChatMember(world, { fields }) {
    const chat = chatOf(world, fields)
    const id = Number(fields['user_id'])
    const status = chat.members.get(id)
    const user = world.users.get(id)
    if (status === undefined || !user) return refuse('Bad Request: PARTICIPANT_ID_INVALID')
    return {
      status,
      user,
      ...(status === 'restricted' ? { is_member: true, can_send_messages: false } : {}),
    }
  },
  getMyCommands(world, { fields }) {
    return world.menus.get(menuKey(fields)) ?? []
  },
  setMyCommands(world, { fields }) {
    const commands = fields['commands'] as readonly { command: string; description: string }[]
    if (commands.length > 100) return refuse('Bad Request: BOT_COMMANDS_TOO_MUCH')
    for (const { command, description } of commands) {
      if (!/^[a-z0-9_]{1,32}$/.test(command)) return refuse('Bad Request: BOT_COMMAND_INVALID')
      if (description.length < 1 || description.length > 256) {
        return refuse('Bad Request: BOT_COMMAND_DESCRIPTION_INVALID')
      }
    }
    world.menus.set(menuKey(fields), commands)
    return true
  },
  deleteWebhook(world) {
    world.webhook = null
    return true
  },
  setWebhook(world, { fields }) {
    const url = String(fields['url'])
    const secret = String(fields['secret_token'] ?? '')
    if (!/^https:\/\//.test(url))
      return refuse('Bad Request: bad webhook: HTTPS url must be provided')
    if (!/^[\w-]{1,256}$/.test(secret)) return refuse('Bad Request: secret token is not valid')
    world.webhook = { url, secret }
    return true
  },
  getFile: (world, { fields }) => {
    const id = String(fields['file_id'])
    const bytes = world.files.get(id)
    if (!bytes) throw new Refusal(400, 'Bad Request: invalid file_id')
    if (bytes.length > 20 * 1024 * 1024) throw new Refusal(400, 'Bad Request: file is too big')
    const path = `documents/${id}`
    return { file_id: id, file_unique_id: `u${id}`, file_size: bytes.length, file_path: path }
  },
  getWebhookInfo: (world) => ({
    url: world.webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: 0,
  }),
}

function menuKey(fields: Fields): string {
  const scope = (fields['scope'] as { type?: string } | undefined)?.type ?? 'default'
  return `${scope} ${fields['language_code'] ?? ''}`.trim()
}
