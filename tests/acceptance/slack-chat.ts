import { textsIn } from '../contract/adapter.ts'
import { until } from '../delivery/harness.ts'
import { type Answer, asText, type Chat, type Person } from './conversation.ts'
import { freePort, serveProgram } from './program.ts'
import { type Block, SlackDriver } from './slack-driver.ts'
import { BOT, type Message, startSlackEmulator, TEAM, TOKENS } from './slack-emulator.ts'

const SECRET = '0123456789abcdef0123456789abcdef'

/** The bot in a workspace of the Slack emulator. */
export interface SlackChat extends Chat {
  readonly driver: SlackDriver
  /** Returns a slash command as Slack would send it. */
  commandOf(person: Person, line: string): Promise<Readonly<Record<string, string>>>
  /** Returns the messages of the linked channel, oldest first. */
  messages(): Promise<readonly Message[]>
  /** Returns the page of the emulator that lists open forms, as HTML. */
  openForms(): Promise<string>
}

/** Starts the emulator, and the program on signed HTTP. */
export async function openSlackChat(): Promise<SlackChat> {
  const emulated = await startSlackEmulator()
  const port = await freePort()
  const driver = new SlackDriver(SECRET, `http://127.0.0.1:${port}/slack/events`)
  await driver.start()

  const { call } = emulated
  const { channels } = await call<{ channels: { id: string; name: string }[] }>(
    'admin',
    'conversations.list',
  )
  const channel = channels.find(({ name }) => name === 'reports')?.id ?? ''
  await call('admin', 'conversations.invite', { channel, users: BOT.bot_user_id })
  const people = {
    admin: String((await call('admin', 'auth.test'))['user_id']),
    stranger: String((await call('stranger', 'auth.test'))['user_id']),
  }
  const program = await serveProgram({
    CXBOT_SLACK_BOT_TOKEN: TOKENS.bot,
    CXBOT_SLACK_SIGNING_SECRET: SECRET,
    CXBOT_SLACK_PORT: String(port),
    CXBOT_SLACK_HOST: '127.0.0.1',
    CXBOT_SLACK_API: `${emulated.url}/api/`,
  })

  /** What came since: messages of everybody, and what was told to the asker alone. */
  async function since(
    place: string,
    seen: number,
    told: number,
  ): Promise<Answer & { latest?: Message }> {
    const messages = (await emulated.history(place)).slice(seen)
    const responses = driver.responses.slice(told)
    const pictures: Uint8Array[] = []
    const files: { name: string; text: string }[] = []
    for (const file of messages.flatMap((message) => message.files ?? [])) {
      const bytes = await emulated.download(file.url_private)
      if (file.name.endsWith('.png')) pictures.push(bytes)
      else files.push({ name: file.name, text: new TextDecoder().decode(bytes) })
    }
    const shown = [...messages, ...responses]
    const latest = messages.findLast(({ blocks }) => buttonsOf(blocks).length > 0)
    return {
      text: shown.map(({ text, blocks }) => `${text} ${textsIn(blocks)}`).join(' '),
      pictures,
      files,
      buttons: buttonsOf(shown.flatMap(({ blocks = [] }) => blocks)).map(({ label }) => label),
      alone: messages.length === 0 && responses.every(({ type }) => type === 'ephemeral'),
      ...(latest && { latest }),
    }
  }

  async function settled(
    place: string,
    seen: number,
    told: number,
    done: (answer: Answer) => boolean,
  ) {
    let answer = await since(place, seen, told)
    await until(async () => {
      answer = await since(place, seen, told)
      return done(answer)
    }, 20).catch((error: unknown) => {
      throw new Error(`${error}: ${asText(answer)} ${program.output()}`)
    })
    return answer
  }

  let pressable: Message | undefined
  const chat: SlackChat = {
    code: program.code,
    driver,
    violations: () => [],
    messages: () => emulated.history(channel),
    openForms: emulated.openForms,
    async commandOf(person, line) {
      const [command = '', ...rest] = line.split(' ')
      const trigger = await call('bot', 'views.generateTriggerId', { user_id: people[person] })
      return {
        team_id: TEAM,
        channel_id: channel,
        channel_name: 'reports',
        user_id: people[person],
        user_name: person,
        command: `/${command}`,
        text: rest.join(' '),
        api_app_id: BOT.app_id,
        response_url: driver.responseUrl(),
        trigger_id: String(trigger['trigger_id']),
      }
    },
    async ask(person, line, done, options = {}) {
      const told = driver.responses.length
      if (options.direct) {
        const { channel: direct } = await call<{ channel: { id: string } }>(
          person,
          'conversations.open',
          { users: BOT.bot_user_id },
        )
        const seen = (await emulated.history(direct.id)).length
        const { ts } = await call<{ ts: string }>(person, 'chat.postMessage', {
          channel: direct.id,
          text: line,
        })
        const event = { type: 'message', channel_type: 'im', user: people[person], text: line, ts }
        await driver.event({
          type: 'event_callback',
          team_id: TEAM,
          api_app_id: BOT.app_id,
          event_id: `Ev${ts}`,
          event: { ...event, channel: direct.id },
        })
        return settled(direct.id, seen, told, done)
      }
      const seen = (await emulated.history(channel)).length
      await driver.command(await chat.commandOf(person, line))
      const answer = await settled(channel, seen, told, done)
      pressable = (answer as { latest?: Message }).latest
      return answer
    },
    async press(label, done) {
      const button = buttonsOf(pressable?.blocks).find((each) => each.label === label)
      if (!pressable || !button) throw new Error(`no button “${label}”`)
      const told = driver.responses.length
      const seen = (await emulated.history(channel)).length
      const trigger = await call('bot', 'views.generateTriggerId', { user_id: people.admin })
      await driver.interaction({
        type: 'block_actions',
        user: { id: people.admin, username: 'anna', team_id: TEAM },
        api_app_id: BOT.app_id,
        container: {
          type: 'message',
          message_ts: pressable.ts,
          channel_id: channel,
          is_ephemeral: false,
        },
        trigger_id: trigger['trigger_id'],
        team: { id: TEAM },
        channel: { id: channel, name: 'reports' },
        response_url: driver.responseUrl(),
        actions: [
          { type: 'button', action_id: button.id, value: button.value, action_ts: `${Date.now()}` },
        ],
      })
      return settled(channel, seen, told, done)
    },
    async close() {
      await program.stop()
      await driver.stop()
      await emulated.close()
    },
  }
  return chat
}

function buttonsOf(blocks: readonly Block[] = []) {
  return blocks
    .flatMap(({ elements = [], type }) => (type === 'actions' ? elements : []))
    .map(({ action_id: id = '', text, value = '' }) => ({ id, value, label: text?.text ?? '' }))
}
