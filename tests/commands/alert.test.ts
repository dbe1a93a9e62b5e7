import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AlertId } from '../../src/core/identity.ts'
import type { Invocation } from '../../src/core/invocation.ts'
import { toPlainText } from '../../src/report/plain-text.ts'
import { letIn } from '../access.ts'
import { type MadeWorkspace, madeWorkspace, NOW, twoWeeks } from './made-workspace.ts'

let shop: MadeWorkspace
let told: { readonly platform: string; readonly destination: unknown; readonly text: string }[] = []

beforeAll(async () => {
  shop = await madeWorkspace(twoWeeks(), {
    parts: {
      outlet: (platform) => ({
        bot: 'B1',
        encode(reply, destination) {
          told.push({ platform, destination, text: toPlainText(reply, 200) })
          return { parts: [], buttons: [] }
        },
      }),
      place: async (_, channel, thread) =>
        channel === 'C404'
          ? undefined
          : {
              community: 'T1',
              channel,
              thread,
              kind: 'channel',
              shared: false,
              name: 'general',
              member: true,
            },
    },
  })
  const { store, workspace } = shop
  const team = { platform: 'slack', community: 'T1', channel: 'C1' } as const
  await letIn(store, workspace.id, { ...team, user: 'U1', role: 'manager' })
})
afterAll(() => shop.close())

const manager: Partial<Invocation> = {
  platform: 'slack',
  user: { id: 'U1', name: 'Ona', standing: 'member', groups: [] },
  place: { community: 'T1', channel: 'C1', thread: null, kind: 'channel', shared: false },
}
const voice = { id: 'U1', name: 'Ona', standing: 'member', groups: [] } as const
const stored = (id: number) => shop.store.alerts.find(shop.workspace.id, id as AlertId)

test('an alert is set up in one line, with names as they are stored', async () => {
  const reply = await shop.ask('alert when nps drops clearly this week store:centre', manager)
  expect(toPlainText(reply)).toContain('Alert A-1 is set up.')
  expect(await stored(1)).toMatchObject({
    rule: { type: 'change', filters: [{ dimension: 'store', names: ['Centre'] }] },
    target: { type: 'place', platform: 'slack', channel: 'C1' },
    cooldownSeconds: 3600,
  })
})

test('it is snoozed, acknowledged, muted and taken away by buttons', async () => {
  await shop.ask('alert snooze A-1 2h', manager)
  expect((await stored(1))?.snoozedUntil).toBeGreaterThan(0)
  const ack = toPlainText(await shop.ask('alert ack A-1', manager))
  expect(ack).toContain('is not firing now')
  await shop.ask('alert mute A-1', manager)
  expect((await stored(1))?.state).toBe('muted')
  await shop.ask('alert unmute A-1', manager)
  expect(await stored(1)).toMatchObject({ state: 'active', snoozedUntil: null })
  const list = toPlainText(await shop.ask('alert', manager), 200)
  expect(list).toContain('when nps drops clearly this week store:Centre')
  expect((await shop.refused('alert delete A-1', manager)).level).toBe('success')
  expect(await stored(1)).toBeUndefined()
})

