import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { FeedbackPatch, NewFeedback } from '../../src/core/feedback.ts'
import type { EpochSeconds, FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { Person } from '../../src/core/privacy.ts'
import type { Store } from '../../src/core/store.ts'
import { operator } from '../access.ts'

const NOW = (Date.UTC(2026, 10, 16, 9) / 1000) as EpochSeconds
const DAY = 86_400
const ona: Person = { dimension: 'customer', name: 'Ona Petraitienė' }

function answer(id: string, extra: Partial<NewFeedback> = {}): NewFeedback {
  return {
    kind: 'nps',
    score: 9,
    scale: { min: 0, max: 10, reversed: false },
    survey: null,
    text: `The courier was late ${id}`,
    lang: 'en',
    at: NOW,
    source: 'email',
    externalId: id,
    customer: null,
    author: null,
    brand: null,
    product: null,
    channel: null,
    store: 'Old Town',
    stage: null,
    segment: null,
    tags: [],
    url: null,
    factors: [],
    ...extra,
  }
}

const own = (id: string): NewFeedback =>
  answer(id, { customer: ona.name, text: `Zqxcanary words of mine ${id}`, score: 2 })

/** What every database must do to forget people. */
export function describePrivacy(
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
    const settings = { zone: 'Europe/Vilnius', locale: 'en', sample: false } as const
    workspace = (await store.ensureWorkspace(`privacy-${made}`, settings)).id
  })

  const ingest = (items: readonly NewFeedback[]) =>
    store.ingest(workspace, { items, derivedIds: false })
  const forget = async (person: Person) =>
    await store.privacy.erase(
      workspace,
      person,
      await store.privacy.tombstone(workspace, person, NOW),
    )
  const texts = async () => (await store.exportPage(workspace, null, 100)).map(({ text }) => text)

  describe('what is stored of a person', () => {
    test('is counted without the words', async () => {
      await ingest([
        own('a1'),
        { ...own('a2'), at: (NOW - DAY) as EpochSeconds, source: 'shop' },
        answer('b1', { text: `I asked for ${ona.name}, who was kind` }),
        answer('b2', { text: `${ona.name}s is another name` }),
      ])
      const traces = await store.privacy.traces(workspace, { ...ona, name: 'ONA PETRAITIENE' })
      expect(traces).toMatchObject({
        names: [ona.name],
        feedback: 2,
        texts: 2,
        first: NOW - DAY,
        last: NOW,
        sources: ['email', 'shop'],
        mentions: 1,
      })
      expect(JSON.stringify(traces)).not.toContain('canary')
    })

    test('is nothing of a stranger', async () => {
      await ingest([own('a1')])
      const nobody: Person = { dimension: 'customer', name: 'Nobody' }
      expect(await store.privacy.traces(workspace, nobody)).toMatchObject({
        names: [],
        feedback: 0,
        reports: 0,
        log: 0,
      })
    })
  })

  describe('forgetting a person', () => {
    test('refuses them also in a batch that waits for its turn', async () => {
      await ingest([own('a1')])
      let start: () => void = () => undefined
      const after = new Promise<void>((resolve) => {
        start = resolve
      })
      const waiting = store.ingest(workspace, {
        items: [answer('b1'), own('a2'), answer('b2')],
        derivedIds: false,
        turn: { after, onUnderWay: () => undefined },
      })
      await forget(ona)
      start()
      expect(await waiting).toEqual({ accepted: 2, duplicates: [1], conflicts: [] })
      expect(await texts()).toEqual(['The courier was late b1', 'The courier was late b2'])
    })

    test('takes their feedback with its counts and what it is found by, and leaves the rest', async () => {
      await ingest([own('a1'), own('a2'), answer('b1')])
      expect(await forget(ona)).toMatchObject({ feedback: 2 })
      expect(await texts()).toEqual(['The courier was late b1'])
      const range = { start: 0 as EpochSeconds, end: (NOW + DAY) as EpochSeconds }
      const found = { range, filters: [], limit: 5 }
      expect((await store.quotes(workspace, { ...found, words: ['zqxcanary'] })).quotes).toEqual([])
      expect((await store.quotes(workspace, { ...found, words: ['courier'] })).quotes).toHaveLength(
        1,
      )
      expect(await store.names(workspace, 'customer', { limit: 5 })).toEqual([])
      expect(await store.privacy.traces(workspace, ona)).toMatchObject({ names: [], feedback: 0 })
    })

    test('takes the name out of what others wrote', async () => {
      await ingest([own('a1'), answer('b1', { text: `I asked for ${ona.name}, who was kind` })])
      expect(await forget(ona)).toMatchObject({ feedback: 1, mentions: 1 })
      expect(await texts()).toEqual(['I asked for […], who was kind'])
    })

    test('goes through reports, the log, changes and what people logged', async () => {
      await ingest([own('a1'), answer('b1')])
      const [mine, other] = await store.exportPage(workspace, null, 10)
      const by = { user: 'slack:U1', name: ona.name, at: NOW }
      await store.access.record(workspace, {
        ...operator,
        name: ona.name,
        command: 'nps',
        outcome: 'answered',
        detail: '',
      })
      await store.moderation.noteLogged(workspace, (mine?.id ?? 0) as FeedbackId, by)
      const changed: FeedbackPatch = { customer: ona.name }
      await store.moderation.noteChange(workspace, {
        feedback: (other?.id ?? 0) as FeedbackId,
        by: { ...by, name: 'Jonas' },
        before: { ...changed },
        after: { customer: null },
      })
      const id = await store.reserveReport(workspace)
      await store.saveReport(workspace, {
        id,
        at: NOW,
        commandLine: `nps customer:"${ona.name}"`,
        locale: 'en',
        zone: 'UTC',
        report: {
          kind: 'report',
          command: 'nps',
          locale: 'en',
          title: 'NPS',
          view: 'text',
          blocks: [],
        } as never,
        dataVersion: 1,
      })
      expect(await store.privacy.traces(workspace, ona)).toMatchObject({ reports: 1, log: 3 })
      expect(await forget(ona)).toMatchObject({ feedback: 1, reports: 1 })
      expect(await store.findReport(workspace, id)).toBeUndefined()
      expect(await store.moderation.changes(workspace, (other?.id ?? 0) as FeedbackId)).toEqual([])
      const range = { start: 0 as EpochSeconds, end: (NOW + DAY) as EpochSeconds, limit: 5 }
      const named = (await store.access.audit(workspace, range)).map(({ name }) => name)
      expect(named).not.toContain(ona.name)
    })

    test('takes messages about them out of the queues, and leaves those of others', async () => {
      await ingest([own('a1')])
      const bot = `bot ${made}`
      const { delivery } = store
      const part = (key: string, payload: string) => ({
        key: `${bot}:${key}`,
        platform: 'test',
        bot,
        place: key,
        payload: JSON.stringify({ text: payload }),
        notBefore: 0 as EpochSeconds,
        giveUpAt: (NOW * 2) as EpochSeconds,
      })
      await delivery.enqueue(
        [
          part('named', `Answers of ${ona.name}`),
          part('quoted', '“Zqxcanary words of mine a1”, said a customer'),
          part('other', 'NPS 42'),
        ],
        [{ key: `${bot}:button`, line: `nps customer:"${ona.name}"` }],
      )
      const event = (externalId: string, payload: string) => ({
        platform: 'test',
        bot,
        externalId,
        receivedAt: NOW,
        replyBy: null,
        payload,
      })
      await delivery.receive(event('named', `{"line":"nps customer:${ona.name}"}`))
      await delivery.receive(event('other', '{"line":"nps"}'))
      await forget(ona)
      const parts = await delivery.claimParts('test', bot, 10, 30)
      expect(parts.map(({ payload }) => payload)).toEqual(['{"text":"NPS 42"}'])
      const events = await delivery.claimEvents('test', bot, 10, 30)
      expect(events.map(({ externalId }) => externalId)).toEqual(['other'])
      expect(await delivery.buttonLine(`${bot}:button`)).toBeUndefined()
    })

    test('keeps them away when the same file comes again, in any spelling', async () => {
      await ingest([own('a1'), answer('b1')])
      await forget(ona)
      const again = await ingest([
        own('a1'),
        answer('b1'),
        answer('b3'),
        { ...own('a9'), customer: 'ona petraitiene' },
      ])
      expect(again).toEqual({ accepted: 1, duplicates: [0, 1, 3], conflicts: [] })
      expect((await texts()).join()).not.toContain('canary')
      const alone = { ...own('a7') }
      expect(await store.add(workspace, alone)).toBe('duplicate')
    })

    test('is of one workspace: the same name elsewhere stays', async () => {
      await ingest([own('a1')])
      const settings = { zone: 'UTC', locale: 'en', sample: false } as const
      const other = (await store.ensureWorkspace(`privacy-${made}-other`, settings)).id
      await store.ingest(other, { items: [own('a1')], derivedIds: false })
      await forget(ona)
      expect(await store.exportPage(other, null, 5)).toHaveLength(1)
    })

    test('done again finds nothing', async () => {
      await ingest([own('a1')])
      await forget(ona)
      expect(await forget(ona)).toEqual({
        feedback: 0,
        mentions: 0,
        reports: 0,
        messages: 0,
        surveys: 0,
        log: 0,
        posted: 0,
      })
      const named = `privacy-${made}`
      const kept = (await store.privacy.tombstones()).filter((each) => each.workspace === named)
      expect(kept).toHaveLength(1)
      expect(JSON.stringify(kept)).not.toContain('Petraitien')
    })

    test('holds after an old backup was restored: whoever came back goes again', async () => {
      const tombstone = await store.privacy.tombstone(workspace, ona, NOW)
      await ingest([own('a1'), answer('b1')])
      expect(await store.privacy.adopt([tombstone])).toBe(1)
      expect(await texts()).toEqual(['The courier was late b1'])
      expect(await store.privacy.adopt([tombstone])).toBe(0)
    })
  })

  test('a question is answered once, by who asked it, in time', async () => {
    const request = { person: ona, by: 'slack/T1/U1', expiresAt: (NOW + 600) as EpochSeconds }
    await store.privacy.askForget(workspace, 'hash', request)
    const take = (by: string, at: number, hash = 'hash') =>
      store.privacy.takeForget(workspace, hash, by, at as EpochSeconds)
    expect(await take('slack/T1/U2', NOW)).toBeUndefined()
    expect(await take('slack/T1/U1', NOW, 'other')).toBeUndefined()
    expect(await take('slack/T1/U1', NOW)).toEqual(ona)
    expect(await take('slack/T1/U1', NOW)).toBeUndefined()
    await store.privacy.askForget(workspace, 'hash', request)
    expect(await take('slack/T1/U1', NOW + 600)).toBeUndefined()
  })

  test('what is too old goes by its class, a bounded number at once', async () => {
    const old = (NOW - 100 * DAY) as EpochSeconds
    await ingest([
      ...[1, 2, 3].map((each) => answer(`old${each}`, { at: old })),
      answer('older', { at: (NOW - 500 * DAY) as EpochSeconds }),
      answer('new'),
    ])
    const limits = {
      texts: (NOW - 30 * DAY) as EpochSeconds,
      feedback: (NOW - 365 * DAY) as EpochSeconds,
    }
    const removed: number[] = []
    for (;;) {
      const count = await store.privacy.expire(workspace, limits, 2)
      removed.push(count)
      if (count === 0) break
    }
    expect(removed).toEqual([3, 1, 0])
    expect(await texts()).toEqual([null, null, null, 'The courier was late new'])
    expect(await store.span(workspace)).toMatchObject({ first: old })
  })

  test('reports, lines of the audit log and what people changed go by the limits of their classes', async () => {
    const old = (NOW - 100 * DAY) as EpochSeconds
    await ingest([answer('old', { at: old }), answer('new')])
    const [first, second] = await store.exportPage(workspace, null, 2)
    for (const [at, feedback] of [
      [old, first?.id as FeedbackId],
      [NOW, second?.id as FeedbackId],
    ] as const) {
      const by = { user: 'slack:U1', name: 'Jonas', at }
      await store.moderation.noteLogged(workspace, feedback, by)
      const words = { text: 'Zqxcanary' }
      await store.moderation.noteChange(workspace, { feedback, by, before: words, after: words })
      const stores = { store: 'Riga' }
      await store.moderation.noteChange(workspace, { feedback, by, before: stores, after: stores })
      const line = { ...operator, at, command: 'nps', outcome: 'answered', detail: '' } as const
      await store.access.record(workspace, line)
      const id = await store.reserveReport(workspace)
      const report = { kind: 'report', title: 'NPS', blocks: [] } as never
      const kept = {
        id,
        at,
        commandLine: 'nps',
        locale: 'en',
        zone: 'UTC',
        dataVersion: 1,
      } as const
      await store.saveReport(workspace, { ...kept, report })
    }
    const gone = { ...answer('gone', { at: old }), text: 'Zqxcanary was taken back' }
    const by = { user: 'slack:U1', name: 'Jonas', at: old }
    await store.moderation.noteLogged(workspace, 900 as FeedbackId, by)
    await store.moderation.withdraw(workspace, 900 as FeedbackId, gone, by, null)
    const limit = (NOW - 30 * DAY) as EpochSeconds
    const changed = async (id: number | undefined) =>
      (await store.moderation.changes(workspace, id as FeedbackId)).map(({ after }) => after)
    expect(await store.privacy.expire(workspace, { texts: limit }, 50)).toBe(2)
    expect(await changed(first?.id)).toEqual([{ store: 'Riga' }])
    expect(await changed(second?.id)).toEqual([{ text: 'Zqxcanary' }, { store: 'Riga' }])
    expect(await store.moderation.withdrawn(workspace, 900 as FeedbackId)).toBeUndefined()
    const range = { start: 0 as EpochSeconds, end: (NOW + DAY) as EpochSeconds, limit: 9 }
    expect(await store.privacy.expire(workspace, { audit: limit }, 50)).toBe(1)
    expect((await store.access.audit(workspace, range)).map(({ at }) => at)).toEqual([NOW])
    expect(await store.privacy.expire(workspace, { reports: limit }, 50)).toBe(1)
    expect(await store.findReport(workspace, 1 as never)).toBeUndefined()
    expect(await store.findReport(workspace, 2 as never)).toBeDefined()
    expect(await store.privacy.expire(workspace, { feedback: limit }, 50)).toBe(1)
    expect(await changed(first?.id)).toEqual([])
    expect(await texts()).toEqual(['The courier was late new'])
    const all = { texts: limit, audit: limit, reports: limit, feedback: limit }
    expect(await store.privacy.expire(workspace, all, 50)).toBe(0)
  })

  test('what was posted is known for as long as it can be taken back', async () => {
    const bot = `posting bot ${made}`
    const { delivery } = store
    const send = async (key: string) => {
      await delivery.enqueue(
        [
          {
            key: `${bot}:${key}`,
            platform: 'test',
            bot,
            place: key,
            payload: JSON.stringify({ text: `Answers of ${ona.name}` }),
            notBefore: 0 as EpochSeconds,
            giveUpAt: (NOW * 2) as EpochSeconds,
          },
        ],
        [],
      )
      const [part] = await delivery.claimParts('test', bot, 1, 30)
      if (part) await delivery.partSent(part, `message ${key}`, null)
    }
    const later = Math.ceil(Date.now() / 1000) + 60
    await ingest([own('a1')])
    await send('one')
    await delivery.forgetDelivered(later as EpochSeconds, 0 as EpochSeconds, 0 as EpochSeconds)
    expect(await forget(ona)).toMatchObject({ posted: 1 })
    const [taking] = await delivery.claimParts('test', bot, 5, 30)
    expect(taking).toMatchObject({ place: 'one', payload: '{"retract":"message one"}' })
    if (taking) await delivery.partSent(taking, 'message one', null)
    await store.add(workspace, answer('b9', { customer: 'Rasa Rasaitė' }))
    const rasa: Person = { dimension: 'customer', name: 'Rasa Rasaitė' }
    await delivery.forgetDelivered(later as EpochSeconds, 0 as EpochSeconds)
    expect(await forget(rasa)).toMatchObject({ feedback: 1, posted: 0 })
  })
}
