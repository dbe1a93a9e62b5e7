import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSlackAdapter } from '../../adapters/slack/index.ts'
import { createDelivery, type DeliveryEngine, machineTiming } from '../../src/delivery/index.ts'
import type { DispatchHost } from '../../src/dispatch/index.ts'
import { letIn } from '../access.ts'
import { type MadeWorkspace, madeWorkspace, twoWeeks } from '../commands/made-workspace.ts'
import { until } from '../delivery/harness.ts'
import { pressPayload, shortcutPayload } from '../fakes/slack/people.ts'
import { FakeSlack } from '../fakes/slack/server.ts'
import { TEAM } from '../fakes/slack/world.ts'
import { hasSharedSpecs } from '../shared-specs.ts'
import { configOf } from './bench.ts'

const quiet = { info() {}, warn() {}, error() {} }
const MESSAGE = {
  ts: '1763000000.000200',
  thread_ts: '1763000000.000100',
  text: 'The courier was late and the parcel was wet',
  user: 'U2BORIS',
}

let slack: FakeSlack
let made: MadeWorkspace
let adapter: ReturnType<typeof createSlackAdapter>
let engine: DeliveryEngine

beforeEach(async () => {
  slack = await new FakeSlack().start()
  made = await madeWorkspace(twoWeeks())
  await letIn(made.store, made.workspace.id, {
    platform: 'slack',
    community: TEAM,
    user: 'U1ANNA',
    role: 'moderator',
    channel: 'C1GENERAL',
  })
  adapter = createSlackAdapter(configOf(slack), { pauseMilliseconds: 20 })
  engine = createDelivery({
    adapter,
    host: made.host as DispatchHost,
    store: made.store,
    log: quiet,
    timing: machineTiming(),
  })
  await adapter.start(engine.host)
  await until(() => adapter.health().state === 'running')
  engine.start()
})
afterEach(async () => {
  await adapter.stop()
  await engine.stop()
  await made.close()
  await slack.stop()
  expect(slack.violations).toEqual([])
})

const seen = () => slack.world.seen('C1GENERAL')
const items = async () =>
  (await made.store.exportPage(made.workspace.id, null, 5000)).filter(
    ({ source }) => source === 'slack',
  )

test.skipIf(!hasSharedSpecs)(
  'the menu of a message logs it for its caller alone, and buttons mend it in place',
  async () => {
    await slack.push('interactive', shortcutPayload(slack, 'log', MESSAGE))
    await until(() => seen().length === 1)
    const [answer] = seen()
    if (!answer) throw new Error('no answer')
    expect(answer.onlyFor).toBe('U1ANNA')
    expect(JSON.stringify(answer)).toContain('The courier was late')
    expect(slack.world.views).toEqual([])
    expect(await items()).toMatchObject([
      {
        text: MESSAGE.text,
        author: 'boris',
        at: 1_763_000_000,
        externalId: `slack:${TEAM}:C1GENERAL:${MESSAGE.thread_ts}`,
      },
    ])

    await slack.push(
      'interactive',
      shortcutPayload(slack, 'log', { ...MESSAGE, ts: '1763000001.000100' }),
    )
    await until(() => seen().length === 2)
    expect(await items()).toHaveLength(1)

    await slack.push('interactive', shortcutPayload(slack, 'answered', MESSAGE))
    await until(() => seen().length === 3)
    expect(JSON.stringify(seen()[2])).toContain('is answered')

    const second = seen()[1]
    if (!second) throw new Error('no second answer')
    await slack.push('interactive', pressPayload(slack, second, 'Undo'))
    await until(async () => (await items()).length === 0)
    await until(() => seen()[1]?.edits === 1)
  },
)
