import { emulator } from './emulators.ts'
import { freePort } from './program.ts'
import { type BotMessage, type TelegramServer, TOKEN } from './telegram-chat.ts'
import { buttonsOf } from './telegram-crabline.ts'

type Body = Readonly<Record<string, unknown>>

interface Client {
  makeCommand(text: string): Body
  sendCommand(message: Body): Promise<unknown>
  makeCallbackQuery(data: string, options: Body): Body
  sendCallback(query: Body): Promise<unknown>
}

interface Server {
  readonly config: { readonly apiURL: string }
  readonly storage: {
    readonly botMessages: readonly { readonly messageId: number; readonly message: Body }[]
  }
  start(): Promise<void>
  stop(): Promise<unknown>
  getClient(token: string, options: Body): Client
}

/** Starts telegram-test-api, which keeps every message of the bot in its latest state. */
export async function startTelegramTestApi(): Promise<TelegramServer> {
  const loaded = await emulator<{ default: new (options: Body) => Server }>('telegram-test-api')
  const server = new loaded.default({ host: '127.0.0.1', port: await freePort() })
  await server.start()
  const clientOf = (user: number): Client =>
    server.getClient(TOKEN, { userId: user, chatId: user, type: 'private' })
  return {
    api: server.config.apiURL,
    async write(user, text) {
      const client = clientOf(user)
      await client.sendCommand(client.makeCommand(text))
    },
    async press(user, message, data) {
      const client = clientOf(user)
      const of = { message: { message_id: message.id, text: message.html } }
      await client.sendCallback(client.makeCallbackQuery(data, of))
    },
    messages: (user) =>
      server.storage.botMessages
        .filter(({ message }) => Number(message['chat_id']) === user)
        .map(
          ({ message, messageId }): BotMessage => ({
            id: messageId,
            html: String(message['text']),
            buttons: buttonsOf(message),
          }),
        ),
    close: async () => {
      await server.stop()
    },
  }
}
