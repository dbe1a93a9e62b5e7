import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTelegramAdapter } from '../../adapters/telegram/index.ts'
import { createDelivery, type DeliveryEngine, machineTiming } from '../../src/delivery/index.ts'
import type { DispatchHost } from '../../src/dispatch/index.ts'
import { letIn } from '../access.ts'
import { type MadeWorkspace, madeWorkspace } from '../commands/made-workspace.ts'
import { until } from '../delivery/harness.ts'
import { type FakeTelegram, startFakeTelegram, TOKEN } from '../fakes/telegram/index.ts'
import { freshSpool, TICKETS } from '../importing/tickets.ts'
import { hasSharedSpecs } from '../shared-specs.ts'

let fake: FakeTelegram
let made: MadeWorkspace
let given: ReturnType<typeof freshSpool>
let adapter: ReturnType<typeof createTelegramAdapter>
let engine: DeliveryEngine
const logged: string[] = []
const note = (event: string, fields?: unknown) => logged.push(`${event} ${JSON.stringify(fields)}`)
const log = { info: note, warn: note, error: note }

beforeEach(async () => {
  fake = await startFakeTelegram()
  given = freshSpool()
  made = await madeWorkspace([], { parts: { files: given.spool } })
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
  given.dispose()
  expect(mistakes).toEqual([])
  expect(logged.join('\n')).not.toContain(TOKEN)
})

const document = (id: string, size = TICKETS.length) => ({
  text: undefined,
  document: { file_id: id, file_unique_id: `u${id}`, file_name: 'tickets.csv', file_size: size },
})
const answer = async (holding: string) => {
  const find = () => fake.sent(1).find((each) => JSON.stringify(each).includes(holding))
  await until(() => find() !== undefined)
  const found = find()
  if (!found) throw new Error('no answer')
  return found
}

test.skipIf(!hasSharedSpecs)(
  'a document in the private chat is shown, and imported by a press',
  async () => {
    fake.world.files.set('doc1', TICKETS)
    const ann = fake.person(1)
    fake.write('', ann, 1, { ...document('doc1'), caption: 'import kind:nps' })
    const shown = await answer('3 can be used, 2 cannot')
    fake.press(shown, 'Import 3 rows', ann)
    await answer('Imported as I-1: 3 new')
    expect(await made.store.findImport(made.workspace.id, 1 as never)).toMatchObject({
      file: 'tickets.csv',
      accepted: 3,
    })
  },
)

test.skipIf(!hasSharedSpecs)(
  'a document without a word is shown too, one that is too large for bots is told of',
  async () => {
    fake.world.files.set('doc1', TICKETS)
    const ann = fake.person(1)
    fake.write('', ann, 1, document('doc1'))
    await answer('no usual scale')
    fake.write('', ann, 1, document('doc2', 21 * 1024 * 1024))
    await answer('larger than 20 MB')
    fake.write('', ann, 1, document('gone'))
    await answer('could not be fetched from Telegram')
  },
)

test.skipIf(!hasSharedSpecs)(
  'in a group the document needs /import under it, and the answer is private',
  async () => {
    fake.world.files.set('doc1', TICKETS)
    const ann = fake.person(1)
    const members = new Map<number, 'member'>([
      [4242, 'member'],
      [1, 'member'],
    ])
    const group = fake.group(-1001, { members })
    fake.write('/start', ann)
    fake.write('', ann, group, { ...document('doc1'), caption: 'for Bea' })
    const caption_entities = [{ type: 'bot_command', offset: 0, length: 7 }]
    fake.write('', ann, group, { ...document('doc1'), caption: '/import', caption_entities })
    await answer('no usual scale')
    expect(JSON.stringify(fake.sent(-1001))).not.toContain('Slow')
    expect(given.kept()).toHaveLength(2)
  },
)
