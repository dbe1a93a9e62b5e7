import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { replay } from '../../src/alerts/replay.ts'
import { readAlertRequest } from '../../src/alerts/request.ts'
import { type AlertParts, checkAlerts } from '../../src/alerts/run.ts'
import type { Alert, AlertSettings } from '../../src/core/alert.ts'
import type { NewFeedback } from '../../src/core/feedback.ts'
import type { EpochSeconds, WorkspaceId } from '../../src/core/identity.ts'
import type { Reply } from '../../src/core/reply.ts'
import type { Store } from '../../src/core/store.ts'
import { toPlainText } from '../../src/report/plain-text.ts'
import { openStore } from '../../storage/index.ts'
import { answers } from '../commands/made-workspace.ts'
import { said } from '../commands/voices.ts'

const MINUTE = 60
const HOUR = 3600
const DAY = 24 * HOUR
/** A Wednesday noon. */
const NOON = (Date.parse('2026-11-18T12:00:00Z') / 1000) as EpochSeconds

let folder: string
let store: Store
let workspace: WorkspaceId
let now: EpochSeconds
let sent: Reply[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cxbot-alerts-'))
  now = NOON
  store = await openStore(`sqlite:${join(folder, 'store.db')}`, { clock: () => now * 1000 })
  const settings = { zone: 'UTC', locale: 'en', sample: false } as const
  workspace = (await store.ensureWorkspace('team', settings)).id
  sent = []
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const parts = (): AlertParts => ({
  store,
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  clock: () => now,
  outlet: () => ({
    bot: 'B1',
    encode(reply, _, { keyPrefix, giveUpAt }) {
      sent.push(reply)
      const part = { platform: 'slack', bot: 'B1', place: 'C1', payload: '{}', notBefore: now }
      return { parts: [{ ...part, key: `${keyPrefix}:0`, giveUpAt }], buttons: [] }
    },
    place: async (channel, thread) => ({
      community: 'T1',
      channel,
      thread,
      kind: 'channel',
      shared: false,
      name: 'general',
      member: true,
    }),
  }),
  accessOf: async () => ({
    role: 'manager',
    home: workspace,
    workspace: 'team',
    scope: [],
    link: null,
  }),
  seenWith: async (whole) => whole,
})

async function alert(line: string, more: Partial<AlertSettings> = {}): Promise<Alert> {
  const request = readAlertRequest(line)
  if (request.verb !== 'create') throw new Error(line)
  const settings: AlertSettings = {
    name: line,
    owner: { platform: 'slack', community: 'T1', user: 'U1', name: 'Ona' },
    target: { type: 'place', platform: 'slack', community: 'T1', channel: 'C1', thread: null },
    rule: request.draft.rule,
    locale: 'en',
    cooldownSeconds: HOUR,
    quiet: null,
    ...more,
  }
  const seen = await store.alerts.newestFeedback(workspace)
  return await store.alerts.create(workspace, settings, now, seen)
}

const add = (...items: readonly NewFeedback[][]) =>
  store.ingest(workspace, { items: items.flat(), derivedIds: false })
const ago = (seconds: number) => ({ at: (now - seconds) as EpochSeconds })

/** Lets time pass and looks at the alerts, as the running bot does. */
async function pass(seconds: number): Promise<readonly string[]> {
  const before = sent.length
  now = (now + seconds) as EpochSeconds
  await checkAlerts(parts())
  return sent.slice(before).map((reply) => toPlainText(reply, 200))
}

describe('an alert', () => {
  test('fires once, shows the words behind it, and tells when it is over', async () => {
    await add(said(30, 'positive', [], ago(5 * HOUR)))
    await alert('when negative-share > 40% last 2h min 20')
    expect(await pass(MINUTE)).toEqual([])
    await add(
      said(18, 'negative', ['-delivery'], ago(MINUTE)),
      said(6, 'positive', [], ago(MINUTE)),
    )
    const [message] = await pass(2 * MINUTE)
    expect(message).toContain('the share of negative texts is 75.0%')
    expect(message).toContain('above 40.0%')
    expect(message).toContain('24 answers')
    expect(message).toContain('delivery')
    expect(await pass(2 * MINUTE)).toEqual([])
    const [over] = await pass(2 * HOUR)
    expect(over).toContain('over. It began')
    expect(await pass(2 * MINUTE)).toEqual([])
  })

  test('that fires again within its cooldown is not told again', async () => {
    await alert('when negative-share > 40% last 2h min 20', { cooldownSeconds: 6 * HOUR })
    await add(said(24, 'negative', [], ago(MINUTE)))
    expect(await pass(MINUTE)).toHaveLength(1)
    expect(await pass(3 * HOUR)).toHaveLength(1)
    await add(said(24, 'negative', [], ago(MINUTE)))
    expect(await pass(MINUTE)).toEqual([])
    expect(await pass(4 * HOUR)).toEqual([])
    await add(said(24, 'negative', [], ago(MINUTE)))
    expect(await pass(MINUTE)).toHaveLength(1)
  })

  test('waits for the end of quiet hours, and is silent where it is over by then', async () => {
    const quiet = { from: 11 * 60, to: 13 * 60, zone: 'UTC' }
    await alert('when negative-share > 40% last 2h min 20', { quiet })
    await add(said(24, 'negative', [], ago(MINUTE)))
    expect(await pass(MINUTE)).toEqual([])
    const [late] = await pass(HOUR)
    expect(late).toContain('the share of negative texts')
    await alert('when negative-share > 50% last 2h min 20', {
      quiet: { from: 0, to: 23 * 60, zone: 'UTC' },
    })
    await pass(MINUTE)
    sent = []
    await pass(4 * HOUR)
    expect(sent.map((reply) => toPlainText(reply, 200)).join()).not.toContain('> 50')
  })

  test('says nothing while it is snoozed or muted, and what was acknowledged is noted', async () => {
    const made = await alert('when negative-share > 40% last 2h min 20')
    await store.alerts.change(workspace, made.id, {
      snoozedUntil: (now + HOUR) as EpochSeconds,
    })
    await add(said(24, 'negative', [], ago(0)))
    expect(await pass(MINUTE)).toEqual([])
    expect(await store.alerts.acknowledge(workspace, made.id, 'Ona', now)).toBe(1)
    const [incident] = await store.alerts.incidents(workspace, made.id, 1)
    expect(incident).toMatchObject({ acknowledgedBy: 'Ona', toldAt: null, resolvedAt: null })
  })

  test('watches every store by itself, and tells of all that fire in one message', async () => {
    await alert('when store:* rating < 4 clearly')
    const rated = (store: string, score: number, count: number) =>
      answers(count, 'review', score, { store, ...ago(HOUR) })
    await add(
      rated('Centre', 5, 40),
      rated('Centre', 4, 20),
      rated('Harbour', 2, 40),
      rated('Harbour', 3, 20),
      rated('Mall', 1, 30),
      rated('Mall', 2, 30),
      rated('Small', 1, 3),
    )
    const messages = await pass(MINUTE)
    expect(messages).toHaveLength(1)
    expect(messages[0]).toContain('Harbour')
    expect(messages[0]).toContain('Mall')
    expect(messages[0]).not.toContain('Centre')
    expect(messages[0]).not.toContain('Small')
  })

  test('about a change fires on a clear drop only', async () => {
    await alert('when nps drops clearly this week')
    const lastWeek = { at: (NOON - 7 * DAY - HOUR) as EpochSeconds }
    await add(answers(60, 'nps', 10, lastWeek), answers(20, 'nps', 5, lastWeek))
    await add(answers(12, 'nps', 10, ago(HOUR)), answers(6, 'nps', 5, ago(HOUR)))
    expect(await pass(MINUTE)).toEqual([])
    await add(answers(40, 'nps', 3, ago(HOUR)))
    const [message] = await pass(6 * MINUTE)
    expect(message).toContain('NPS clearly fell from 50')
  })

  test('about each new detractor tells of new ones, not of old ones that are imported', async () => {
    await add(answers(5, 'nps', 2, ago(HOUR)))
    await alert('on detractor', { cooldownSeconds: 60 })
    expect(await pass(MINUTE)).toEqual([])
    await add(answers(3, 'nps', 2, ago(30 * DAY)), answers(2, 'nps', 9, ago(0)))
    expect(await pass(MINUTE)).toEqual([])
    await add(answers(2, 'nps', 4, { ...ago(0), text: 'The parcel was wet' }))
    const [message] = await pass(2 * MINUTE)
    expect(message).toContain('New detractors: 2.')
    expect(message).toContain('The parcel was wet')
    expect(await pass(2 * MINUTE)).toEqual([])
  })

  test('about each new detractor tells after the cooldown and the quiet hours what came in them', async () => {
    const quiet = { from: 22 * 60, to: 8 * 60, zone: 'UTC' }
    await alert('on detractor', { quiet })
    await add(answers(1, 'nps', 2, ago(0)))
    expect(await pass(MINUTE)).toHaveLength(1)
    await add(answers(2, 'nps', 3, ago(0)))
    expect(await pass(MINUTE)).toEqual([])
    const [cooled] = await pass(HOUR)
    expect(cooled).toContain('New detractors: 2.')
    now = (NOON + 11 * HOUR) as EpochSeconds
    await add(answers(3, 'nps', 1, ago(0)))
    expect(await pass(MINUTE)).toEqual([])
    const [morning] = await pass(9 * HOUR)
    expect(morning).toContain('New detractors: 3.')
    expect(await pass(2 * HOUR)).toEqual([])
  })

  test('about each new detractor tells after a snooze of days what came in it, and no old import', async () => {
    await add(answers(1, 'nps', 9, ago(HOUR)))
    const { id } = await alert('on detractor')
    await store.alerts.change(workspace, id, { snoozedUntil: (now + 3 * DAY) as EpochSeconds })
    await pass(DAY)
    await add(answers(2, 'nps', 2, ago(HOUR)), answers(40, 'nps', 1, ago(30 * DAY)))
    expect(await pass(DAY)).toEqual([])
    const [woken] = await pass(DAY + MINUTE)
    expect(woken).toContain('New detractors: 2.')
    await add(answers(3, 'nps', 1, ago(2 * DAY)))
    expect(await pass(2 * HOUR)).toEqual([])
  })

  test('about each new detractor tells of no old import, whatever was imported before', async () => {
    const old = (count: number) => answers(count, 'nps', 1, ago(30 * DAY))
    const { id } = await alert('on detractor')
    await add(old(10))
    expect(await pass(MINUTE)).toEqual([])
    await store.alerts.change(workspace, id, { snoozedUntil: (now + DAY) as EpochSeconds })
    await add(old(20))
    expect(await pass(HOUR)).toEqual([])
    expect(await pass(DAY)).toEqual([])
    await add(old(30))
    expect(await pass(HOUR)).toEqual([])
    await add(answers(2, 'nps', 2, ago(HOUR)))
    const [message] = await pass(HOUR)
    expect(message).toContain('New detractors: 2.')
  })

  test('about each new detractor is taken by whoever presses, once', async () => {
    const { id } = await alert('on detractor')
    await add(answers(1, 'nps', 2, ago(0)))
    await pass(MINUTE)
    expect(await store.alerts.acknowledge(workspace, id, 'Ona', now)).toBe(1)
    expect(await store.alerts.acknowledge(workspace, id, 'Rasa', now)).toBe(0)
    expect(await store.alerts.incidents(workspace, id, 5)).toMatchObject([
      { acknowledgedBy: 'Ona' },
    ])
  })

  test('about what is usual compares with the same hours of eight weeks', async () => {
    for (let week = 1; week <= 8; week += 1) {
      const then = { at: (NOON - week * 7 * DAY - 30 * MINUTE) as EpochSeconds }
      await add(said(4, 'negative', ['-delivery'], then))
    }
    await alert('when aspect:delivery negative 3x usual last 1h')
    await add(said(6, 'negative', ['-delivery'], ago(10 * MINUTE)))
    expect(await pass(MINUTE)).toEqual([])
    await add(said(14, 'negative', ['-delivery'], ago(10 * MINUTE)))
    const [message] = await pass(2 * MINUTE)
    expect(message).toContain('20 negative texts; usual at this hour and weekday: 4.')
  })

  test('that shares its moment and place with another is told in the same message', async () => {
    await alert('when negative-share > 40% last 2h min 20')
    await alert('when negative-share > 60% last 2h min 20')
    await add(said(24, 'negative', [], ago(MINUTE)))
    const messages = await pass(MINUTE)
    expect(messages).toHaveLength(1)
    expect(messages[0]).toContain('> 60')
    const [message] = sent
    const actions =
      message?.kind === 'report' ? message.blocks.find(({ type }) => type === 'actions') : undefined
    expect(actions).toMatchObject({
      actions: [
        { command: 'alert ack A-1 A-2' },
        { command: 'alert snooze A-1 A-2 4h' },
        { command: 'alert mute A-1 A-2' },
        { command: 'alert history A-1 A-2' },
      ],
    })
  })

  test('that nobody may see any more is held, and its owner is told once', async () => {
    const made = await alert('on detractor')
    const refused = parts()
    const gone = {
      ...refused,
      outlet: (platform: string) => {
        const outlet = refused.outlet(platform)
        return outlet && { ...outlet, place: async () => undefined }
      },
    }
    now = (now + MINUTE) as EpochSeconds
    await checkAlerts(gone)
    now = (now + HOUR) as EpochSeconds
    await checkAlerts(gone)
    expect(sent.map((reply) => toPlainText(reply, 200))).toEqual([
      expect.stringContaining(
        'Alert A-1 “on detractor” is held back: I am not in the channel C1 any more.',
      ),
    ])
    expect(sent[0]).toMatchObject({ actions: [{ command: 'alert unmute A-1' }, {}] })
    expect((await store.delivery.depth()).parts).toBe(1)
    expect(await store.alerts.find(workspace, made.id)).toMatchObject({
      state: 'held',
      reason: 'digests.place-gone {"channel":"C1"}',
    })
  })

  test('shows behind each of two that are told together what its own owner may see', async () => {
    await alert('when negative-share > 40% last 2h min 20')
    await alert('when negative-share > 60% last 2h min 20')
    await add(said(24, 'negative', [], { ...ago(MINUTE), text: 'The parcel was wet' }))
    now = (now + MINUTE) as EpochSeconds
    const seenBy = (id: number): Store => ({
      ...store,
      quotes: async (workspaceId, request) =>
        id === 1 ? await store.quotes(workspaceId, request) : { quotes: [], next: null },
    })
    await checkAlerts({ ...parts(), seenWith: async (_, { id }) => seenBy(id) })
    const quoted = sent.flatMap((reply) =>
      reply.kind === 'report' ? reply.blocks.filter(({ type }) => type === 'quotes') : [],
    )
    expect(sent).toHaveLength(1)
    expect(quoted).toHaveLength(1)
  })

  test('is told by one of two processes', async () => {
    const other = await openStore(`sqlite:${join(folder, 'store.db')}`, { clock: () => now * 1000 })
    await alert('when negative-share > 40% last 2h min 20')
    await add(said(24, 'negative', [], ago(MINUTE)))
    now = (now + MINUTE) as EpochSeconds
    await Promise.all([checkAlerts(parts()), checkAlerts({ ...parts(), store: other })])
    const depth = await store.delivery.depth()
    expect(depth.parts).toBe(1)
    await other.close()
  })
})

test('a test over the history says when a rule would have fired, and when it was over', async () => {
  await add(said(40, 'positive', [], ago(20 * DAY)))
  await add(said(30, 'negative', [], ago(3 * DAY)), said(30, 'negative', [], ago(10 * DAY)))
  const request = readAlertRequest('when negative-share > 40% last 2h min 20')
  if (request.verb !== 'create') throw new Error('no rule')
  const { rule } = request.draft
  const { fired } = await replay({ rule, cooldownSeconds: HOUR, quiet: null }, 'UTC', now, {
    store,
    workspace,
  })
  expect(fired).toHaveLength(2)
  for (const { at, until } of fired) {
    expect(((until ?? 0) - at) / HOUR).toBeLessThanOrEqual(3)
  }
  const [first, second] = fired
  expect(((second?.at ?? 0) - (first?.at ?? 0)) / DAY).toBeCloseTo(7, 1)
})
