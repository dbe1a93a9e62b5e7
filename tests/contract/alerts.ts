import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { AlertSettings, ClaimedAlert, Reading } from '../../src/core/alert.ts'
import type { AlertId, EpochSeconds, FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { AlertCheck, Store } from '../../src/core/store.ts'
import { answer } from './feedback.ts'

const NINE = (Date.UTC(2026, 10, 16, 9) / 1000) as EpochSeconds
const LEASE = 60

/** What every database must do with alerts and their incidents. */
export function describeAlerts(
  open: (clock: () => number) => Promise<{
    store: Store
    /** A second process on the same database; the same store where there can be but one. */
    other: Store
    dispose(): Promise<void>
  }>,
): void {
  const clock = { now: NINE * 1000 }
  let opened: Awaited<ReturnType<typeof open>>
  let store: Store
  let other: Store
  let workspace: WorkspaceId
  let made = 0
  beforeAll(async () => {
    opened = await open(() => clock.now)
    ;({ store, other } = opened)
  })
  afterAll(async () => {
    await opened.dispose()
  })
  beforeEach(async () => {
    made += 1
    clock.now += 3_600_000
    const settings = { zone: 'Europe/Vilnius', locale: 'en', sample: false } as const
    workspace = (await store.ensureWorkspace(`alerts-${made}`, settings)).id
  })

  const settings: AlertSettings = {
    name: 'Delivery',
    owner: { platform: 'slack', community: 'T1', user: 'U1', name: 'Ona' },
    target: { type: 'place', platform: 'slack', community: 'T1', channel: 'C1', thread: null },
    rule: {
      type: 'level',
      metric: 'negative-share',
      side: 'above',
      bound: 40,
      least: 20,
      clearly: false,
      window: { type: 'rolling', seconds: 7200 },
      filters: [],
      each: 'store',
    },
    locale: 'kk',
    cooldownSeconds: 3600,
    quiet: null,
  }
  const seconds = () => Math.floor(clock.now / 1000) as EpochSeconds
  const create = () => store.alerts.create(workspace, settings, seconds(), null)
  const mine = async (from: Store): Promise<readonly ClaimedAlert[]> =>
    (await from.alerts.claim(1000, LEASE)).filter(({ alert }) => alert.workspace === workspace)
  const reading = (subject: string): Reading => ({
    subject,
    firing: true,
    value: 52,
    low: 41,
    high: 62,
    n: 86,
    against: 40,
    items: [],
  })
  const check = (more: Partial<AlertCheck> = {}): AlertCheck => ({
    at: seconds(),
    againSeconds: 60,
    seen: null,
    lookedAt: seconds(),
    begun: [],
    told: [],
    ended: [],
    ...more,
  })

  test('an alert is found as it was made', async () => {
    const { id } = await create()
    expect(await store.alerts.find(workspace, id)).toEqual({
      ...settings,
      workspace,
      id,
      state: 'active',
      reason: null,
      createdAt: seconds(),
      snoozedUntil: null,
      seen: null,
      lookedAt: seconds(),
    })
    expect(await store.alerts.list(workspace)).toHaveLength(1)
    expect(await store.alerts.find(workspace, (id + 1) as AlertId)).toBeUndefined()
  })

  test('it is looked at by one process, and again after its time', async () => {
    await create()
    const [claimed] = await mine(store)
    expect(await mine(other)).toEqual([])
    expect(claimed && (await store.alerts.settle(claimed, check()))).toBe(true)
    expect(await mine(other)).toEqual([])
    clock.now += 61_000
    expect(await mine(other)).toHaveLength(1)
  })

  test('a holder whose lease ran out changes nothing any more', async () => {
    const { id } = await create()
    const [late] = await mine(store)
    clock.now += (LEASE + 1) * 1000
    const [taken] = await mine(other)
    const begun = [{ reading: reading('Centre'), told: true }]
    expect(late && (await store.alerts.settle(late, check({ begun })))).toBe(false)
    expect(await store.alerts.incidents(workspace, id, 10)).toEqual([])
    expect(taken && (await other.alerts.settle(taken, check({ begun })))).toBe(true)
    expect(await store.alerts.incidents(workspace, id, 10)).toHaveLength(1)
  })

  test('incidents begin, are told of, are looked after and end', async () => {
    const { id } = await create()
    const [first] = await mine(store)
    const begun = ['Centre', 'Harbour'].map((subject) => ({
      reading: reading(subject),
      told: subject === 'Centre',
    }))
    const began = seconds()
    if (first) await store.alerts.settle(first, check({ begun }))
    expect(await store.alerts.acknowledge(workspace, id, 'Ona', seconds())).toBe(2)
    clock.now += 61_000
    const [second] = await mine(store)
    expect(second?.open.map(({ subject, toldAt }) => [subject, toldAt])).toEqual([
      ['Centre', began],
      ['Harbour', null],
    ])
    const [centre, harbour] = second?.open ?? []
    if (second && centre && harbour) {
      await store.alerts.settle(second, check({ told: [harbour], ended: [centre] }))
    }
    const now = seconds()
    expect(await store.alerts.incidents(workspace, id, 10)).toMatchObject([
      { subject: 'Centre', toldAt: began, resolvedAt: now, acknowledgedBy: 'Ona' },
      { subject: 'Harbour', toldAt: now, resolvedAt: null, reading: reading('Harbour') },
    ])
  })

  test('one that is held is looked at by nobody', async () => {
    const { id } = await create()
    await store.alerts.change(workspace, id, { state: 'held', reason: 'digests.place-gone' })
    expect(await mine(store)).toEqual([])
    await store.alerts.change(workspace, id, { state: 'muted', reason: null })
    expect(await mine(store)).toHaveLength(1)
  })

  test('one that is removed takes its incidents along', async () => {
    const { id } = await create()
    const [claimed] = await mine(store)
    const begun = [{ reading: reading(''), told: true }]
    if (claimed) await store.alerts.settle(claimed, check({ begun }))
    expect(await store.alerts.remove(workspace, id)).toBe(true)
    expect(await store.alerts.incidents(workspace, id, 10)).toEqual([])
    expect(await store.alerts.remove(workspace, id)).toBe(false)
  })

  test('how far the feedback was looked at, and when, is kept', async () => {
    expect(await store.alerts.newestFeedback(workspace)).toBeNull()
    await store.ingest(workspace, { items: [answer(3), answer(9)], derivedIds: false })
    const newest = (await store.alerts.newestFeedback(workspace)) as FeedbackId
    expect((await store.feedback(workspace, newest))?.score).toBe(9)
    const { id } = await create()
    const [claimed] = await mine(store)
    const lookedAt = (seconds() + 5) as EpochSeconds
    if (claimed) await store.alerts.settle(claimed, check({ seen: newest, lookedAt }))
    expect(await store.alerts.find(workspace, id)).toMatchObject({ seen: newest, lookedAt })
  })
}
