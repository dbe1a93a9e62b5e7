import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { civilDate, dayNumber } from '../../src/calendar/zone.ts'
import type { Digest, DigestSettings } from '../../src/core/digest.ts'
import type { CivilDate, EpochSeconds, WorkspaceId } from '../../src/core/identity.ts'
import type { Store } from '../../src/core/store.ts'

const NINE = (Date.UTC(2026, 10, 16, 9) / 1000) as EpochSeconds
const HOUR = 3600
const LEASE = 30

/** What every database must do with digests and their ledger. */
export function describeDigests(
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
    const settings = { zone: 'Europe/Vilnius', locale: 'en', sample: false } as const
    workspace = (await store.ensureWorkspace(`digests-${made}`, settings)).id
    for (;;) {
      const left = await store.digests.claim(100, LEASE)
      for (const slot of left) await store.digests.complete(slot, { state: 'empty' })
      if (left.length === 0) break
    }
  })

  const settings = (more: Partial<DigestSettings> = {}): DigestSettings => ({
    name: 'Morning',
    owner: { platform: 'slack', community: 'T1', user: 'U1', name: 'Ona' },
    target: { type: 'place', platform: 'slack', community: 'T1', channel: 'C1', thread: null },
    schedule: {
      days: { type: 'weekdays', weekdays: [1, 2, 3, 4, 5] },
      minute: 540,
      zone: 'Europe/Vilnius',
    },
    contents: ['nps yesterday', 'quotes yesterday'],
    locale: 'lt',
    whenEmpty: 'line',
    ...more,
  })
  const create = (nextDue = NINE) => store.digests.create(workspace, settings(), NINE, nextDue)
  const day = (date: string) => date as CivilDate
  const planned = async (digest: Digest, ...dates: string[]) =>
    store.digests.plan(
      digest,
      dates.map((date) => ({ date: day(date), dueAt: NINE, state: 'due' as const })),
      (NINE + 24 * HOUR) as EpochSeconds,
    )
  const mine = async (from: Store) =>
    (await from.digests.claim(100, LEASE)).filter(({ digest }) => digest.workspace === workspace)

  test('a digest is found as it was made, and is there once for each id', async () => {
    const first = await create()
    const second = await create()
    expect(first.id).not.toBe(second.id)
    expect(await store.digests.find(workspace, first.id)).toEqual({
      ...settings(),
      workspace,
      id: first.id,
      state: { type: 'active' },
      createdAt: NINE,
      nextDue: NINE,
      failures: 0,
    })
    expect((await store.digests.list(workspace)).map(({ id }) => id)).toEqual([first.id, second.id])
  })

  test('only active digests are due, each until it is planned', async () => {
    const digest = await create()
    const paused = await create()
    await store.digests.change(workspace, paused.id, { state: { type: 'paused' } })
    const due = async () => {
      const seen: Digest[] = []
      await store.digests.planDue((NINE + 1) as EpochSeconds, 1000, (each) => {
        seen.push(each)
        return { slots: [], nextDue: (NINE + 24 * HOUR) as EpochSeconds }
      })
      return seen.filter((each) => each.workspace === workspace).map(({ id }) => id)
    }
    expect(await due()).toEqual([digest.id])
    expect(await due()).toEqual([])
  })

  test('two processes that plan what is due enter each slot once', async () => {
    const digests = await Promise.all(Array.from({ length: 20 }, () => create()))
    const plan = () => ({
      slots: [{ date: day('2026-11-16'), dueAt: NINE, state: 'due' as const }],
      nextDue: (NINE + 24 * HOUR) as EpochSeconds,
    })
    await Promise.all([store, other, store].map((each) => each.digests.planDue(NINE, 1000, plan)))
    await store.digests.planDue(NINE, 1000, plan)
    for (const { id } of digests) {
      expect(await store.digests.slots(workspace, id, 10)).toHaveLength(1)
      expect((await store.digests.find(workspace, id))?.nextDue).toBe(NINE + 24 * HOUR)
    }
  })

  test('slots are ended together, but for those that another process took over', async () => {
    const [kept, lost] = [await create(), await create()]
    await planned(kept, '2026-11-16')
    const first = await mine(store)
    await planned(lost, '2026-11-16')
    const second = await mine(store)
    clock.now += (LEASE + 1) * 1000
    await mine(other)
    const now = await mine(other)
    expect(now).toEqual([])
    const again = [...first, ...second]
    expect((await store.digests.queued(again)).size).toBe(0)
    clock.now += (LEASE + 1) * 1000
    const held = await mine(other)
    const stale = first.filter(({ digest }) => digest.id === kept.id)
    const fresh = held.filter(({ digest }) => digest.id === lost.id)
    expect([...(await other.digests.queued([...stale, ...fresh]))]).toEqual(fresh)
    const states = async (id: Digest['id']) =>
      (await store.digests.slots(workspace, id, 10)).map(({ state }) => state)
    expect([await states(kept.id), await states(lost.id)]).toEqual([['due'], ['queued']])
  })

  test('two processes that plan the same occurrence enter it once', async () => {
    const digest = await create()
    const seen = await other.digests.find(workspace, digest.id)
    const both = await Promise.all([
      planned(digest, '2026-11-16'),
      other.digests.plan(
        seen as Digest,
        [{ date: day('2026-11-16'), dueAt: NINE, state: 'due' }],
        (NINE + 24 * HOUR) as EpochSeconds,
      ),
    ])
    expect(both.filter(Boolean)).toHaveLength(1)
    expect(await store.digests.slots(workspace, digest.id, 10)).toHaveLength(1)
  })

  test('a slot that is there is not entered again, whatever became of it', async () => {
    const digest = await create()
    await planned(digest, '2026-11-16')
    const [slot] = await mine(store)
    if (slot) await store.digests.complete(slot, { state: 'queued' })
    const again = await store.digests.find(workspace, digest.id)
    await planned(again as Digest, '2026-11-16', '2026-11-17')
    expect((await mine(store)).map(({ date }) => date)).toEqual(['2026-11-17'])
  })

  test('a slot is held by one process until its lease runs out', async () => {
    await planned(await create(), '2026-11-16')
    const [held] = await mine(store)
    expect(await mine(other)).toEqual([])
    clock.now += (LEASE + 1) * 1000
    const [taken] = await mine(other)
    expect(taken).toMatchObject({ date: '2026-11-16', attempts: 2 })
    expect(held && (await store.digests.complete(held, { state: 'queued' }))).toBe(false)
    expect(taken && (await other.digests.complete(taken, { state: 'queued' }))).toBe(true)
  })

  test('a slot that is given back comes again after its time', async () => {
    await planned(await create(), '2026-11-16')
    const [slot] = await mine(store)
    expect(slot && (await store.digests.retry(slot, 'the database was away', 60))).toBe(true)
    expect(await mine(store)).toEqual([])
    clock.now += 61_000
    expect(await mine(store)).toHaveLength(1)
  })

  test('failures in a row are counted until a slot goes out', async () => {
    const digest = await create()
    await planned(digest, '2026-11-16', '2026-11-17', '2026-11-18')
    const failures = async () => (await store.digests.find(workspace, digest.id))?.failures
    const [first, second, third] = await mine(store)
    if (first) await store.digests.complete(first, { state: 'failed', detail: 'no data' })
    if (second) await store.digests.complete(second, { state: 'failed', detail: 'no data' })
    expect(await failures()).toBe(2)
    if (third) await store.digests.complete(third, { state: 'queued' })
    expect(await failures()).toBe(0)
    const slots = await store.digests.slots(workspace, digest.id, 10)
    expect(slots.map(({ date, state, detail }) => [date, state, detail])).toEqual([
      ['2026-11-18', 'queued', null],
      ['2026-11-17', 'failed', 'no data'],
      ['2026-11-16', 'failed', 'no data'],
    ])
  })

  test('what ends a slot and what is said of it are one transaction', async () => {
    const digest = await create()
    await planned(digest, '2026-11-16')
    const [slot] = await mine(store)
    await expect(
      store.atomically(async (within) => {
        if (slot) await within.digests.complete(slot, { state: 'queued' })
        throw new Error('killed')
      }),
    ).rejects.toThrow('killed')
    const [left] = await store.digests.slots(workspace, digest.id, 1)
    expect(left?.state).toBe('due')
  })

  test('a digest that is removed takes its slots along', async () => {
    const digest = await create()
    await planned(digest, '2026-11-16')
    expect(await store.digests.remove(workspace, digest.id)).toBe(true)
    expect(await store.digests.remove(workspace, digest.id)).toBe(false)
    expect(await mine(store)).toEqual([])
  })

  describe('many at once', () => {
    test('each slot is given to one of two processes', async () => {
      const digest = await create()
      const first = dayNumber('2026-09-01')
      const dates = Array.from({ length: 60 }, (_, n) => civilDate(first + n))
      await planned(digest, ...dates)
      const taken = (await Promise.all([mine(store), mine(other), mine(store)])).flat()
      expect(taken).toHaveLength(60)
      expect(new Set(taken.map(({ date }) => date)).size).toBe(60)
    })
  })
}
