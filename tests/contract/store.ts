import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Signature, TextAnalysis } from '../../src/core/analysis.ts'
import type { Dimension, Feedback, NewFeedback } from '../../src/core/feedback.ts'
import { DIMENSIONS } from '../../src/core/feedback.ts'
import type { EpochSeconds, FeedbackId, ImportId, WorkspaceId } from '../../src/core/identity.ts'
import type { QuotePage, Store, TallyQuery, TallyRow, TimeRange } from '../../src/core/store.ts'
import { describeAccess } from './access.ts'
import {
  answer,
  at,
  feedback,
  nought10,
  someAnalysis,
  someCorrection,
  someFeedback,
} from './feedback.ts'
import { countedByHand } from './model.ts'
import { describeOpinions } from './opinions.ts'
import { describeReports } from './reports.ts'
import { describeTurns } from './turns.ts'

const ALWAYS: TimeRange = { start: at('1990-01-01T00:00:00Z'), end: at('2100-01-01T00:00:00Z') }

const moderator: Signature = { user: 'web:1', name: 'Ann', at: at('2026-01-01T00:00:00Z') }

let workspaces = 0

/** What every database must do, whatever it is made of. */
export function describeStore(
  open: () => Promise<{ store: Store; dispose(): Promise<void> }>,
): void {
  let store: Store
  let dispose: () => Promise<void>
  beforeAll(async () => {
    ;({ store, dispose } = await open())
  })
  afterAll(async () => {
    await dispose()
  })

  const workspace = async (zone = 'UTC'): Promise<WorkspaceId> => {
    workspaces += 1
    const settings = { zone, locale: 'en', sample: false } as const
    return (await store.ensureWorkspace(`workspace ${workspaces}`, settings)).id
  }
  const ingest = (ws: WorkspaceId, items: readonly NewFeedback[]) =>
    store.ingest(ws, { items, derivedIds: false })
  const everything = async (ws: WorkspaceId): Promise<Feedback[]> => {
    const found: Feedback[] = []
    for (;;) {
      const page = await store.exportPage(ws, found.at(-1)?.id ?? null, 7)
      if (page.length === 0) return found
      found.push(...page)
    }
  }
  const ask = async (ws: WorkspaceId, query: Partial<TallyQuery>): Promise<readonly TallyRow[]> =>
    await store.tallies(ws, {
      series: (await store.series(ws)).map(({ id }) => id),
      ranges: [ALWAYS],
      filters: [],
      ...query,
    })
  const values = async (ws: WorkspaceId, by: Dimension): Promise<Record<string, number>> =>
    Object.fromEntries(
      (await ask(ws, { by })).map(({ value, tally }) => [value ?? 'none', tally.n]),
    )
  const search = async (ws: WorkspaceId, ...words: string[]): Promise<(string | null)[]> => {
    const page = await store.quotes(ws, { range: ALWAYS, filters: [], words, limit: 100 })
    return page.quotes.map(({ text }) => text)
  }
  /** What the store counts, in the model's words. */
  const counted = async (ws: WorkspaceId, query: TallyQuery): Promise<string[]> =>
    (await store.tallies(ws, query))
      .map(({ range, series, value, tally }) =>
        [
          JSON.stringify([range, series, value]),
          tally.n,
          tally.sum,
          tally.sumOfSquares,
          ...tally.bins,
        ].join(' '),
      )
      .sort()

  describe('workspaces', () => {
    test('are made once and found by name', async () => {
      const settings = { zone: 'Asia/Almaty', locale: 'kk', sample: true } as const
      const made = await store.ensureWorkspace('Дүкен', settings)
      expect(made).toMatchObject({ name: 'Дүкен', ...settings })
      const again = { zone: 'UTC', locale: 'en', sample: false } as const
      expect(await store.ensureWorkspace('Дүкен', again)).toEqual(made)
      expect(await store.findWorkspace('Дүкен')).toEqual(made)
      expect(await store.findWorkspace('дүкен')).toBeUndefined()
      expect(await store.workspaces()).toContainEqual(made)
    })

    test('refuse a zone that does not exist', async () => {
      const settings = { zone: 'Mars/Phobos', locale: 'en', sample: false } as const
      await expect(store.ensureWorkspace('mars', settings)).rejects.toThrow(RangeError)
      expect(await store.findWorkspace('mars')).toBeUndefined()
    })

    test('change their locale and zone', async () => {
      const ws = await workspace('UTC')
      const changed = await store.updateWorkspace(ws, { zone: 'Europe/Vilnius', locale: 'lt' })
      expect(changed).toMatchObject({ zone: 'Europe/Vilnius', locale: 'lt' })
    })

    test('never see one another', async () => {
      const [one, other] = [await workspace(), await workspace()]
      const item = answer(9, { text: 'secret word', store: 'Hidden', tags: ['t'], customer: 'c' })
      await ingest(one, [item])
      const [stored] = await everything(one)
      const id = stored?.id as FeedbackId
      expect(await everything(other)).toEqual([])
      expect(await store.feedback(other, id)).toBeUndefined()
      expect(await store.remove(other, [id])).toBe(0)
      expect(await store.edit(other, id, { score: 0 })).toBeUndefined()
      expect(await search(other, 'secret')).toEqual([])
      expect(await store.series(other)).toEqual([])
      expect(await store.span(other)).toBeUndefined()
      for (const dimension of DIMENSIONS) {
        expect(await store.names(other, dimension, { limit: 10 })).toEqual([])
      }
      expect((await ingest(other, [item])).accepted).toBe(1)
      expect(await store.dataVersion(one)).toBe(1)
    })
  })

  describe('feedback', () => {
    test('comes back as it was given', async () => {
      const ws = await workspace()
      const item = feedback({
        kind: 'csat',
        score: 4.25,
        scale: { min: 1, max: 5, reversed: true },
        survey: 'Осень',
        text: 'Жақсы дүкен 👍',
        lang: 'kk',
        customer: 'c-1',
        author: 'Ąžuolas',
        brand: 'Acme',
        product: 'Boots',
        channel: 'web',
        store: 'Алматы №1',
        stage: 'delivery',
        segment: 'new',
        tags: ['a', 'b'],
        url: 'https://example.org/1',
        factors: [
          { factor: 'price', score: 3, scale: { min: 1, max: 5, reversed: false } },
          { factor: 'staff', score: 9.5, scale: nought10 },
        ],
      })
      await ingest(ws, [item])
      const [stored] = await everything(ws)
      expect(stored).toEqual({ ...item, id: stored?.id, importId: null })
      expect(await store.feedback(ws, stored?.id as FeedbackId)).toEqual(stored)
    })

    test('T13: keeps no halves of characters and no NUL', async () => {
      const ws = await workspace()
      await ingest(ws, [feedback({ text: 'a\ud800b\0c', store: 'x\0y', externalId: 'e\udc00' })])
      expect(await everything(ws)).toMatchObject([
        { text: 'a\ufffdbc', store: 'xy', externalId: 'e\ufffd' },
      ])
    })

    test('keeps every text of a batch apart from its neighbours', async () => {
      const anything = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
      const given = fc.record({
        text: fc.option(anything),
        url: fc.option(anything),
        author: fc.option(anything),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(given, { maxLength: 12 }), async (all) => {
          const ws = await workspace()
          const items = all.map((parts) => feedback(parts))
          await ingest(ws, items)
          const stored = await everything(ws)
          expect(stored).toEqual(
            items.map((item, index) => ({ ...item, id: stored[index]?.id, importId: null })),
          )
        }),
        { numRuns: 15 },
      )
    })

    test('of a batch that takes several statements is left out where it is known', async () => {
      const ws = await workspace()
      const items = Array.from({ length: 5_200 }, (_, index) =>
        answer(index % 11, { text: index % 3 === 0 ? `odd ${index}` : null }),
      )
      const known = [2, 700, 5_100].map((index) => items[index] as NewFeedback)
      await ingest(ws, known)
      const result = await ingest(ws, items)
      expect(result).toEqual({ accepted: 5_197, duplicates: [2, 700, 5_100], conflicts: [] })
      expect((await ask(ws, {}))[0]?.tally.n).toBe(5_200)
      expect(await search(ws, '5199')).toEqual(['odd 5199'])
    })

    test('is refused whole where a time or a score cannot be stored', async () => {
      const ws = await workspace()
      const bad = [answer(5), answer(5, { at: (2 ** 40) as EpochSeconds })]
      await expect(ingest(ws, bad)).rejects.toThrow(RangeError)
      await expect(ingest(ws, [answer(5), answer(1e9)])).rejects.toThrow(RangeError)
      await expect(store.add(ws, answer(Number.NaN))).rejects.toThrow(RangeError)
      expect(await everything(ws)).toEqual([])
      expect(await store.dataVersion(ws)).toBe(0)
    })

    test('with a known id is a duplicate, with other content a conflict', async () => {
      const ws = await workspace()
      const items = [answer(9, { text: 'x', tags: ['b', 'a'] }), answer(3), answer(5)]
      await ingest(ws, items.slice(0, 2))
      const changed = { ...(items[1] as NewFeedback), score: 4 }
      const result = await ingest(ws, [items[0], changed, items[2], items[2]] as NewFeedback[])
      expect(result).toEqual({ accepted: 1, duplicates: [0, 3], conflicts: [1] })
      expect((await everything(ws)).map(({ score }) => score)).toEqual([9, 3, 5])
      expect((await ask(ws, {}))[0]?.tally.n).toBe(3)
    })

    test('of two sources may carry the same id', async () => {
      const ws = await workspace()
      const item = answer(9)
      expect((await ingest(ws, [item, { ...item, source: 'other' }])).accepted).toBe(2)
    })

    test('added singly by many at once is counted once each', async () => {
      const ws = await workspace()
      const item = answer(1)
      const outcomes = await Promise.all([
        ...Array.from({ length: 50 }, (_, index) => store.add(ws, answer(index % 11))),
        store.add(ws, item),
        store.add(ws, item),
        store.add(ws, { ...item, score: 2 }),
      ])
      expect(outcomes.slice(0, 51)).toEqual(new Array(51).fill('accepted'))
      expect(outcomes.slice(51)).toEqual(['duplicate', 'conflict'])
      expect((await ask(ws, {}))[0]?.tally.n).toBe(51)
    })

    test('is edited with its counts and its search', async () => {
      const ws = await workspace()
      await ingest(ws, [answer(9, { text: 'slow lift', store: 'North', tags: ['a'] })])
      const [before] = await everything(ws)
      const id = before?.id as FeedbackId
      const patch = {
        score: 2,
        text: 'broken door',
        store: null,
        tags: ['b', 'c'],
        at: at('2025-03-03T03:03:03Z'),
        customer: 'c',
      }
      const edited = await store.edit(ws, id, patch)
      expect(edited).toEqual({ ...before, ...patch })
      expect(await store.feedback(ws, id)).toEqual(edited)
      expect(await search(ws, 'lift')).toEqual([])
      expect(await search(ws, 'door')).toEqual(['broken door'])
      expect(await values(ws, 'store')).toEqual({ none: 1 })
      expect(await values(ws, 'tag')).toEqual({ b: 1, c: 1 })
      expect((await ask(ws, {}))[0]?.tally).toMatchObject({ n: 1, sum: 2 })
      expect(await store.dataVersion(ws)).toBe(2)
      expect(await store.edit(ws, 999_999_999 as FeedbackId, { score: 1 })).toBeUndefined()
    })

    test('from long ago and far ahead is counted, found and moved', async () => {
      const ws = await workspace('Asia/Almaty')
      const times = ['1835-06-01T12:00:00Z', '1969-12-28T23:59:59Z', '2105-12-31T12:00:00Z'].map(at)
      await ingest(
        ws,
        times.map((time) => answer(9, { at: time, text: 'old word' })),
      )
      const range = { start: at('1830-01-01T00:00:00Z'), end: at('2200-01-01T00:00:00Z') }
      const found = async () =>
        (await store.quotes(ws, { range, filters: [], words: ['word'], limit: 9 })).quotes
      expect((await found()).map((quote) => quote.at)).toEqual([...times].reverse())
      const [newest, , oldest] = await found()
      await store.edit(ws, oldest?.id as FeedbackId, { at: at('2100-01-01T00:00:00Z') })
      await store.remove(ws, [newest?.id as FeedbackId])
      expect((await found()).map((quote) => quote.at)).toEqual([
        at('2100-01-01T00:00:00Z'),
        times[1],
      ])
      expect((await ask(ws, { ranges: [range] }))[0]?.tally.n).toBe(2)
    })

    test('without a scale takes no score', async () => {
      const ws = await workspace()
      await ingest(ws, [feedback({ kind: 'mention', text: 'hm' })])
      const [stored] = await everything(ws)
      await expect(store.edit(ws, stored?.id as FeedbackId, { score: 3 })).rejects.toThrow(
        RangeError,
      )
    })

    test('that loses its score is no answer any more', async () => {
      const ws = await workspace()
      await ingest(ws, [answer(9), answer(3)])
      const [stored] = await everything(ws)
      await store.edit(ws, stored?.id as FeedbackId, { score: null })
      const scored = (await store.series(ws)).find(({ scale }) => scale !== null)
      const rows = await ask(ws, { series: [scored?.id as never] })
      expect(rows.map(({ tally }) => tally.n)).toEqual([1])
    })

    test('is removed with all that hangs on it', async () => {
      const ws = await workspace()
      await ingest(ws, [answer(9, { text: 'slow lift', tags: ['a'] }), answer(3, { text: 'fine' })])
      const [first, second] = await everything(ws)
      const ids = [first?.id, first?.id, 999_999_999] as FeedbackId[]
      expect(await store.remove(ws, ids)).toBe(1)
      expect(await everything(ws)).toEqual([second])
      expect(await search(ws, 'lift')).toEqual([])
      expect(await store.names(ws, 'tag', { limit: 5 })).toEqual([])
      expect((await ask(ws, {}))[0]?.tally).toMatchObject({ n: 1, sum: 3 })
    })
  })

  describe('counts', () => {
    test('of two days and their week agree', async () => {
      const ws = await workspace('Europe/Vilnius')
      await ingest(ws, [
        answer(10, { at: at('2026-01-04T21:59:59Z') }),
        answer(9, { at: at('2026-01-04T22:00:00Z') }),
        answer(3, { at: at('2026-01-05T22:00:00Z') }),
      ])
      const week = { start: at('2026-01-04T22:00:00Z'), end: at('2026-01-11T22:00:00Z') }
      const [row] = await ask(ws, { ranges: [week] })
      expect(row?.tally).toEqual({
        n: 2,
        sum: 12,
        sumOfSquares: 90,
        bins: [0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0],
      })
    })

    test('keep different questions apart', async () => {
      const ws = await workspace()
      await ingest(ws, [
        answer(9),
        answer(9, { survey: 'spring' }),
        answer(9, { kind: 'csat' }),
        answer(4, { scale: { min: 1, max: 5, reversed: false } }),
        answer(4, { scale: { min: 1, max: 5, reversed: true } }),
      ])
      const series = await store.series(ws)
      expect(series).toHaveLength(5)
      expect(series[1]).toMatchObject({ kind: 'nps', survey: 'spring', scale: nought10 })
      expect(await ask(ws, {})).toHaveLength(5)
      const spring = await ask(ws, { filters: [{ dimension: 'survey', names: ['spring'] }] })
      expect(spring.map((row) => row.series)).toEqual([series[1]?.id])
      const bySurvey = await ask(ws, { by: 'survey' })
      expect(bySurvey.map(({ value }) => value)).toEqual([null, 'spring', null, null, null])
    })

    test('cut a wide scale into eleven bins', async () => {
      const ws = await workspace()
      const scale = { min: 0, max: 100, reversed: false }
      const scores = [0, 9, 9.1, 50, 99.99, 100]
      await ingest(
        ws,
        scores.map((score) => answer(score, { scale })),
      )
      expect((await ask(ws, {}))[0]?.tally.bins).toEqual([2, 1, 0, 0, 0, 1, 0, 0, 0, 0, 2])
    })

    test('name a store that does not exist as nothing', async () => {
      const ws = await workspace()
      await ingest(ws, [answer(9, { store: 'North' })])
      expect(await ask(ws, { filters: [{ dimension: 'store', names: ['Mars'] }] })).toEqual([])
      expect(await ask(ws, { ranges: [] })).toEqual([])
      expect(await ask(ws, { series: [] })).toEqual([])
    })

    test.each([
      ['Europe/Vilnius', '2026-03-27', '2026-10-23'],
      ['America/New_York', '2026-03-06', '2026-10-30'],
      ['Asia/Almaty', '2024-02-27', '2024-02-28'],
      ['Pacific/Apia', '2011-12-28', '2011-12-27'],
    ])('give every day of %s its own answers when clocks change', async (zone, ...weeks) => {
      const ws = await workspace(zone)
      for (const week of weeks) {
        const start = at(`${week}T00:00:00Z`)
        const items = Array.from({ length: 7 * 48 }, (_, half) =>
          answer(half % 11, { at: (start + half * 1800) as EpochSeconds, survey: week }),
        )
        await ingest(ws, items)
        const day = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' })
        const byDay = new Map<string, NewFeedback[]>()
        for (const item of items) {
          const key = day.format(item.at * 1000)
          byDay.set(key, [...(byDay.get(key) ?? []), item])
        }
        const days = [...byDay.values()]
        const ranges = days.map((list, index) => ({
          start: list[0]?.at as EpochSeconds,
          end: (days[index + 1]?.[0]?.at ?? start + 7 * 86_400) as EpochSeconds,
        }))
        const rows = await ask(ws, { ranges, filters: [{ dimension: 'survey', names: [week] }] })
        expect(rows.map(({ tally }) => tally.n)).toEqual(days.map((list) => list.length))
        const sum = (list: NewFeedback[]) =>
          list.reduce((total, { score }) => total + (score ?? 0), 0)
        expect(rows.map(({ tally }) => tally.sum)).toEqual(days.map(sum))
      }
    })

    const first = at('2026-02-20T00:00:00Z')
    const last = at('2026-04-20T00:00:00Z')
    const instant = fc.oneof(
      fc.integer({ min: first - 90_000, max: last + 90_000 }),
      fc.integer({ min: -2, max: 62 }).map((day) => first + day * 86_400),
      fc.integer({ min: -2, max: 62 }).map((day) => first + day * 86_400 - 7_200),
      fc.constantFrom(0, at('2060-01-01T00:00:00Z')),
    )
    const names: Readonly<Partial<Record<Dimension, readonly string[]>>> = {
      source: ['shop', 'app'],
      store: ['North', 'Šiauliai'],
      brand: ['Acme', 'Бренд'],
      lang: ['en'],
      tag: ['price', 'staff'],
      survey: ['spring'],
      customer: ['c1'],
      author: ['Ann'],
      aspect: ['price', 'delivery'],
      sentiment: ['negative', 'neutral'],
      wom: ['yes'],
    }
    const filter = fc
      .constantFrom(...(Object.keys(names) as Dimension[]))
      .chain((dimension) =>
        fc
          .subarray([...(names[dimension] ?? []), 'nobody'], { minLength: 1 })
          .map((chosen) => ({ dimension, names: chosen })),
      )
    const question = fc.record({
      cuts: fc.uniqueArray(instant, { minLength: 2, maxLength: 8 }),
      by: fc.option(fc.constantFrom(...DIMENSIONS), { nil: undefined }),
      filters: fc.uniqueArray(filter, { maxLength: 2, selector: ({ dimension }) => dimension }),
    })
    const change = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          type: fc.constant('ingest'),
          items: fc.array(someFeedback(first, last), { maxLength: 12 }),
        } as const),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          type: fc.constant('add'),
          item: someFeedback(first, last),
        } as const),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          type: fc.constant('edit'),
          pick: fc.nat(),
          item: someFeedback(first, last),
        } as const),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constant('remove'),
          picks: fc.array(fc.nat(), { maxLength: 4 }),
        } as const),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constant('zone'),
          zone: fc.constantFrom('UTC', 'Europe/Vilnius', 'America/New_York', 'Asia/Kathmandu'),
        } as const),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constant('import'),
          items: fc.array(someFeedback(first, last), { maxLength: 6 }),
          undo: fc.boolean(),
        } as const),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          type: fc.constant('correct'),
          pick: fc.nat(),
          part: someCorrection,
          undo: fc.boolean(),
        } as const),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constant('read'),
          version: fc.constantFrom('2', '3'),
          page: fc.integer({ min: 1, max: 9 }),
          found: fc.array(someAnalysis, { minLength: 1, maxLength: 4 }),
        } as const),
      },
    )

    test('equal a recount after any history, for any question', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(change, { minLength: 1, maxLength: 8 }),
          fc.array(question, { minLength: 4, maxLength: 8 }),
          async (changes, questions) => {
            const ws = await workspace('Europe/Vilnius')
            for (const step of changes) await apply(ws, step)
            const items = await everything(ws)
            const series = await store.series(ws)
            const opinions = await store.opinions(ws)
            for (const { cuts, by, filters } of questions) {
              const sorted = [...cuts].sort((left, right) => left - right) as EpochSeconds[]
              const ranges = sorted
                .slice(1)
                .map((end, index) => ({ start: sorted[index] as EpochSeconds, end }))
              const query: TallyQuery = {
                series: [...series, ...opinions].map(({ id }) => id),
                ranges,
                filters,
                ...(by && { by }),
              }
              expect(await counted(ws, query)).toEqual(
                countedByHand(items, series, query, opinions),
              )
            }
          },
        ),
        { numRuns: 25 },
      )
    })

    type Change = typeof change extends fc.Arbitrary<infer One> ? One : never

    async function apply(ws: WorkspaceId, step: Change): Promise<void> {
      const ids = (await everything(ws)).map(({ id }) => id)
      switch (step.type) {
        case 'ingest':
          await ingest(ws, step.items)
          break
        case 'add':
          await store.add(ws, step.item)
          break
        case 'edit': {
          const id = ids[step.pick % ids.length]
          if (id === undefined) break
          const { text, at: time, store: place, brand, tags, customer, analysis } = step.item
          const patch = { text, at: time, store: place, brand, tags, customer }
          await store.edit(ws, id, { ...patch, ...(analysis && { analysis }) })
          break
        }
        case 'remove':
          await store.remove(
            ws,
            step.picks.flatMap((pick) => ids[pick % ids.length] ?? []),
          )
          break
        case 'zone':
          await store.updateWorkspace(ws, { zone: step.zone })
          break
        case 'import': {
          const record = await startImport(ws)
          await store.ingest(ws, {
            items: step.items,
            derivedIds: false,
            progress: { id: record, rows: step.items.length, rejected: 0, reasons: [] },
          })
          if (step.undo) await store.undoImport(ws, record)
          break
        }
        case 'correct': {
          const id = ids[step.pick % ids.length]
          if (id === undefined) break
          await store.correct(ws, id, step.part, moderator)
          if (step.undo) await store.undoCorrection(ws, id, moderator)
          break
        }
        case 'read': {
          const texts = await store.unreadTexts(ws, step.version, step.page)
          const readings = texts.map((text, index) => ({
            ...text,
            analysis: {
              ...(step.found[index % step.found.length] as TextAnalysis),
              version: step.version,
            },
          }))
          await store.saveReadings(ws, step.version, readings)
          break
        }
      }
    }
  })

  let files = 0
  const startImport = async (ws: WorkspaceId): Promise<ImportId> => {
    files += 1
    const start = {
      file: 'answers.csv',
      fingerprint: `print ${files}`,
      mapping: '{}',
      startedAt: at('2026-01-01T00:00:00Z'),
    }
    return (await store.openImport(ws, start)).id
  }

  describe('span and names', () => {
    test('tell from when to when there is feedback', async () => {
      const ws = await workspace()
      expect(await store.span(ws)).toBeUndefined()
      await ingest(ws, [
        answer(9, { at: at('2026-01-05T10:00:01Z') }),
        answer(9, { at: at('2020-02-29T23:59:59Z') }),
        feedback({ kind: 'mention', at: at('2026-05-05T10:00:00Z'), text: 'x' }),
      ])
      expect(await store.span(ws, 'nps')).toEqual({
        first: at('2020-02-29T23:59:59Z'),
        last: at('2026-01-05T10:00:01Z'),
        n: 2,
      })
      expect(await store.span(ws)).toMatchObject({ last: at('2026-05-05T10:00:00Z'), n: 3 })
      expect(await store.span(ws, 'ces')).toBeUndefined()
    })

    test.each(['store', 'tag', 'customer', 'survey'] as const)(
      'complete a %s, most used first, whatever its case and accents',
      async (dimension) => {
        const ws = await workspace()
        const named = (name: string) =>
          answer(9, dimension === 'tag' ? { tags: [name] } : { [dimension]: name })
        await ingest(ws, ['Šiauliai', 'šilutė', 'šilutė', 'Ёлка', 'Қызылорда'].map(named))
        expect(await store.names(ws, dimension, { prefix: 'SI', limit: 5 })).toEqual([
          'šilutė',
          'Šiauliai',
        ])
        expect(await store.names(ws, dimension, { limit: 1 })).toEqual(['šilutė'])
        expect(await store.names(ws, dimension, { prefix: 'елк', limit: 5 })).toEqual(['Ёлка'])
        expect(await store.names(ws, dimension, { prefix: '%', limit: 5 })).toEqual([])
        expect(await store.findName(ws, dimension, 'siauliai')).toBe('Šiauliai')
        expect(await store.findName(ws, dimension, 'қЫЗЫЛОРДА')).toBe('Қызылорда')
        expect(await store.findName(ws, dimension, 'Кызылорда')).toBeUndefined()
        expect(await store.findName(ws, dimension, 'š')).toBeUndefined()
      },
    )

    test('forget what no feedback carries any more', async () => {
      const ws = await workspace()
      await ingest(ws, [answer(9, { store: 'Gone', customer: 'Gone', survey: 'Gone' })])
      const [stored] = await everything(ws)
      await store.remove(ws, [stored?.id as FeedbackId])
      for (const dimension of ['store', 'customer', 'survey'] as const) {
        expect(await store.names(ws, dimension, { limit: 5 })).toEqual([])
        expect(await store.findName(ws, dimension, 'Gone')).toBeUndefined()
      }
    })
  })

  describe('quotes', () => {
    const texts = {
      ru: 'Очень быстрая доставка, спасибо!',
      kk: 'Дүкендегі қызмет өте жақсы, бағалары қымбат',
      lt: 'Pardavėjos labai malonios, tačiau ilgai laukiau užsakymo',
      en: 'The deliveries were late again',
    }
    const filled = async (): Promise<WorkspaceId> => {
      const ws = await workspace()
      const items = Object.entries(texts).map(([lang, text], index) =>
        answer(index, { text, lang, at: at(`2026-01-0${index + 1}T00:00:00Z`), store: lang }),
      )
      await ingest(ws, [...items, answer(1)])
      return ws
    }

    test('are found by any form of a word in four languages', async () => {
      const ws = await filled()
      for (const word of ['доставка', 'доставку', 'БЫСТРОЙ']) {
        expect(await search(ws, word)).toEqual([texts.ru])
      }
      for (const word of ['дүкен', 'қымбат', 'қызметі', 'баға']) {
        expect(await search(ws, word)).toEqual([texts.kk])
      }
      for (const word of ['pardavėja', 'uzsakymas', 'maloniai']) {
        expect(await search(ws, word)).toEqual([texts.lt])
      }
      for (const word of ['delivery', 'late', 'DELIVERIES']) {
        expect(await search(ws, word)).toEqual([texts.en])
      }
    })

    test('hold every word that is asked for', async () => {
      const ws = await filled()
      expect(await search(ws, 'быстрая', 'доставка')).toEqual([texts.ru])
      expect(await search(ws, 'быстрая', 'late')).toEqual([])
    })

    test('are found by the beginning of a word where no stem fits', async () => {
      const ws = await filled()
      expect(await search(ws, 'достав')).toEqual([texts.ru])
      expect(await search(ws, 'deliv')).toEqual([texts.en])
      expect(await search(ws, 'de')).toEqual([])
    })

    test.each([
      '"',
      "'",
      '*',
      'AND',
      'NEAR(',
      'late"',
      'late OR 1=1',
      "late' | 'x",
      'terms:late',
      '-late',
      '(',
      ':*',
      '\\',
      '%',
      '🙂',
    ])('take %s for a word and not for an order', async (word) => {
      const ws = await filled()
      const found = await search(ws, word)
      for (const text of found) expect(text).toBe(texts.en)
    })

    test('come newest first, a page at a time, each once', async () => {
      const ws = await workspace()
      const items = Array.from({ length: 25 }, (_, index) =>
        answer(index % 11, {
          text: `slow ${index}`,
          at: (at('2026-01-01T00:00:00Z') + Math.floor(index / 3)) as EpochSeconds,
        }),
      )
      await ingest(ws, items)
      for (const words of [[], ['slow']]) {
        const seen: string[] = []
        let after: string | undefined
        do {
          const page = await store.quotes(ws, {
            range: ALWAYS,
            filters: [],
            words,
            limit: 4,
            ...(after !== undefined && { after }),
          })
          seen.push(...page.quotes.map(({ text }) => text ?? ''))
          after = page.next ?? undefined
        } while (after !== undefined)
        expect(seen).toEqual(items.map(({ text }) => text).reverse())
      }
    })

    test('of one person come newest first, a page at a time, whoever else wrote', async () => {
      const ws = await workspace()
      const said = (customer: string | null, day: number, more: Partial<NewFeedback> = {}) =>
        answer(5, { text: `day ${day}`, customer, at: at(`2026-01-0${day}T00:00:00Z`), ...more })
      await ingest(ws, [said('ona', 4), said('jonas', 2), said('ona', 1), said(null, 3)])
      await ingest(ws, [said('ona', 6, { author: 'ona' }), said('jonas', 5)])
      const page = async (dimension: 'customer' | 'author', name: string, after?: string) =>
        await store.quotes(ws, {
          range: ALWAYS,
          filters: [{ dimension, names: [name] }],
          words: [],
          limit: 2,
          ...(after !== undefined && { after }),
        })
      const texts = ({ quotes }: QuotePage) => quotes.map(({ text }) => text)
      const first = await page('customer', 'ona')
      expect(texts(first)).toEqual(['day 6', 'day 4'])
      expect(texts(await page('customer', 'ona', first.next ?? undefined))).toEqual(['day 1'])
      expect(texts(await page('author', 'ona'))).toEqual(['day 6'])

      const [newest, second] = first.quotes
      await store.edit(ws, newest?.id as FeedbackId, { customer: 'jonas' })
      await store.remove(ws, [second?.id as FeedbackId])
      expect(texts(await page('customer', 'ona'))).toEqual(['day 1'])
      expect(texts(await page('customer', 'jonas'))).toEqual(['day 6', 'day 5'])
      expect(texts(await page('author', 'ona'))).toEqual(['day 6'])
      expect(await store.names(ws, 'customer', { limit: 5 })).toEqual(['jonas', 'ona'])
    })

    test('are cut by period, kind, score and filters', async () => {
      const ws = await filled()
      const query = { range: ALWAYS, filters: [], words: [], limit: 10 }
      const texted = async (parts: object): Promise<(string | null)[]> =>
        (await store.quotes(ws, { ...query, ...parts })).quotes.map(({ text }) => text)
      const third = { start: at('2026-01-03T00:00:00Z'), end: at('2026-01-04T00:00:00Z') }
      expect(await texted({ range: third })).toEqual([texts.lt])
      expect(await texted({ range: third, words: ['late'] })).toEqual([])
      expect(await texted({ kinds: ['csat'] })).toEqual([])
      expect(await texted({ score: { low: 0, high: 1 } })).toEqual([texts.kk, texts.ru])
      expect(await texted({ filters: [{ dimension: 'store', names: ['en', 'lt'] }] })).toEqual([
        texts.en,
        texts.lt,
      ])
      const filters = [{ dimension: 'store', names: ['ru'] }]
      expect(await texted({ filters, words: ['late'] })).toEqual([])
    })
  })

  describe('factor answers', () => {
    test('are spread over the period and counted', async () => {
      const ws = await workspace()
      const items = Array.from({ length: 10 }, (_, index) =>
        answer(index, {
          at: at(`2026-01-1${index}T00:00:00Z`),
          store: index < 5 ? 'North' : 'South',
          factors: [
            { factor: 'price', score: index, scale: nought10 },
            { factor: 'staff', score: 5, scale: nought10 },
          ],
        }),
      )
      await ingest(ws, [...items, answer(3)])
      const [all, none] = await store.factorAnswers(ws, {
        ranges: [ALWAYS, { start: at('2000-01-01T00:00:00Z'), end: at('2001-01-01T00:00:00Z') }],
        filters: [],
        limit: 5,
      })
      expect(all?.total).toBe(10)
      expect(all?.answers.map(({ score }) => score)).toEqual([1, 3, 5, 7, 9])
      expect(all?.answers[0]?.factors['price']).toEqual({ score: 1, scale: nought10 })
      expect(none).toEqual({ total: 0, answers: [] })
      const [north] = await store.factorAnswers(ws, {
        ranges: [ALWAYS],
        filters: [{ dimension: 'store', names: ['North'] }],
        limit: 50,
      })
      expect([north?.total, north?.answers.length]).toEqual([5, 5])
    })

    test('are told apart by name, those with several names under each', async () => {
      const ws = await workspace()
      const items = Array.from({ length: 12 }, (_, index) =>
        answer(index % 11, {
          at: at(`2026-01-${10 + index}T00:00:00Z`),
          store: index % 3 === 0 ? 'North' : 'South',
          tags: index % 2 === 0 ? ['new', 'loud'] : ['loud'],
          factors: [{ factor: 'price', score: index % 11, scale: nought10 }],
        }),
      )
      await ingest(ws, items)
      const query = { ranges: [ALWAYS], filters: [], limit: 3 }
      const stores = { dimension: 'store', names: ['South', 'East', 'North'] } as const
      const byStore = await store.factorAnswers(ws, { ...query, by: stores })
      expect(byStore.map(({ total }) => total)).toEqual([8, 0, 4])
      expect(byStore.map(({ answers }) => answers.length)).toEqual([3, 0, 3])
      for (const [index, name] of stores.names.entries()) {
        const [alone] = await store.factorAnswers(ws, {
          ...query,
          filters: [{ dimension: 'store', names: [name] }],
        })
        expect(byStore[index]).toEqual(alone)
      }
      const tags = { dimension: 'tag', names: ['loud', 'new'] } as const
      const twice = await store.factorAnswers(ws, {
        ...query,
        ranges: [ALWAYS, { start: at('2026-01-10T00:00:00Z'), end: at('2026-01-12T00:00:00Z') }],
        by: tags,
      })
      expect(twice.map(({ total }) => total)).toEqual([12, 6, 2, 1])
    })
  })

  describe('imports', () => {
    const start = {
      file: 'a.csv',
      fingerprint: 'f1',
      mapping: '{"score":"nps"}',
      startedAt: at('2026-01-01T00:00:00Z'),
    }
    const derived = (...contents: string[]): NewFeedback[] =>
      contents.map((content) => answer(9, { externalId: content }))
    const bring = async (ws: WorkspaceId, id: ImportId, ...batches: string[][]) => {
      const accepted: number[] = []
      for (const batch of batches) {
        const result = await store.ingest(ws, {
          items: derived(...batch),
          derivedIds: true,
          progress: { id, rows: batch.length, rejected: 0, reasons: [] },
        })
        accepted.push(result.accepted)
      }
      return accepted
    }

    test('go on under the same fingerprint until they are finished', async () => {
      const ws = await workspace()
      const opened = await store.openImport(ws, start)
      expect(opened).toMatchObject({ ...start, state: 'running', rows: 0, finishedAt: null })
      const progress = { id: opened.id, rows: 3, rejected: 1 }
      await store.ingest(ws, {
        items: [answer(9), answer(8)],
        derivedIds: false,
        progress: { ...progress, reasons: [{ reason: 'score', count: 1, firstLine: 7 }] },
      })
      await store.ingest(ws, {
        items: [],
        derivedIds: false,
        progress: {
          id: opened.id,
          rows: 2,
          rejected: 2,
          reasons: [
            { reason: 'date', count: 1, firstLine: 9 },
            { reason: 'score', count: 1, firstLine: 8 },
          ],
        },
      })
      const resumed = await store.openImport(ws, start)
      expect(resumed).toMatchObject({
        id: opened.id,
        rows: 5,
        accepted: 2,
        rejected: 3,
        reasons: [
          { reason: 'score', count: 2, firstLine: 7 },
          { reason: 'date', count: 1, firstLine: 9 },
        ],
      })
      const done = await store.finishImport(ws, opened.id, at('2026-01-02T00:00:00Z'))
      expect(done).toMatchObject({ state: 'done', finishedAt: at('2026-01-02T00:00:00Z') })
      const next = await store.openImport(ws, start)
      expect(next.id).not.toBe(opened.id)
      expect((await store.imports(ws, 5)).map(({ id }) => id)).toEqual([next.id, opened.id])
      expect(await store.findImport(ws, opened.id)).toEqual(done)
      expect(await store.findImport(ws, 99 as ImportId)).toBeUndefined()
    })

    test('count equal answers without ids within a file, but add no file twice', async () => {
      const ws = await workspace()
      const batches = [
        ['x', 'y', 'x'],
        ['x', 'z'],
        ['x', 'y'],
      ]
      const first = await startImport(ws)
      expect(await bring(ws, first, ...batches)).toEqual([3, 2, 2])
      await store.finishImport(ws, first, start.startedAt)
      const second = await startImport(ws)
      expect(await bring(ws, second, ...batches)).toEqual([0, 0, 0])
      const third = await startImport(ws)
      expect(await bring(ws, third, ['x', 'x', 'x'], ['y', 'x'], ['x', 'y', 'y'])).toEqual([
        0, 0, 2,
      ])
      expect((await everything(ws)).length).toBe(9)
      expect(await store.findImport(ws, second)).toMatchObject({ accepted: 0, duplicates: 7 })
    })

    test('equal a single reading for any batches and any overlap', async () => {
      const contents = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 })
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(contents, fc.integer({ min: 1, max: 5 })), { maxLength: 4 }),
          async (filesRead) => {
            const ws = await workspace()
            const most = new Map<string, number>()
            for (const [rows, size] of filesRead) {
              const id = await startImport(ws)
              for (let index = 0; index < rows.length; index += size) {
                await bring(ws, id, rows.slice(index, index + size))
              }
              for (const content of rows) {
                const times = rows.filter((one) => one === content).length
                most.set(content, Math.max(most.get(content) ?? 0, times))
              }
            }
            const total = [...most.values()].reduce((sum, times) => sum + times, 0)
            expect(await everything(ws)).toHaveLength(total)
          },
        ),
        { numRuns: 15 },
      )
    })

    test('are taken back, and leave what others brought', async () => {
      const ws = await workspace()
      await ingest(ws, [answer(3, { text: 'stays here' })])
      const before = await ask(ws, {})
      const id = await startImport(ws)
      const items = Array.from({ length: 40 }, (_, index) =>
        answer(index % 11, { text: `goes ${index}`, store: `S${index}`, tags: ['t'] }),
      )
      await store.ingest(ws, {
        items,
        derivedIds: false,
        progress: { id, rows: 40, rejected: 0, reasons: [] },
      })
      await store.finishImport(ws, id, start.startedAt)
      const progress: number[] = []
      const undone = await store.undoImport(ws, id, (removed) => progress.push(removed))
      expect(undone).toMatchObject({ id, state: 'undone', accepted: 40 })
      expect(progress.at(-1)).toBe(40)
      expect(await ask(ws, {})).toEqual(before)
      expect(await search(ws, 'goes')).toEqual([])
      expect(await store.names(ws, 'store', { limit: 5 })).toEqual([])
      expect(await everything(ws)).toHaveLength(1)
      expect(await store.undoImport(ws, id)).toMatchObject({ state: 'undone' })
      const version = await store.dataVersion(ws)
      expect((await ingest(ws, items)).accepted).toBe(40)
      expect(await store.dataVersion(ws)).toBeGreaterThan(version)
    })
  })

  describeTurns(() => store, workspace)

  describeOpinions(() => store, workspace)

  describe('access', () => describeAccess(() => store, workspace))

  describeReports(() => store, workspace)
}
