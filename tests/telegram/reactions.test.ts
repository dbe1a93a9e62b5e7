import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTelegramAdapter } from '../../adapters/telegram/index.ts'
import { createRecent } from '../../adapters/telegram/recent.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { createDelivery, type DeliveryEngine, machineTiming } from '../../src/delivery/index.ts'
import type { DispatchHost } from '../../src/dispatch/index.ts'
import { letIn } from '../access.ts'
import { type MadeWorkspace, madeWorkspace } from '../commands/made-workspace.ts'
import { until } from '../delivery/harness.ts'
import { type FakeTelegram, startFakeTelegram, TOKEN } from '../fakes/telegram/index.ts'
import type { FakeUser } from '../fakes/telegram/world.ts'
import { hasSharedSpecs } from '../shared-specs.ts'

const log = { info() {}, warn() {}, error() {} }
const GROUP = -1001
const CHAT = { id: GROUP, type: 'supergroup', title: 'Team' }

let fake: FakeTelegram
let made: MadeWorkspace
let adapter: ReturnType<typeof createTelegramAdapter>
let engine: DeliveryEngine
let ann: FakeUser
let bea: FakeUser

beforeEach(async () => {
  fake = await startFakeTelegram()
  made = await madeWorkspace([])
  const { store, workspace } = made
  const channel = String(GROUP)
  await letIn(store, workspace.id, { platform: 'telegram', user: '1', channel, role: 'moderator' })
  const place = { platform: 'telegram', community: null, channel }
  await store.captures.choose(workspace.id, place, '✍', 1 as EpochSeconds)
  await start()
  ann = fake.person(1)
  bea = fake.person(2)
  const members = new Map<number, 'member'>([4242, 1, 2].map((id) => [id, 'member']))
  fake.group(GROUP, { members })
})
afterEach(async () => {
  await stop()
  await made.close()
  const { mistakes } = fake
  await fake.close()
  expect(mistakes).toEqual([])
})

async function start(): Promise<void> {
  adapter = createTelegramAdapter({ token: { reveal: () => TOKEN }, api: fake.url, pollSeconds: 1 })
  const host = made.host as DispatchHost
  engine = createDelivery({ adapter, host, store: made.store, log, timing: machineTiming() })
  await adapter.start(engine.host)
  engine.start()
}
async function stop(): Promise<void> {
  await adapter.stop()
  await engine.stop()
}

/** Somebody writes in the group; returns the message's id. */
function write(text: string): number {
  fake.write(text, bea, GROUP)
  return fake.world.nextMessage - 1
}

function react(
  message: number,
  { emoji = ['✍'], before = [] as readonly string[], user = ann, more = {} as object } = {},
): void {
  const type = (each: string) => ({ type: 'emoji', emoji: each })
  fake.deliver({
    message_reaction: {
      chat: CHAT,
      message_id: message,
      user,
      date: Math.floor(Date.now() / 1000),
      old_reaction: before.map(type),
      new_reaction: emoji.map(type),
      ...more,
    },
  })
}

const items = () => made.store.exportPage(made.workspace.id, null, 100)
const told = () => JSON.stringify(fake.sent(1))
const idle = () =>
  until(async () => {
    const { events, parts } = await made.store.delivery.depth()
    return fake.pending().length === 0 && events + parts === 0
  })

test.skipIf(!hasSharedSpecs)(
  'a reaction logs its message, tells that to whoever reacted alone, and is undone by taking it away',
  async () => {
    const message = write('The courier was late')
    react(message)
    await until(async () => (await items()).length === 1)
    expect(await items()).toMatchObject([
      {
        text: 'The courier was late',
        author: 'Person 2',
        source: 'telegram',
        externalId: `telegram::${GROUP}:${message}`,
      },
    ])
    await until(() => told().includes('The courier was late'))
    expect(fake.sent(GROUP)).toEqual([])
    react(message, { emoji: [], before: ['✍'] })
    await until(async () => (await items()).length === 0)
    await until(() => told().includes('is taken back'))
    expect(fake.sent(GROUP)).toEqual([])
  },
)

test.skipIf(!hasSharedSpecs)(
  'who has no chat with the bot is told in the group how to open one, and nothing else',
  async () => {
    fake.person(1, { open: false })
    react(write('The courier was late'))
    await until(() => fake.sent(GROUP).length === 1)
    await idle()
    expect(await items()).toHaveLength(1)
    const [line] = fake.sent(GROUP)
    expect(line?.keyboard.flat().map(({ text }) => text)).toEqual(['Open the chat'])
    expect(JSON.stringify(line)).not.toContain('courier')
  },
)

test.skipIf(!hasSharedSpecs)(
  'a message from before the start is not known: who reacted is told to reply with /log',
  async () => {
    const message = write('The courier was late')
    await idle()
    await stop()
    await start()
    react(message)
    await until(() => told().includes('cannot be read any more'))
    expect(await items()).toEqual([])
  },
)

test.skipIf(!hasSharedSpecs)('a message is logged as it reads now', async () => {
  const message = write('The courier was late')
  fake.deliver({
    edited_message: {
      message_id: message,
      date: 1_795_000_000,
      edit_date: 1_795_000_060,
      chat: CHAT,
      from: bea,
      text: 'The courier was very late',
    },
  })
  react(message)
  await until(async () => (await items()).length === 1)
  expect(await items()).toMatchObject([{ text: 'The courier was very late' }])
})

test.skipIf(!hasSharedSpecs)(
  'what was heard and is written anew is kept as it reads now',
  async () => {
    const place = { platform: 'telegram', community: null, channel: String(GROUP), thread: null }
    const words = { words: ['norda'], brand: null }
    await made.store.listeners.create(made.workspace.id, place, words, 1 as EpochSeconds)
    const message = write('Norda was late')
    await until(async () => (await items()).length === 1)
    const edited = { message_id: message, date: 1_795_000_000, chat: CHAT, from: bea }
    fake.deliver({ edited_message: { ...edited, text: 'Norda was very late' } })
    await until(async () => (await items())[0]?.text === 'Norda was very late')
    fake.deliver({ edited_message: { ...edited, text: 'never mind' } })
    await until(async () => (await items()).length === 0)
  },
)

test.skipIf(!hasSharedSpecs)('reactions that were not asked for change nothing', async () => {
  const message = write('The courier was late')
  react(message, { emoji: ['👍'] })
  react(message, { emoji: ['✍', '👍'], before: ['✍'] })
  react(message, { user: bea })
  react(message, { user: { ...ann, is_bot: true } })
  react(message, { more: { user: undefined, actor_chat: CHAT } })
  react(message, { more: { chat: { ...CHAT, id: -1002 } } })
  react(message, { more: { new_reaction: null } })
  await idle()
  expect([await items(), fake.sent(1), fake.sent(GROUP)]).toEqual([[], [], []])
})

test('messages are kept in mind for a day, and two thousand at most', () => {
  let now = 0
  const recent = createRecent(() => now)
  const message = (id: number) => ({
    id,
    text: `message ${id}`,
    author: { id: '2', name: 'Bea' },
    at: 0,
    url: null,
    topic: null,
  })
  for (let id = 1; id <= 2500; id += 1) recent.remember(GROUP, message(id))
  expect(recent.find(GROUP, 500)).toBeUndefined()
  expect(recent.find(GROUP, 501)?.text).toBe('message 501')
  expect(recent.find(-7, 501)).toBeUndefined()
  now = 86_400_000
  expect(recent.find(GROUP, 2500)).toBeUndefined()
})
