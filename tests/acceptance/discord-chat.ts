import { Server } from 'node:net'
import { tmpdir } from 'node:os'
import { textsIn } from '../contract/adapter.ts'
import { until } from '../delivery/harness.ts'
import { type Answer, asText, type Chat, type Done, type Person } from './conversation.ts'
import { openDiscordFront, type Shown } from './discord-front.ts'
import { emulator } from './emulators.ts'
import { runProgram, serveProgram } from './program.ts'

const TOKEN = 'acceptance.token.of-the-bot'
const GUILD = '800000000000000001'
const CHANNEL = '700000000000000001'
const BOT = '900000000000000001'
const PEOPLE = { admin: '600000000000000001', stranger: '600000000000000002' }

/** The parts of the package that the tests use. */
interface Twin {
  readonly restUrl: string
  readonly prisma: {
    readonly applicationCommand: {
      findMany(asked: object): Promise<readonly { readonly name: string }[]>
    }
  }
  start(): Promise<void>
  stop(): Promise<void>
  simulateSlashCommand(asked: object): Promise<{ readonly id: string }>
  simulateInteraction(asked: object): Promise<{ readonly id: string }>
  simulateButtonClick(asked: object): Promise<{ readonly id: string }>
  channel(id: string): {
    getInteractionResponse(
      id: string,
    ): Promise<{ readonly type: number; readonly data: string | null } | null>
  }
}

/** Starts the server; it would listen on every address of the machine, so it is given one. */
async function startTwin(): Promise<Twin> {
  const { DigitalDiscord } = await emulator<{ DigitalDiscord: new (options: object) => Twin }>(
    'discord-digital-twin',
  )
  const twin = new DigitalDiscord({
    guild: { id: GUILD, name: 'Home' },
    channels: [{ id: CHANNEL, name: 'reports', type: 0 }],
    users: [
      { id: PEOPLE.admin, username: 'anna' },
      { id: PEOPLE.stranger, username: 'boris' },
    ],
    botUser: { id: BOT, username: 'cxbot' },
    botToken: TOKEN,
  })
  const { listen } = Server.prototype
  Server.prototype.listen = function (this: Server, port: number, done: () => void) {
    return listen.call(this, { port, host: '127.0.0.1' }, done)
  } as typeof listen
  try {
    await twin.start()
  } finally {
    Server.prototype.listen = listen
  }
  return twin
}

export interface DiscordChat extends Chat {
  /** Registers the commands by the program's own step, and returns the names that the server knows. */
  register(): Promise<readonly string[]>
  /** Returns the names offered while an option is typed. */
  complete(command: string, option: string, typed: string): Promise<readonly string[]>
}

/** Returns the typed options that stand for the words of a line. */
function optionsOf(words: string): readonly object[] {
  const [, code] = /^link ([\dA-Z-]{19})$/.exec(words) ?? []
  const [, action] = /^link (here)$/.exec(words) ?? []
  const [, period] = /((?:last|lats) \d+ days)/.exec(words) ?? []
  const [, by] = / by (\w+)/.exec(words) ?? []
  const [, as] = / as (\w+)/.exec(words) ?? []
  return Object.entries({ code, action, period, by, as }).flatMap(([name, value]) =>
    value === undefined ? [] : [{ type: 3, name, value }],
  )
}

/** Starts the server, the front before it and the program, which comes by the gateway. */
export async function openDiscordChat(): Promise<DiscordChat> {
  const twin = await startTwin()
  const front = await openDiscordFront(twin.restUrl)
  const environment = {
    CXBOT_DISCORD_TOKEN: TOKEN,
    CXBOT_DISCORD_GUILD: GUILD,
    CXBOT_DISCORD_API: front.api,
  }
  const program = await serveProgram(environment)
  let pressable: Shown | undefined

  function since(mark: number): Answer {
    const newest = new Map(front.shown.slice(mark).map((each) => [each.id, each]))
    const messages = [...newest.values()]
    const files = messages.flatMap((each) => each.files)
    return {
      text: textsIn(messages.map(({ body }) => [body['content'], body['embeds']])),
      pictures: files.filter(({ name }) => name.endsWith('.png')).map(({ bytes }) => bytes),
      files: files
        .filter(({ name }) => !name.endsWith('.png'))
        .map(({ bytes, name }) => ({ name, text: bytes.toString('utf8') })),
      buttons: messages.flatMap(({ body }) => buttonsOf(body).map(({ label }) => label)),
      alone: messages.every(({ alone }) => alone),
    }
  }
  async function settled(mark: number, done: Done): Promise<Answer> {
    await until(() => done(since(mark)), 20).catch((error: unknown) => {
      throw new Error(`${error}: ${asText(since(mark))} ${program.output()}`)
    })
    pressable = front.shown.findLast(({ body }) => buttonsOf(body).length > 0)
    return since(mark)
  }
  async function slash(person: Person, line: string): Promise<void> {
    const name = line.split(' ')[0]
    const options = optionsOf(line)
    const where = { channelId: CHANNEL, userId: PEOPLE[person], guildId: GUILD }
    await twin.simulateSlashCommand({ ...where, name, options })
  }

  return {
    code: program.code,
    violations: () => front.violations,
    async ask(person, line, done) {
      const mark = front.shown.length
      await slash(person, line)
      return settled(mark, done)
    },
    async press(label, done) {
      const button = pressable && buttonsOf(pressable.body).find((each) => each.label === label)
      if (!pressable || !button) throw new Error(`no button “${label}”`)
      const mark = front.shown.length
      await twin.simulateButtonClick({
        channelId: CHANNEL,
        userId: PEOPLE.admin,
        guildId: GUILD,
        messageId: pressable.id,
        customId: button.custom_id,
      })
      return settled(mark, done)
    },
    async register() {
      await runProgram(['discord', 'register'], tmpdir(), environment)
      const known = await twin.prisma.applicationCommand.findMany({ where: { guildId: GUILD } })
      return known.map(({ name }) => name)
    },
    async complete(command, option, typed) {
      const { id } = await twin.simulateInteraction({
        type: 4,
        channelId: CHANNEL,
        userId: PEOPLE.admin,
        guildId: GUILD,
        data: {
          id: '1',
          name: command,
          type: 1,
          options: [{ type: 3, name: option, value: typed, focused: true }],
        },
      })
      await until(async () => (await twin.channel(CHANNEL).getInteractionResponse(id))?.type === 8)
      const { data } = (await twin.channel(CHANNEL).getInteractionResponse(id)) ?? { data: null }
      const { choices } = JSON.parse(data ?? '{"choices":[]}') as { choices: { name: string }[] }
      return choices.map(({ name }) => name)
    },
    async close() {
      await program.stop()
      await front.close()
      await twin.stop()
    },
  }
}

interface Button {
  readonly label: string
  readonly custom_id: string
}

function buttonsOf(body: Shown['body']): readonly Button[] {
  const rows = (body['components'] ?? []) as readonly { readonly components?: readonly Button[] }[]
  return rows.flatMap(({ components = [] }) => components)
}
