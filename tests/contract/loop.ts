import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { NewFeedback } from '../../src/core/feedback.ts'
import type { EpochSeconds, FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { ImprovementSettings, LoopItem } from '../../src/core/loop.ts'
import type { Store } from '../../src/core/store.ts'
import { feedback as given } from './feedback.ts'

const NINE = (Date.UTC(2026, 10, 16, 9) / 1000) as EpochSeconds
const HOUR = 3600
const later = (hours: number) => Math.round(NINE + hours * HOUR) as EpochSeconds

/** What every database must do with items that are to be answered, and with improvements. */
export function describeLoop(
  open: () => Promise<{ store: Store; dispose(): Promise<void> }>,
): void {
  let opened: Awaited<ReturnType<typeof open>>
  let store: Store
  let workspace: WorkspaceId
  let made = 0
  beforeAll(async () => {
    opened = await open()
    store = opened.store
  })
  afterAll(async () => {
    await opened.dispose()
  })
  beforeEach(async () => {
    made += 1
    const settings = { zone: 'UTC', locale: 'en', sample: false } as const
    workspace = (await store.ensureWorkspace(`loop-${made}`, settings)).id
  })

  const nobody = { firstResponse: null, resolution: null, origin: null }
  let items = 0
  /** Stores feedback that waits from `hours` after nine. */
  async function waiting(hours: number, more: Partial<NewFeedback> = {}): Promise<LoopItem> {
    items += 1
    const item = given({ ...more, externalId: `loop-item-${items}`, at: later(hours) })
    await store.add(workspace, item)
    const id = await store.moderation.idOf(workspace, item.source, item.externalId)
    const feedback = id as FeedbackId
    await store.loop.track(workspace, { feedback, at: later(hours), origin: null })
    return { feedback, at: later(hours), state: 'open', ...nobody }
  }
  const by = (hours: number) => ({ user: 'slack:U1', name: 'Ona 🦊', at: later(hours) })
  const openIds = async (filters: Parameters<Store['loop']['open']>[1]['filters'] = []) =>
    (await store.loop.open(workspace, { filters, limit: 10 })).items.map(({ feedback }) => feedback)

  /** Imports tickets that are answered and resolved so many hours after nine. */
  async function imported(
    file: string,
    tickets: readonly (readonly [id: string, answered: number | null, resolved: number | null])[],
  ) {
    const start = { file, fingerprint: `${made}-${file}`, mapping: '{}', startedAt: later(99) }
    const { id } = await store.openImport(workspace, start)
    const at = (hours: number | null) => (hours === null ? null : later(hours))
    const items = tickets.map(([externalId, answered, resolved]) => ({
      ...given({ externalId, at: NINE }),
      followUp: { firstResponseAt: at(answered), resolvedAt: at(resolved) },
    }))
    const progress = { id, rows: items.length, rejected: 0, reasons: [] }
    await store.ingest(workspace, { items, derivedIds: false, progress })
    await store.finishImport(workspace, id, later(99))
    return id
  }
  const { source } = given({})
  const itemOf = async (externalId: string) => {
    const id = (await store.moderation.idOf(workspace, source, externalId)) ?? 0
    return await store.loop.item(workspace, id as FeedbackId)
  }

  test('an import says what was answered, what was resolved and what still waits', async () => {
    const id = await imported('a.csv', [
      ['t1', 1, 5],
      ['t2', 2, null],
      ['t3', null, null],
      ['t4', null, 4],
    ])
    const bot = { user: `import:${id}`, name: `I-${id}` }
    expect(await itemOf('t1')).toMatchObject({
      state: 'resolved',
      at: NINE,
      firstResponse: { ...bot, at: later(1) },
      resolution: { ...bot, at: later(5) },
    })
    expect(await itemOf('t2')).toMatchObject({ state: 'answered', resolution: null })
    expect(await itemOf('t3')).toMatchObject({ state: 'open', firstResponse: null })
    expect(await itemOf('t4')).toMatchObject({ state: 'resolved', firstResponse: { at: later(4) } })
  })

  test('an export says when feedback was answered and resolved, where anybody is to answer', async () => {
    await store.add(workspace, given({ externalId: 'nobody waits', at: NINE }))
    await imported('a.csv', [
      ['t1', 1, 5],
      ['t2', null, null],
    ])
    const times = async (after: FeedbackId | null) =>
      (await store.exportPage(workspace, after, 2)).map(({ externalId, followUp }) => [
        externalId,
        followUp,
      ])
    expect(await times(null)).toEqual([
      ['nobody waits', undefined],
      ['t1', { firstResponseAt: later(1), resolvedAt: later(5) }],
    ])
    const [, second] = await store.exportPage(workspace, null, 2)
    expect(await times(second?.id ?? null)).toEqual([
      ['t2', { firstResponseAt: null, resolvedAt: null }],
    ])
  })

  test('a later export of the same tickets adds what has happened since, and only that goes with its undo', async () => {
    await imported('first.csv', [
      ['t1', 1, null],
      ['t2', null, null],
    ])
    const second = await imported('second.csv', [
      ['t1', 3, 6],
      ['t2', 2, null],
    ])
    expect(await itemOf('t1')).toMatchObject({
      state: 'resolved',
      firstResponse: { at: later(1) },
      resolution: { at: later(6) },
    })
    expect(await itemOf('t2')).toMatchObject({ state: 'answered' })
    await store.undoImport(workspace, second)
    expect(await itemOf('t1')).toMatchObject({ state: 'answered', resolution: null })
    expect(await itemOf('t2')).toMatchObject({ state: 'open', firstResponse: null })
  })

  test('what somebody opened again stays open, whatever an old export says', async () => {
    await imported('first.csv', [['t1', 1, 5]])
    const item = await itemOf('t1')
    if (!item) throw new Error('the item is not there')
    await store.loop.save(workspace, { ...item, state: 'open', resolution: null })
    await imported('again.csv', [['t1', 1, 5]])
    expect(await itemOf('t1')).toMatchObject({ state: 'open', resolution: null })
  })

  test('what was answered before somebody opened it again is old, what was after is new', async () => {
    await imported('first.csv', [
      ['t1', 1, 5],
      ['t2', 1, 5],
    ])
    const both = await Promise.all(['t1', 't2'].map(itemOf))
    for (const item of both) {
      if (!item) throw new Error('the item is not there')
      const change = { feedback: item.feedback, by: by(8), before: { state: 'resolved' } }
      await store.moderation.noteChange(workspace, { ...change, after: { state: 'open' } })
      await store.loop.save(workspace, { ...item, state: 'answered', resolution: null })
    }
    await imported('again.csv', [
      ['t1', 1, 5],
      ['t2', 1, 9],
    ])
    expect(await itemOf('t1')).toMatchObject({ state: 'answered', resolution: null })
    expect(await itemOf('t2')).toMatchObject({
      state: 'resolved',
      firstResponse: { at: later(1) },
      resolution: { at: later(9) },
    })
  })

  test('taking back an import takes its answers with it, and the same id twice in a file is one item', async () => {
    const id = await imported('a.csv', [
      ['t1', 1, null],
      ['t1', null, 7],
    ])
    expect(await itemOf('t1')).toMatchObject({ state: 'resolved', firstResponse: { at: later(1) } })
    await store.undoImport(workspace, id)
    expect(await store.loop.used(workspace)).toBe(false)
  })

  test('items wait in the order in which they were said, a page at a time', async () => {
    const second = await waiting(2, { store: 'Centre' })
    const first = await waiting(1, { store: 'Harbour' })
    const third = await waiting(3, { store: 'Centre' })
    const page = await store.loop.open(workspace, { filters: [], limit: 2 })
    expect(page.items).toEqual([first, second])
    const after = page.next ?? ''
    const rest = await store.loop.open(workspace, { filters: [], limit: 2, after })
    expect(rest).toEqual({ items: [third], next: null })
    expect(await openIds([{ dimension: 'store', names: ['Centre'] }])).toEqual([
      second.feedback,
      third.feedback,
    ])
    expect(await openIds([{ dimension: 'store', names: ['Nowhere'] }])).toEqual([])
  })

  test('an item is kept as it became, and is tracked once', async () => {
    const item = await waiting(1)
    const answered: LoopItem = { ...item, state: 'answered', firstResponse: by(2) }
    await store.loop.save(workspace, answered)
    await store.loop.track(workspace, { feedback: item.feedback, at: later(5), origin: null })
    expect(await store.loop.item(workspace, item.feedback)).toEqual(answered)
    expect(await openIds()).toEqual([])
    await store.loop.save(workspace, { ...answered, state: 'resolved', resolution: by(3) })
    expect(await store.loop.item(workspace, item.feedback)).toMatchObject({
      state: 'resolved',
      resolution: by(3),
    })
    expect(await store.loop.used(workspace)).toBe(true)
  })

  test('an item follows its feedback: its time, and its end', async () => {
    const { feedback } = await waiting(1)
    await store.edit(workspace, feedback, { at: later(4) })
    expect((await store.loop.item(workspace, feedback))?.at).toBe(later(4))
    await store.remove(workspace, [feedback])
    expect(await store.loop.item(workspace, feedback)).toBeUndefined()
    expect(await openIds()).toEqual([])
  })

  test('complaints are counted among what waits', async () => {
    const review = { kind: 'review', scale: { min: 1, max: 5, reversed: false } } as const
    const reversed = { ...review, scale: { min: 1, max: 5, reversed: true } }
    for (const score of [1, 2, 3, 5]) await waiting(2, { ...review, score })
    await waiting(1, { ...reversed, score: 4 })
    await waiting(3, { ...reversed, score: 1 })
    const { feedback } = await waiting(0, { ...review, score: 1 })
    await store.loop.save(workspace, {
      feedback,
      at: later(0),
      state: 'resolved',
      ...nobody,
      resolution: by(1),
    })
    expect(await store.loop.openCounts(workspace, [])).toEqual({
      open: 6,
      complaints: 3,
      oldest: later(1),
    })
    const centre = [{ dimension: 'store', names: ['Centre'] }] as const
    expect(await store.loop.openCounts(workspace, centre)).toEqual({
      open: 0,
      complaints: 0,
      oldest: null,
    })
  })

  test('durations are counted by the minute, for each value, with what still waits', async () => {
    const took = async (hours: number | null, at: number, store_: string) => {
      const item = await waiting(at, { store: store_ })
      if (hours === null) return
      await store.loop.save(workspace, {
        ...item,
        state: 'answered',
        firstResponse: by(at + hours),
      })
    }
    await took(1, 0, 'Centre')
    await took(1.008, 1, 'Centre')
    await took(2, 0, 'Harbour')
    await took(null, 0, 'Harbour')
    await took(null, 6, 'Harbour')
    await took(3, 30, 'Harbour')
    const query = {
      step: 'response',
      range: { start: NINE, end: later(24) },
      filters: [],
      dueBefore: later(5),
    } as const
    const hour = { minutes: 60, count: 2, due: 2 }
    const two = { minutes: 120, count: 1, due: 1 }
    expect(await store.loop.durations(workspace, query)).toEqual([
      { value: null, durations: [hour, two], waiting: { count: 2, due: 1 } },
    ])
    const groups = await store.loop.durations(workspace, { ...query, by: 'store' })
    expect([...groups].sort((a, b) => String(a.value).localeCompare(String(b.value)))).toEqual([
      { value: 'Centre', durations: [hour], waiting: { count: 0, due: 0 } },
      { value: 'Harbour', durations: [two], waiting: { count: 2, due: 1 } },
    ])
    const resolution = await store.loop.durations(workspace, { ...query, step: 'resolution' })
    expect(resolution).toEqual([{ value: null, durations: [], waiting: { count: 5, due: 4 } }])
  })

  test('what was written in a chat is found by tag, with its place', async () => {
    const origin = {
      platform: 'slack',
      community: 'T1',
      channel: 'C1',
      thread: '100.1',
      author: 'Jonas',
    }
    const item = await waiting(1, { tags: ['returns'] })
    await waiting(1, { tags: ['returns'] })
    await store.loop.save(workspace, { ...item, origin })
    const returns = [{ dimension: 'tag', names: ['returns'] }] as const
    const asked = (after: number) =>
      store.loop.asked(workspace, { filters: returns, after: after as FeedbackId, limit: 10 })
    expect(await asked(0)).toEqual([{ ...item, origin }])
    expect(await asked(item.feedback)).toEqual([])
  })

  const settings: ImprovementSettings = {
    label: 'Faster refunds “now”',
    metric: 'nps',
    filters: [{ dimension: 'tag', names: ['returns'] }],
    at: NINE,
    owner: { platform: 'slack', community: 'T1', user: 'U1', name: 'Ona' },
    target: { type: 'place', platform: 'slack', community: 'T1', channel: 'C1', thread: null },
    locale: 'lt',
    tell: true,
  }

  test('an improvement is looked at when it is due, and settled by one', async () => {
    const marked = await store.loop.mark(workspace, settings, later(-5))
    expect(marked).toMatchObject({ ...settings, state: 'watching', askedAfter: 0, outcome: null })
    const mine = async (now: EpochSeconds) =>
      (await store.loop.due(now, 50)).filter((each) => each.workspace === workspace)
    expect(await mine(later(-1))).toEqual([])
    expect(await mine(NINE)).toEqual([marked])
    const change = {
      value: 12,
      low: 3,
      high: 21,
      verdict: 'up',
      baseline: { from: '2026-11-09', to: '2026-11-16', value: 10, n: 40 },
    } as const
    const told = { state: 'told', nextCheck: later(9), askedAfter: null, outcome: change } as const
    expect(await store.loop.settle(marked, told)).toBe(true)
    expect(await store.loop.settle(marked, told)).toBe(false)
    expect(await mine(later(99))).toEqual([])
    expect(await store.loop.improvements(workspace)).toEqual([{ ...marked, ...told, revision: 1 }])
    expect(await store.loop.unmark(workspace, marked.id)).toBe(true)
    expect(await store.loop.unmark(workspace, marked.id)).toBe(false)
    expect(await store.loop.improvements(workspace)).toEqual([])
  })
}
