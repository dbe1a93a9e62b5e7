import { until } from '../delivery/harness.ts'
import { type Answer, asText, type Chat, type Done } from './conversation.ts'
import { type Program, serveProgram } from './program.ts'

export const TOKEN = '4242:acceptance-token-of-the-bot'

/** A message of the bot as a server keeps it, in its latest state. */
export interface BotMessage {
  readonly id: number
  readonly html: string
  readonly buttons: readonly { readonly text: string; readonly callback_data?: string }[]
}

/** What differs between the servers. */
export interface TelegramServer {
  readonly api: string
  /** Writes to the bot in a chat, which is the private one unless said otherwise. */
  write(user: number, text: string, chat?: number): Promise<void>
  /** Presses a button under a message. */
  press?(user: number, message: BotMessage, data: string): Promise<void>
  /** Returns the messages of the bot in a chat, oldest first. */
  messages(chat: number): readonly BotMessage[]
  close(): Promise<void>
}

export const PEOPLE = { admin: 1001, stranger: 1002 }

/** Starts the program on a server; its answers are read in private chats. */
export async function openTelegramChat(
  server: TelegramServer,
): Promise<Chat & { readonly program: Program }> {
  const program = await serveProgram({
    CXBOT_TELEGRAM_TOKEN: TOKEN,
    CXBOT_TELEGRAM_API: server.api,
  })
  let pressable: BotMessage | undefined

  async function settled(read: () => readonly BotMessage[], done: Done): Promise<Answer> {
    const look = (): Answer => {
      const messages = read()
      return {
        text: messages.map(({ html }) => html).join(' '),
        pictures: [],
        files: [],
        buttons: messages.flatMap(({ buttons }) => buttons.map(({ text }) => text)),
        alone: true,
      }
    }
    await until(() => done(look()), 20).catch((error: unknown) => {
      throw new Error(`${error}: ${asText(look())} ${program.output()}`)
    })
    pressable = read().findLast(({ buttons }) => buttons.length > 0)
    return look()
  }

  return {
    program,
    code: program.code,
    isPrivate: true,
    button: { label: 'Quotes', says: 'The delivery was late' },
    violations: () => [],
    async ask(person, line, done) {
      const user = PEOPLE[person]
      const before = server.messages(user).length
      await server.write(user, `/${line}`)
      // The placeholder is no answer yet.
      const read = () =>
        server
          .messages(user)
          .slice(before)
          .filter(({ html }) => !/^One moment/.test(html))
      return settled(read, done)
    },
    async press(label, done) {
      const button = pressable?.buttons.find(({ text }) => text === label)
      if (!pressable || !button?.callback_data) throw new Error(`no button “${label}”`)
      const { id } = pressable
      await server.press?.(PEOPLE.admin, pressable, button.callback_data)
      return settled(() => server.messages(PEOPLE.admin).filter((each) => each.id === id), done)
    },
    async close() {
      await program.stop()
      await server.close()
    },
  }
}
