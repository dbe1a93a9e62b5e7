import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTelegramAdapter } from '../../adapters/telegram/index.ts'
import { createDelivery, type DeliveryEngine, machineTiming } from '../../src/delivery/index.ts'
import type { DispatchHost } from '../../src/dispatch/index.ts'
import { letIn } from '../access.ts'
import { type MadeWorkspace, madeWorkspace, twoWeeks } from '../commands/made-workspace.ts'
import { until } from '../delivery/harness.ts'
import { type FakeTelegram, startFakeTelegram, TOKEN } from '../fakes/telegram/index.ts'
import { hasSharedSpecs } from '../shared-specs.ts'

const log = { info() {}, warn() {}, error() {} }

let fake: FakeTelegram
let made: MadeWorkspace
let adapter: ReturnType<typeof createTelegramAdapter>
let engine: DeliveryEngine

beforeEach(async () => {
  fake = await startFakeTelegram()
  made = await madeWorkspace(twoWeeks())
  const person = { platform: 'telegram', user: '1', channel: '-1001', role: 'moderator' } as const
  await letIn(made.store, made.workspace.id, person)
  adapter = createTelegramAdapter({ token: { reveal: () => TOKEN }, api: fake.url, pollSeconds: 1 })
  const host = made.host as DispatchHost
  engine = createDelivery({ adapter, host, store: made.store, log, timing: machineTiming() })
  await adapter.start(engine.host)
  engine.start()
})
afterEach(async () => {
  await adapter.stop()
  await engine.stop()
  await made.close()
  const { mistakes } = fake
  await fake.close()
  expect(mistakes).toEqual([])
})

const items = async () =>
  (await made.store.exportPage(made.workspace.id, null, 5000)).filter(
    ({ source }) => source === 'telegram',
  )

function reply(id: number, text: string) {
  return {
    message_thread_id: 7,
    is_topic_message: true,
    reply_to_message: {
      message_id: id,
      date: 1_763_000_000,
      chat: { id: -1001, type: 'supergroup' },
      from: { id: 9, is_bot: false, first_name: 'Bea', last_name: 'K.' },
      text,
      message_thread_id: 7,
      is_topic_message: true,
    },
  }
}

test.skipIf(!hasSharedSpecs)(
  'a reply with /log logs the message that it replies to, with the fields behind it',
  async () => {
    const ann = fake.person(1)
    const members = new Map<number, 'member'>([
      [4242, 'member'],
      [1, 'member'],
    ])
    const group = fake.group(-1001, { is_forum: true, topics: new Set([7]), members })
    fake.write('/start', ann)
    fake.write('/log rating:2 tag:late', ann, group, reply(77, 'The courier was late'))
    await until(async () => (await items()).length === 1)
    expect(await items()).toMatchObject([
      { text: 'The courier was late', author: 'Bea K.', score: 2, tags: ['late'] },
    ])
    await until(() => fake.sent(1).some((each) => JSON.stringify(each).includes('courier')))
    expect(JSON.stringify(fake.sent(-1001))).not.toContain('courier')

    const answer = () => fake.sent(1).find((each) => JSON.stringify(each).includes('Undo'))
    await until(() => answer() !== undefined)
    const shown = answer()
    if (!shown) throw new Error('no answer')
    fake.press(shown, 'Undo', ann)
    await until(async () => (await items()).length === 0)
    await until(() => JSON.stringify(fake.sent(1)).includes('is taken back'))
    expect(JSON.stringify(fake.sent(1))).not.toContain('courier')

    fake.write('/answered', ann, group, reply(77, 'The courier was late'))
    await until(() => JSON.stringify(fake.sent(1)).includes('was not logged yet'))
    fake.write('/log', ann, group, reply(77, 'The courier was late'))
    fake.write('/log', ann, group, reply(77, 'The courier was late'))
    fake.write('/log', ann, group, reply(78, 'And the parcel was wet'))
    await until(async () => (await items()).length === 2)
    await until(async () => {
      const { events, parts } = await made.store.delivery.depth()
      return fake.pending().length === 0 && events + parts === 0
    })
    expect(await items()).toHaveLength(2)
    fake.write('/answered', ann, group, reply(78, 'And the parcel was wet'))
    await until(() => JSON.stringify(fake.sent(1)).includes('is answered'))
  },
)