describe('what several alerts told together', () => {
  const ids: string[] = []
  const names = ['Slow', 'Late'] as const

  beforeAll(async () => {
    for (const name of names) {
      const made = await shop.ask(`alert on detractor name:${name}`, manager)
      ids.push(/A-\d+/.exec(toPlainText(made))?.[0] ?? '')
    }
    for (const { alert, open, fence } of await shop.store.alerts.claim(10, 60)) {
      const frame = { subject: '', firing: true, value: 1, low: null, high: null, n: 1 }
      const reading = { ...frame, against: null, items: [] }
      const looked = { at: NOW, againSeconds: 60, seen: null, lookedAt: NOW }
      const nothing = { ...looked, told: [], ended: [] }
      const begun = [{ reading, told: true }]
      await shop.store.alerts.settle({ alert, open, fence }, { ...nothing, begun })
    }
  })
  beforeEach(() => {
    told = []
  })
  afterAll(async () => {
    await shop.refused(`alert delete ${ids.join(' ')}`, manager)
    expect(await shop.store.alerts.list(shop.workspace.id)).toEqual([])
  })

  test('is taken with one press, and the channel hears who took it, once', async () => {
    const rasa = { ...manager, user: { ...voice, id: 'U1', name: 'Rasa' } }
    const answer = await shop.refused(`alert ack ${ids.join(' ')}`, rasa)
    expect(toPlainText(answer)).toContain(
      `Rasa looks after alert ${ids[0]}.\nRasa looks after alert ${ids[1]}.`,
    )
    await shop.refused(`alert ack ${ids.join(' ')}`, rasa)
    expect(told).toEqual([
      {
        platform: 'slack',
        destination: { type: 'place', channel: 'C1', thread: null },
        text: expect.stringContaining(`Rasa looks after ${ids[0]} “Slow” and ${ids[1]} “Late”.`),
      },
    ])
  })

  test('is snoozed, muted and looked up together', async () => {
    const states = async () =>
      (await shop.store.alerts.list(shop.workspace.id)).map(({ state, snoozedUntil }) => [
        state,
        snoozedUntil,
      ])
    await shop.refused(`alert snooze ${ids.join(',')} 90m`, manager)
    expect(await states()).toEqual([
      ['active', NOW + 5400],
      ['active', NOW + 5400],
    ])
    await shop.refused(`alert mute ${ids.join(' ')}`, manager)
    expect((await states()).map(([state]) => state)).toEqual(['muted', 'muted'])
    const history = await shop.ask(`alert history ${ids.join(' ')}`, manager)
    expect(history.blocks.filter(({ type }) => type === 'table')).toHaveLength(2)
    expect(told).toEqual([])
  })
})

test('a test over the history needs no place and stores nothing', async () => {
  const report = await shop.ask('alert test when nps < 90 last 7d')
  expect(toPlainText(report, 200)).toContain('this would have fired')
  const actions = report.blocks.find((block) => block.type === 'actions')
  expect(actions).toMatchObject({
    actions: [{ command: 'alert when nps < 90 last 1w min 10' }],
  })
  expect(await shop.store.alerts.list(shop.workspace.id)).toEqual([])
})

test('a test shows what will be set up, and sets up just that; a stored alert is not set up twice', async () => {
  const report = await shop.ask(
    'alert test on detractor name:"Angry people" cooldown:4h quiet:22:00-8:00 in:<#C7>',
    manager,
  )
  const text = toPlainText(report, 200)
  expect(text).toContain('Angry people')
  expect(text).toContain('→ slack:C7')
  expect(text).toContain('after a message nothing more of the same for 4 hr')
  expect(text).toContain('quiet from 22:00 to 08:00')
  const line = 'alert on detractors name:"Angry people" in:"<#C7>" cooldown:4h quiet:"22:00-08:00"'
  expect(report.blocks.at(-1)).toMatchObject({ actions: [{ command: line }] })
  const made = toPlainText(await shop.ask(line, manager), 200)
  const id = /A-\d+/.exec(made)?.[0]
  expect(made).toContain('quiet from 22:00 to 08:00')
  const again = await shop.ask(`alert test ${id}`, manager)
  expect(again.blocks.some(({ type }) => type === 'actions')).toBe(false)
  await shop.refused(`alert delete ${id}`, manager)
})

describe('a mistake is told when the alert is made', () => {
  test.each([
    ['alert when csat < 50', 'commands.no-such-answers'],
    ['alert when nps < 50 store:Centr', 'errors.unknown-name'],
    ['alert on detractor in:<#C404>', 'digests.place-gone'],
    ['alert when nps flies', 'alerts.unreadable'],
    ['alert history A-9', 'alerts.no-such-alert'],
  ])('%s', async (line, errorId) => {
    expect((await shop.refused(line, manager)).errorId).toBe(errorId)
  })
})
