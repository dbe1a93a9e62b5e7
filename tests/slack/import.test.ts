import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSlackAdapter } from '../../adapters/slack/index.ts'
import { createDelivery, type DeliveryEngine, machineTiming } from '../../src/delivery/index.ts'
import type { DispatchHost } from '../../src/dispatch/index.ts'
import { letIn } from '../access.ts'
import { type MadeWorkspace, madeWorkspace } from '../commands/made-workspace.ts'
import { until } from '../delivery/harness.ts'
import { directPayload, mentionPayload, pressPayload, withFile } from '../fakes/slack/people.ts'
import { FakeSlack } from '../fakes/slack/server.ts'
import { type FakeMessage, TEAM } from '../fakes/slack/world.ts'
import { freshSpool, TICKETS } from '../importing/tickets.ts'
import { configOf } from './bench.ts'

const quiet = { info() {}, warn() {}, error() {} }

let slack: FakeSlack
let made: MadeWorkspace
let given: ReturnType<typeof freshSpool>
let adapter: ReturnType<typeof createSlackAdapter>
let engine: DeliveryEngine

beforeEach(async () => {
  slack = await new FakeSlack().start()
  given = freshSpool()
  made = await madeWorkspace([], { parts: { files: given.spool } })
  const person = { platform: 'slack', community: TEAM, role: 'moderator' } as const
  await letIn(made.store, made.workspace.id, { ...person, user: 'U1ANNA', channel: 'C1GENERAL' })
  adapter = createSlackAdapter(configOf(slack), { pauseMilliseconds: 20 })
  const host = made.host as DispatchHost
  engine = createDelivery({ adapter, host, store: made.store, log: quiet, timing: machineTiming() })
  await adapter.start(engine.host)
  await until(() => adapter.health().state === 'running')
  engine.start()
})
afterEach(async () => {
  await adapter.stop()
  await engine.stop()
  await made.close()
  await slack.stop()
  given.dispose()
  expect(slack.violations).toEqual([])
})

const file = { name: 'tickets.csv', bytes: TICKETS }
const words = (message: FakeMessage) => JSON.stringify([message.text, message.blocks])
const answer = async (channel: string, holding: string) => {
  const find = () =>
    slack.world.seen(channel, 'U1ANNA').find((message) => words(message).includes(holding))
  await until(() => find() !== undefined)
  return find() as FakeMessage
}
const drop = (payload: object) => slack.push('events_api', payload)
const record = () => made.store.findImport(made.workspace.id, 1 as never)

test('a file in a direct message is shown, imported by a press, and taken back by another', async () => {
  await drop(withFile(slack, directPayload(slack, 'kind:nps here they are'), file))
  const asked = await answer('D1ANNA', 'no usual scale')
  expect(await record()).toBeUndefined()

  await drop(withFile(slack, directPayload(slack, 'import kind:nps'), file))
  const shown = await answer('D1ANNA', '5 rows: 3 can be used, 2 cannot')
  expect(shown.ts).not.toBe(asked.ts)
  await slack.push('interactive', pressPayload(slack, shown, 'Import 3 rows'))
  const done = await answer('D1ANNA', 'Imported as I-1: 3 new')
  expect(await record()).toMatchObject({ file: 'tickets.csv', accepted: 3, state: 'done' })
  await slack.push('interactive', pressPayload(slack, done, 'Take back'))
  const sure = await answer('D1ANNA', 'Take back I-1')
  await slack.push('interactive', pressPayload(slack, sure, 'Yes, take back'))
  await until(async () => (await record())?.state === 'undone')
})

test('in a channel the bot is mentioned with the file, and answers the one who dropped it alone', async () => {
  await drop(withFile(slack, mentionPayload(slack, '@cxbot'), file))
  const shown = await answer('C1GENERAL', 'no usual scale')
  expect(shown.onlyFor).toBe('U1ANNA')
  expect(given.kept()).toHaveLength(2)
})

test('a picture in a direct message is no table, and a file elsewhere is not asked for', async () => {
  await drop(withFile(slack, directPayload(slack, ''), { ...file, name: 'cat.png' }))
  const foreign = { ...file, url: 'https://files.example.com/files-pri/T1-F1/tickets.csv' }
  await drop(withFile(slack, directPayload(slack, ''), foreign))
  await answer('D1ANNA', 'an address that is not Slack’s own')
  expect(given.kept()).toEqual([])
})

test('a bot that may not read files says which right it lacks', async () => {
  slack.scopes = ['chat:write', 'im:write', 'users:read', 'usergroups:read', 'im:read']
  await drop(withFile(slack, directPayload(slack, ''), file))
  await answer('D1ANNA', 'files:read')
})

test('a stranger’s file is never fetched', async () => {
  const payload = directPayload(slack, '', { user: 'U2BORIS', channel: 'D2BORIS' })
  await drop(withFile(slack, payload, file))
  await until(() => slack.methodCalls('chat.postMessage').length > 0)
  expect(slack.calls.filter(({ method }) => method === 'files-pri')).toEqual([])
  expect(given.kept()).toEqual([])
})
