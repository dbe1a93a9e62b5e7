import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Destination } from '../../src/core/delivery.ts'
import { UserError } from '../../src/core/errors.ts'
import type { NewFeedback } from '../../src/core/feedback.ts'
import type { EpochSeconds, FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { Improvement, ImprovementSettings } from '../../src/core/loop.ts'
import type { Reply } from '../../src/core/reply.ts'
import type { Store } from '../../src/core/store.ts'
import { type WatchParts, watchImprovements } from '../../src/loop/watch.ts'
import { openStore } from '../../storage/index.ts'
import { answers, textOf } from '../commands/made-workspace.ts'

const DAY = 86_400
/** A Monday. */
const START = (Date.parse('2026-11-02T00:00:00Z') / 1000) as EpochSeconds

let folder: string
let store: Store
let workspace: WorkspaceId
let now: EpochSeconds
let sent: { readonly reply: Reply; readonly to: Destination; readonly key: string }[]
let refused: ReadonlySet<string>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cxbot-improvements-'))
  now = START
  sent = []
  refused = new Set()
  store = await openStore(`sqlite:${join(folder, 'store.db')}`, { clock: () => now * 1000 })
  const settings = { zone: 'UTC', locale: 'en', sample: false } as const
  workspace = (await store.ensureWorkspace('team', settings)).id
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const parts = (): WatchParts => ({
  store,
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  clock: () => now,
  outlet: (platform) => ({
    bot: 'B1',
    encode(reply, to, { keyPrefix, giveUpAt }) {
      const key = `${keyPrefix}:0`
      sent.push({ reply, to, key })
      const part = { platform, bot: 'B1', place: 'C1', payload: '{}', notBefore: now }
      return { parts: [{ ...part, key, giveUpAt }], buttons: [] }
    },
    place: async (channel, thread) => ({
      community: 'T1',
      channel,
      thread,
      kind: 'channel',
      shared: false,
      name: channel,
      member: channel !== 'C-left',
    }),
  }),
  async accessOf(_, target) {
    const channel = target.type === 'place' ? target.channel : target.user
    if (refused.has(channel)) throw new UserError('access.destination-unlinked', { place: channel })
    return { role: 'manager', home: workspace, workspace: 'team', scope: [], link: null }
  },
  seenWith: async (whole) => whole,
})

const mark = (more: Partial<ImprovementSettings> = {}): Promise<Improvement> =>
  store.loop.mark(
    workspace,
    {
      label: 'faster refunds',
      metric: 'nps',
      filters: [],
      at: START,
      owner: { platform: 'slack', community: 'T1', user: 'U1', name: 'Ona' },
      target: { type: 'place', platform: 'slack', community: 'T1', channel: 'C1', thread: null },
      locale: 'en',
      tell: false,
      ...more,
    },
    now,
  )
const add = (...items: readonly NewFeedback[][]) =>
  store.ingest(workspace, { items: items.flat(), derivedIds: false })
const onDay = (day: number) => ({ at: (START + day * DAY + 3600) as EpochSeconds })

/** Lets days pass and looks at the improvements, as the running bot does; returns what is told. */
async function pass(days: number): Promise<readonly string[]> {
  const before = sent.length
  now = (now + days * DAY) as EpochSeconds
  await watchImprovements(parts())
  return sent.slice(before).map(({ reply }) => textOf(reply))
}
const state = async () => (await store.loop.improvements(workspace))[0]

describe('an improvement', () => {
  test('is judged after a whole week with thirty answers on both sides, and told once', async () => {
    await add(answers(20, 'nps', 10, onDay(-3)), answers(20, 'nps', 3, onDay(-3)))
    await mark()
    expect(await pass(0)).toEqual([])
    await add(answers(38, 'nps', 10, onDay(2)), answers(2, 'nps', 3, onDay(2)))
    expect(await pass(6)).toEqual([])
    const told = await pass(1)
    expect(told).toHaveLength(2)
    expect(told[0]).toContain('“faster refunds”, since 2 Nov 2026, NPS. ▲ Clear rise: +90.0 points')
    expect(told[0]).toContain('(26 Oct – 1 Nov 2026, 40 answers)')
    expect(sent.map(({ to }) => to)).toEqual([
      { type: 'place', channel: 'C1', thread: null },
      { type: 'person', user: 'U1' },
    ])
    expect(await pass(30)).toEqual([])
    expect(await state()).toMatchObject({ state: 'told', outcome: { verdict: 'up' } })
    expect((await store.delivery.depth()).parts).toBe(2)
  })

  test('is looked at again week by week while there are too few answers', async () => {
    await add(answers(20, 'nps', 10, onDay(-3)), answers(20, 'nps', 3, onDay(-10)))
    await add(answers(20, 'nps', 10, onDay(2)), answers(20, 'nps', 3, onDay(9)))
    await mark()
    expect(await pass(8)).toEqual([])
    expect(await pass(5)).toEqual([])
    const [told] = await pass(2)
    expect(told).toContain('≈ No clear change')
    expect(told).toContain('(19 Oct – 1 Nov 2026, 40 answers)')
  })

  test('of which nothing can be said after half a year is told so', async () => {
    await add(answers(5, 'nps', 10, onDay(-3)))
    await mark()
    const [told] = await pass(7 * 26)
    expect(told).toContain('too few answers before or after it')
    expect(await state()).toMatchObject({ state: 'told' })
  })

  test('counts only what its filters let through', async () => {
    const [centre, harbour] = [{ store: 'Centre' }, { store: 'Harbour' }]
    await add(answers(40, 'nps', 10, { ...onDay(-3), ...harbour }))
    await add(answers(40, 'nps', 3, { ...onDay(-3), ...centre }))
    await add(answers(40, 'nps', 3, { ...onDay(3), ...harbour }))
    await add(answers(40, 'nps', 10, { ...onDay(3), ...centre }))
    await mark({ filters: [{ dimension: 'store', names: ['Centre'] }] })
    const [told] = await pass(7)
    expect(told).toContain('NPS store:Centre. ▲ Clear rise: +200.0 points')
  })

  test('is told to its owner alone where its place may not see it any more', async () => {
    await add(answers(40, 'nps', 10, onDay(-3)), answers(40, 'nps', 10, onDay(3)))
    await mark()
    refused = new Set(['C1'])
    expect(await pass(7)).toHaveLength(1)
    expect(sent[0]?.to).toEqual({ type: 'person', user: 'U1' })
  })

  test('is told by one of two processes', async () => {
    await add(answers(40, 'nps', 10, onDay(-3)), answers(40, 'nps', 10, onDay(3)))
    await mark()
    now = (now + 8 * DAY) as EpochSeconds
    const other = await openStore(`sqlite:${join(folder, 'store.db')}`, { clock: () => now * 1000 })
    await Promise.all([watchImprovements(parts()), watchImprovements({ ...parts(), store: other })])
    expect((await store.delivery.depth()).parts).toBe(2)
    await other.close()
  })

  test('marked at the machine itself is judged and told to nobody', async () => {
    await add(answers(40, 'nps', 10, onDay(-3)), answers(40, 'nps', 10, onDay(3)))
    const owner = { platform: 'console', community: null, user: 'me', name: 'me' }
    await mark({ owner, target: { type: 'person', platform: 'console', user: 'me' } })
    expect(await pass(7)).toEqual([])
    expect(await state()).toMatchObject({ state: 'told', outcome: { verdict: 'no-clear-change' } })
  })
})

describe('those who asked', () => {
  async function asked(channel: string, author: string, tags: readonly string[]) {
    const [item] = answers(1, 'mention', 0, { score: null, scale: null, text: 'Refund?', tags })
    if (!item) throw new Error('one was asked for')
    await add([item])
    const feedback = await store.moderation.idOf(workspace, item.source, item.externalId)
    const origin = { platform: 'slack', community: 'T1', channel, thread: '100.1', author }
    await store.loop.track(workspace, { feedback: feedback as FeedbackId, at: item.at, origin })
  }
  const tag = [{ dimension: 'tag', names: ['returns'] }] as const

  test('are told where they wrote, once each, where the owner wants it', async () => {
    await asked('C2', 'Jonas *', ['returns'])
    await asked('C3', 'Asel', ['returns', 'late'])
    await asked('C4', 'Ivan', ['late'])
    await asked('C-left', 'Petr', ['returns'])
    await asked('C5', 'Olga', ['returns'])
    refused = new Set(['C5'])
    await mark({ filters: tag, tell: true })
    expect(await pass(0)).toEqual([
      'Jonas *, what you asked for is done: “faster refunds”.',
      'Asel, what you asked for is done: “faster refunds”.',
    ])
    expect(sent[0]?.to).toEqual({ type: 'place', channel: 'C2', thread: '100.1' })
    expect(await pass(1)).toEqual([])
  })

  test('are told nothing without that', async () => {
    await asked('C2', 'Jonas', ['returns'])
    await mark({ filters: tag })
    expect(await pass(0)).toEqual([])
  })

  test('are told when the improvement begins, where it is in the future', async () => {
    await asked('C2', 'Jonas', ['returns'])
    await mark({ filters: tag, tell: true, at: (START + 5 * DAY) as EpochSeconds })
    expect(await pass(4)).toEqual([])
    expect(await pass(1)).toHaveLength(1)
  })
})
