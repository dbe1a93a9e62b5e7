import { afterEach, beforeEach, expect, test } from 'vitest'
import type { LongWork } from '../../src/core/command.ts'
import { WorkInterrupted } from '../../src/core/errors.ts'
import type { EpochSeconds, ImportId } from '../../src/core/identity.ts'
import { createDelivery, type DeliveryEngine } from '../../src/delivery/engine.ts'
import { machineTiming } from '../../src/delivery/timing.ts'
import type { DispatchHost } from '../../src/dispatch/index.ts'
import { letIn } from '../access.ts'
import { type MadeWorkspace, madeWorkspace } from '../commands/made-workspace.ts'
import { silent, until } from '../delivery/harness.ts'
import { ChatPlatform, createFakeAdapter, type FakeAdapter } from '../fakes/chat-platform.ts'
import { freshSpool } from './tickets.ts'

const ROWS = 30_000

let made: MadeWorkspace
let given: ReturnType<typeof freshSpool>
let platform: ChatPlatform
let adapter: FakeAdapter
const engines: DeliveryEngine[] = []

beforeEach(async () => {
  given = freshSpool()
  made = await madeWorkspace([], { parts: { files: given.spool } })
  await letIn(made.store, made.workspace.id, {
    platform: 'fake',
    user: 'ann',
    role: 'moderator',
    channel: 'P',
  })
  platform = new ChatPlatform()
})
afterEach(async () => {
  for (const each of engines.splice(0)) await each.stop()
  await made.close()
  given.dispose()
})

async function begin(host = made.host as DispatchHost): Promise<DeliveryEngine> {
  adapter = createFakeAdapter({ calls: platform })
  const timing = machineTiming()
  const engine = createDelivery({ adapter, host, store: made.store, log: silent, timing })
  engines.push(engine)
  await adapter.start(engine.host)
  engine.start()
  return engine
}
const ask = (id: string, line: string) => adapter.deliver(id, { user: 'ann', place: 'P', line })

/** Keeps a long file of Ann's and returns the line that its button runs. */
async function longFile(): Promise<string> {
  const lines = Array.from(
    { length: ROWS },
    (_, row) => `2026-11-0${(row % 9) + 1},${row % 11},The parcel ${row} came late\n`,
  )
  const bytes = Buffer.from(`date,score,comment\n${lines.join('')}`)
  const owner = JSON.stringify([made.workspace.id, 'fake', null, 'ann'])
  const { key } = await given.spool.keep(
    {
      name: 'long.csv',
      size: null,
      open: async () =>
        (async function* () {
          yield bytes
        })(),
    },
    owner,
  )
  return `import ${key} go kind:nps`
}
const record = () => made.store.findImport(made.workspace.id, 1 as ImportId)

test('an import that is cut off by a stop goes on in the next process, once, while questions are answered', async () => {
  const line = await longFile()
  const first = await begin()
  await ask('1', line)
  await until(async () => ((await record())?.rows ?? 0) > 0)
  await ask('2', 'help nps')
  await until(() => platform.in('P').length === 1)
  expect((await record())?.state).toBe('running')
  await first.stop()
  const stored = (await record())?.rows ?? 0
  expect(stored).toBeLessThan(ROWS)

  await begin()
  await until(async () => (await record())?.state === 'done', 60)
  expect(await record()).toMatchObject({ rows: ROWS, accepted: ROWS, duplicates: 0 })
  await until(() => platform.in('P').includes('long.csv'))
  expect(await made.store.imports(made.workspace.id, 5)).toHaveLength(1)
}, 120_000)

test('how far it is stands before the answer, at most three times, and work that was interrupted is done again', async () => {
  let runs = 0
  const toil = async (work: LongWork | undefined) => {
    runs += 1
    if (runs === 1) throw new WorkInterrupted()
    for (const text of ['1 of 5', '2 of 5', '3 of 5', '4 of 5']) await work?.progress(saying(text))
    return saying('done')
  }
  const saying = (text: string) => ({
    kind: 'notice' as const,
    level: 'information' as const,
    locale: 'en' as const,
    text: [{ text }],
    actions: [],
  })
  const host = made.host as DispatchHost
  await begin({ ...host, answerOn: async (_, __, work) => toil(work) })
  await ask('1', 'import undo I-1 go')
  await until(() => platform.in('P').includes('done'))
  expect(platform.in('P')).toEqual(['1 of 5', '2 of 5', '3 of 5', 'done'])
  expect(runs).toBe(2)
  const past = (Math.floor(Date.now() / 1000) - 1) as EpochSeconds
  await adapter.deliver('2', { user: 'ann', place: 'P', line: 'import undo I-1 go' }, past)
  await until(() => platform.in('P').length === 5)
  expect(platform.in('P').slice(4).join()).not.toContain('of 5')
})
