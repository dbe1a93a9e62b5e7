import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emulator } from './emulators.ts'
import { type BotMessage, type TelegramServer, TOKEN } from './telegram-chat.ts'

type Body = Readonly<Record<string, unknown>>

/** A call of the bot as the server recorded it. */
export interface RecordedCall {
  readonly method: string
  readonly body: Body
  readonly accepted: boolean
}

/** Starts Crabline's Telegram; what the bot says is read from the calls that it accepted. */
export async function startCrablineTelegram(): Promise<
  TelegramServer & { readonly calls: readonly RecordedCall[] }
> {
  const { startTelegramServer } = await emulator<{
    startTelegramServer(options: object): Promise<{
      readonly manifest: {
        readonly adminToken: string
        readonly endpoints: { readonly adminInboundUrl: string; readonly apiRoot: string }
      }
      close(): Promise<void>
    }>
  }>('@openclaw/crabline')
  const folder = await mkdtemp(join(tmpdir(), 'cxbot-crabline-'))
  const calls: RecordedCall[] = []
  const server = await startTelegramServer({
    host: '127.0.0.1',
    port: 0,
    botToken: TOKEN,
    botId: Number(TOKEN.split(':')[0]),
    botUsername: 'cxbot_bot',
    recorderPath: join(folder, 'calls.jsonl'),
    onEvent({
      accepted,
      body,
      path,
      type,
    }: {
      path: string
      type: string
      body: Body
      accepted: boolean
    }) {
      if (type === 'api') calls.push({ method: path.split('/').at(-1) ?? '', body, accepted })
    },
  })
  const { adminToken, endpoints } = server.manifest
  return {
    api: endpoints.apiRoot,
    calls,
    async write(user, text, chat = user) {
      const response = await fetch(endpoints.adminInboundUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-crabline-admin-token': adminToken },
        body: JSON.stringify({
          chatId: chat,
          chatType: chat < 0 ? 'supergroup' : 'private',
          fromId: user,
          text,
          entities: [{ type: 'bot_command', offset: 0, length: text.split(' ')[0]?.length }],
        }),
      })
      if (!response.ok) throw new Error(await response.text())
    },
    /** The server gives no ids of its messages away: an edit names the message that it changes. */
    messages: (user) => said(calls, user),
    async close() {
      await server.close()
      await rm(folder, { recursive: true })
    },
  }
}

function said(calls: readonly RecordedCall[], user: number): readonly BotMessage[] {
  return calls
    .filter(
      ({ accepted, body, method }) =>
        accepted && method === 'editMessageText' && Number(body['chat_id']) === user,
    )
    .map(({ body }) => ({
      id: Number(body['message_id']),
      html: String(body['text']),
      buttons: buttonsOf(body),
    }))
}

/** Returns the buttons under a message. */
export function buttonsOf(body: Body): BotMessage['buttons'] {
  const given = body['reply_markup']
  const markup = (typeof given === 'string' ? JSON.parse(given) : given) as
    | { readonly inline_keyboard?: readonly BotMessage['buttons'][] }
    | undefined
  return markup?.inline_keyboard?.flat() ?? []
}
