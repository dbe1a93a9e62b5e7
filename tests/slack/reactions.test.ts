import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSlackAdapter } from '../../adapters/slack/index.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Store } from '../../src/core/store.ts'
import { createDelivery, type DeliveryEngine, machineTiming } from '../../src/delivery/index.ts'
import type { DispatchHost } from '../../src/dispatch/index.ts'
import { letIn } from '../access.ts'
import { type MadeWorkspace, madeWorkspace } from '../commands/made-workspace.ts'
import { until } from '../delivery/harness.ts'
import { pressPayload, reactionPayload, written } from '../fakes/slack/people.ts'
import { FakeSlack } from '../fakes/slack/server.ts'
import { TEAM } from '../fakes/slack/world.ts'
import { hasSharedSpecs } from '../shared-specs.ts'
import { configOf } from './bench.ts'

const quiet = { info() {}, warn() {}, error() {} }

let slack: FakeSlack
let made: MadeWorkspace
let adapter: ReturnType<typeof createSlackAdapter>
let engine: DeliveryEngine
let failing: Partial<Store['captures']> = {}

beforeEach(async () => {
  failing = {}
  slack = await new FakeSlack().start()
  made = await madeWorkspace([])
  const { store, workspace } = made
  const place = { platform: 'slack', community: TEAM, channel: 'C1GENERAL' }
  await letIn(store, workspace.id, { ...place, user: 'U1ANNA', role: 'moderator' })
  await letIn(store, workspace.id, { ...place, user: 'U2BORIS', role: 'viewer' })
  await store.captures.choose(workspace.id, place, 'memo', 1 as EpochSeconds)
  adapter = createSlackAdapter(configOf(slack), { pauseMilliseconds: 20 })
  engine = createDelivery({
    adapter,
    host: made.host as DispatchHost,
    store: { ...store, captures: { ...store.captures, on: (name) => on(name) } },
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

const on: Store['captures']['on'] = (name) => (failing.on ?? made.store.captures.on)(name)
const answers = () => slack.world.seen('C1GENERAL').filter(({ user }) => user === undefined)
const items = () => made.store.exportPage(made.workspace.id, null, 100)
const push = (...of: Parameters<typeof reactionPayload>) =>
  slack.push('events_api', reactionPayload(...of))
const idle = () =>
  until(async () => {
    const { events, parts } = await made.store.delivery.depth()
    return events + parts === 0
  })

test.skipIf(!hasSharedSpecs)(
  'a reaction logs its message, tells that to whoever reacted alone, and is undone by taking it away',
  async () => {
    const thread = written(slack, 'How was it?')
    const message = written(slack, 'The courier was late, call 555-0142-9987', {
      thread: thread.ts,
    })
    await push(slack, 'added', message)
    await until(() => answers().length === 1)
    const [answer] = answers()
    if (!answer) throw new Error('no answer')
    expect(answer.onlyFor).toBe('U1ANNA')
    expect(JSON.stringify(answer)).toContain('The courier was late')
    expect(await items()).toMatchObject([
      {
        text: expect.stringContaining('The courier was late'),
        author: 'boris',
        externalId: `slack:${TEAM}:C1GENERAL:${thread.ts}`,
        url: expect.stringContaining(message.ts),
      },
    ])
    await push(slack, 'removed', message)
    await until(() => answers().length === 2)
    expect(await items()).toEqual([])
    expect(JSON.stringify(answers()[1])).toContain('is taken back')
  },
)

test.skipIf(!hasSharedSpecs)('buttons mend what a reaction logged', async () => {
  await push(slack, 'added', written(slack, 'The courier was late'))
  await until(() => answers().length === 1)
  const [answer] = answers()
  if (!answer) throw new Error('no answer')
  await slack.push('interactive', pressPayload(slack, answer, 'Undo'))
  await until(async () => (await items()).length === 0)
})

test.skipIf(!hasSharedSpecs)(
  'the same event logs once, and so does the thread that somebody else reacts in',
  async () => {
    const message = written(slack, 'The courier was late')
    const event = reactionPayload(slack, 'added', message)
    await slack.push('events_api', event)
    await slack.push('events_api', event)
    await push(slack, 'added', written(slack, 'Indeed', { thread: message.ts }))
    await until(() => answers().length === 2)
    await idle()
    expect(await items()).toHaveLength(1)
    expect(JSON.stringify(answers()[1])).toContain('This is logged already')
  },
)

test.skipIf(!hasSharedSpecs)(
  'reactions that were not asked for never reach the inbox, and nobody is told',
  async () => {
    slack.world.channel('C3OTHER')
    const message = written(slack, 'The courier was late')
    const elsewhere = written(slack, 'The courier was late', { channel: 'C3OTHER' })
    const bots = { ...message, user: 'U0CXBOT' }
    await push(slack, 'added', message, { reaction: 'bug' })
    await push(slack, 'added', elsewhere)
    await push(slack, 'added', bots)
    await push(slack, 'added', message, { user: 'U0CXBOT' })
    expect(slack.acks).toHaveLength(4)
    expect((await made.store.delivery.depth()).events).toBe(0)
    expect(slack.methodCalls('conversations.replies')).toEqual([])
    // A viewer's reaction is nothing but a reaction.
    await push(slack, 'added', message, { user: 'U2BORIS' })
    await push(slack, 'added', message, { user: 'U9STRANGE' })
    await idle()
    expect([answers(), await items()]).toEqual([[], []])
  },
)

test.skipIf(!hasSharedSpecs)(
  'a message that is gone is told of, and one in a channel without the bot',
  async () => {
    await push(slack, 'added', { ts: '1700000000.000100', channel: 'C1GENERAL', user: 'U2BORIS' })
    await until(() => answers().length === 1)
    expect(JSON.stringify(answers()[0])).toContain('cannot be read any more')
    expect(await items()).toEqual([])
  },
)

test.skipIf(!hasSharedSpecs)(
  'a reaction of which it cannot be told whether it is wanted is not acknowledged',
  async () => {
    failing = { on: () => Promise.reject(new Error('no database')) }
    const payload = reactionPayload(slack, 'added', written(slack, 'The courier was late'))
    expect(await slack.push('events_api', payload, { wait: 300 })).toBeUndefined()
    expect(slack.acks).toEqual([])
    failing = {}
    await slack.push('events_api', payload)
    await until(async () => (await items()).length === 1)
  },
)
