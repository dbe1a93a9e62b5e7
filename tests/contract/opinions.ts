import { beforeEach, describe, expect, test } from 'vitest'
import type { CorrectedPart, Signature, TextAnalysis } from '../../src/core/analysis.ts'
import type { Dimension, Feedback, NewFeedback } from '../../src/core/feedback.ts'
import type { EpochSeconds, FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { Store, StoreFilter, TallyQuery, TimeRange } from '../../src/core/store.ts'
import { answer, at, feedback } from './feedback.ts'

const ALWAYS: TimeRange = { start: at('1990-01-01T00:00:00Z'), end: at('2100-01-01T00:00:00Z') }
const by: Signature = { user: 'web:1', name: 'Ann', at: at('2026-01-01T00:00:00Z') }
const other: Signature = { ...by, user: 'web:2', name: 'Ben' }

const TEXT = 'Kind staff, late delivery'
const found: TextAnalysis = {
  version: '1',
  lang: 'en',
  sentiment: 'neutral',
  score: -0.1234,
  firstPerson: false,
  aspects: [
    { aspect: 'staff', polarity: 'positive', quote: 'Kind staff' },
    { aspect: 'delivery', polarity: 'negative', quote: 'late delivery' },
  ],
}

/** What every database must do with what texts say. */
export function describeOpinions(opened: () => Store, workspace: () => Promise<WorkspaceId>): void {
  let store: Store
  let ws: WorkspaceId
  beforeEach(async () => {
    store = opened()
    ws = await workspace()
  })

  const ingest = (...items: NewFeedback[]) => store.ingest(ws, { items, derivedIds: false })
  const said = (text: string, analysis: Partial<TextAnalysis>, more: Partial<NewFeedback> = {}) =>
    feedback({ kind: 'mention', text, analysis: { ...found, aspects: [], ...analysis }, ...more })
  const everything = async (): Promise<readonly Feedback[]> => store.exportPage(ws, null, 100)
  const firstId = async (): Promise<FeedbackId> => (await everything())[0]?.id as FeedbackId
  /** Polarities by aspect, `text` for whole texts, as `negative/neutral/positive`. */
  const counted = async (query: Partial<TallyQuery> = {}): Promise<Record<string, string>> => {
    const opinions = await store.opinions(ws)
    const rows = await store.tallies(ws, {
      series: opinions.map(({ id }) => id),
      ranges: [ALWAYS],
      filters: [],
      ...query,
    })
    return Object.fromEntries(
      rows.map(({ series, value, tally }) => {
        const aspect = opinions.find(({ id }) => id === series)?.aspect ?? 'text'
        return [query.by ? `${aspect} ${value}` : aspect, tally.bins.slice(0, 3).join('/')]
      }),
    )
  }
  const filter = (dimension: Dimension, ...names: string[]): StoreFilter => ({ dimension, names })
  const quoted = async (...filters: StoreFilter[]): Promise<(string | null)[]> => {
    const page = await store.quotes(ws, { range: ALWAYS, filters, words: [], limit: 10 })
    return page.quotes.map(({ text }) => text)
  }

  describe('what texts say', () => {
    test('comes back as it was found, quotes and all', async () => {
      await ingest(feedback({ text: TEXT, analysis: found }), feedback({ text: TEXT }))
      const [first, second] = await everything()
      expect(first?.analysis).toEqual({ ...found, corrected: false })
      expect(second?.analysis).toBeUndefined()
    })

    test('is nothing without a text, and each aspect once', async () => {
      const twice = [
        ...found.aspects,
        { aspect: 'staff', polarity: 'negative', quote: '' } as const,
      ]
      await ingest(
        answer(9, { analysis: found }),
        feedback({ text: TEXT, analysis: { ...found, aspects: twice } }),
      )
      const [first, second] = await everything()
      expect(first?.analysis).toBeUndefined()
      expect(second?.analysis?.aspects).toEqual(found.aspects)
    })

    test('gives feedback its language where the source states none', async () => {
      await ingest(
        said('a', { lang: 'kk' }),
        said('b', { lang: 'kk' }, { lang: 'ru' }),
        feedback({ text: 'c' }),
      )
      expect((await everything()).map(({ lang }) => lang)).toEqual([null, 'ru', null])
      expect(await store.names(ws, 'lang', { limit: 9 })).toEqual(['kk', 'ru'])
      expect(await quoted(filter('lang', 'kk'))).toEqual(['a'])
    })

    test('makes a repetition no contradiction', async () => {
      const item = feedback({ text: TEXT, analysis: found })
      await ingest(item)
      const later = {
        ...item,
        analysis: { ...found, version: '2', sentiment: 'negative' } as const,
      }
      expect(await ingest(later)).toEqual({ accepted: 0, duplicates: [0], conflicts: [] })
    })

    test('is no question of its own', async () => {
      await ingest(feedback({ kind: 'mention', text: TEXT, analysis: found }))
      expect((await store.series(ws)).map(({ kind }) => kind)).toEqual(['mention'])
      expect((await store.span(ws))?.n).toBe(1)
      expect(await store.names(ws, 'survey', { limit: 9 })).toEqual([])
      expect((await store.opinions(ws)).map(({ aspect }) => aspect)).toEqual([
        null,
        'staff',
        'delivery',
      ])
    })
  })

  describe('opinions', () => {
    beforeEach(async () => {
      const delivery = (polarity: 'negative' | 'positive') =>
        [{ aspect: 'delivery', polarity, quote: '' }] as const
      await ingest(
        said('one', { sentiment: 'negative', aspects: delivery('negative') }, { brand: 'Acme' }),
        said('two', { sentiment: 'positive', aspects: delivery('negative'), firstPerson: true }),
        said(
          'three',
          { sentiment: 'positive', aspects: delivery('positive') },
          { survey: 'spring' },
        ),
        said('four', { sentiment: 'positive' }, { brand: 'Acme', author: 'Ben', survey: 'spring' }),
      )
    })

    test('are counted by aspect and over whole texts', async () => {
      expect(await counted()).toEqual({ text: '1/0/3', delivery: '2/0/1' })
    })

    test('are cut by any dimension, also by those of analysis', async () => {
      expect(await counted({ by: 'brand' })).toEqual({
        'text Acme': '1/0/1',
        'text null': '0/0/2',
        'delivery Acme': '1/0/0',
        'delivery null': '1/0/1',
      })
      expect(await counted({ by: 'wom' })).toMatchObject({ 'text yes': '0/0/1' })
      expect(await counted({ by: 'survey' })).toMatchObject({
        'text spring': '0/0/2',
        'delivery null': '2/0/0',
      })
      expect(await counted({ by: 'author' })).toMatchObject({ 'text Ben': '0/0/1' })
      expect(await counted({ by: 'aspect' })).toMatchObject({
        'text delivery': '1/0/2',
        'text null': '0/0/1',
      })
    })

    test('pass filters, alone and together', async () => {
      expect(await counted({ filters: [filter('brand', 'Acme')] })).toEqual({
        text: '1/0/1',
        delivery: '1/0/0',
      })
      const both = [filter('brand', 'Acme'), filter('wom', 'no')]
      expect(await counted({ filters: both })).toEqual({ text: '1/0/1', delivery: '1/0/0' })
      expect(await counted({ filters: [filter('survey', 'spring')] })).toEqual({
        text: '0/0/2',
        delivery: '0/0/1',
      })
      expect(await counted({ filters: [filter('aspect', 'nothing')] })).toEqual({})
    })

    test('beside an aspect are those on the aspect', async () => {
      expect(await quoted(filter('sentiment', 'negative'))).toEqual(['one'])
      const scolded = [filter('aspect', 'delivery'), filter('sentiment', 'negative')]
      expect((await quoted(...scolded)).sort()).toEqual(['one', 'two'])
      expect(await counted({ filters: scolded })).toEqual({ text: '1/0/1', delivery: '2/0/0' })
    })

    test('are found by quotes, newest first, with other filters and words', async () => {
      expect(await quoted(filter('aspect', 'delivery'), filter('wom', 'yes'))).toEqual(['two'])
      const page = await store.quotes(ws, {
        range: ALWAYS,
        filters: [filter('aspect', 'delivery')],
        words: ['three'],
        limit: 10,
      })
      expect(page.quotes.map(({ text }) => text)).toEqual(['three'])
    })

    test('come a page at a time, each once', async () => {
      const seen: (string | null)[] = []
      let after: string | undefined
      do {
        const page = await store.quotes(ws, {
          range: ALWAYS,
          filters: [filter('aspect', 'delivery')],
          words: [],
          limit: 1,
          ...(after !== undefined && { after }),
        })
        seen.push(...page.quotes.map(({ text }) => text))
        after = page.next ?? undefined
      } while (after !== undefined)
      expect(seen.sort()).toEqual(['one', 'three', 'two'])
    })

    test('are named', async () => {
      expect(await store.names(ws, 'aspect', { limit: 9 })).toEqual(['delivery'])
      expect(await store.names(ws, 'sentiment', { limit: 9 })).toEqual(['positive', 'negative'])
      expect(await store.names(ws, 'wom', { prefix: 'y', limit: 9 })).toEqual(['yes'])
      expect(await store.findName(ws, 'aspect', 'DELIVERY')).toBe('delivery')
    })

    test('are the same for a day and its hours', async () => {
      const day = { start: at('2026-01-05T00:00:00Z'), end: at('2026-01-06T00:00:00Z') }
      const noon = at('2026-01-05T12:30:00Z')
      expect(await counted({ ranges: [day] })).toEqual(await counted())
      expect(await counted({ ranges: [{ start: day.start, end: noon }] })).toEqual(await counted())
      expect(await counted({ ranges: [{ start: noon, end: day.end }] })).toEqual({})
    })
  })

  describe('corrections', () => {
    beforeEach(async () => {
      await ingest(said(TEXT, found))
    })

    test('change the counts at once and tell before and after', async () => {
      const id = await firstId()
      const outcome = await store.correct(ws, id, { type: 'sentiment', to: 'negative' }, by)
      expect(outcome?.before).toEqual({ ...found, corrected: false })
      expect(outcome?.after).toEqual({
        ...found,
        sentiment: 'negative',
        score: -1,
        corrected: true,
      })
      await store.correct(ws, id, { type: 'aspect', aspect: 'staff', to: 'none' }, by)
      await store.correct(ws, id, { type: 'aspect', aspect: 'price', to: 'positive' }, by)
      expect(await counted()).toEqual({ text: '1/0/0', delivery: '1/0/0', price: '0/0/1' })
    })

    test('are kept with who and when, also when they are taken back', async () => {
      const id = await firstId()
      const part = { type: 'first-person', to: true } as const
      await store.correct(ws, id, part, by)
      await store.undoCorrection(ws, id, other)
      expect(await store.corrections(ws, id)).toEqual([{ part, by, undoneBy: other }])
      expect((await store.feedback(ws, id))?.analysis).toEqual({ ...found, corrected: false })
    })

    test('hold over a later reading, which goes on at the next text', async () => {
      await ingest(said('second', { sentiment: 'positive' }), feedback({ text: 'third' }))
      const id = await firstId()
      await store.correct(ws, id, { type: 'sentiment', to: 'negative' }, by)
      expect(await store.readingProgress(ws, '2')).toEqual({ done: 0, total: 3 })
      const [first] = await store.unreadTexts(ws, '2', 1)
      expect(first).toEqual({ id, text: TEXT, lang: null })
      const analysis = { ...found, version: '2', sentiment: 'positive', firstPerson: true } as const
      await store.saveReadings(ws, '2', [{ id, text: TEXT, lang: null, analysis }])
      expect((await store.feedback(ws, id))?.analysis).toMatchObject({
        version: '2',
        sentiment: 'negative',
        firstPerson: true,
        corrected: true,
      })
      expect(await store.readingProgress(ws, '2')).toEqual({ done: 1, total: 3 })
      const rest = await store.unreadTexts(ws, '2', 9)
      expect(rest.map(({ text }) => text)).toEqual(['second', 'third'])
      await store.undoCorrection(ws, id, by)
      expect((await store.feedback(ws, id))?.analysis?.sentiment).toBe('positive')
    })

    test('end with the words that they were about', async () => {
      const id = await firstId()
      await store.correct(ws, id, { type: 'sentiment', to: 'positive' }, by)
      await store.edit(ws, id, { tags: ['x'] })
      expect((await store.feedback(ws, id))?.analysis?.corrected).toBe(true)
      await store.edit(ws, id, { text: 'Something else' })
      expect((await store.feedback(ws, id))?.analysis).toBeUndefined()
      expect(await store.corrections(ws, id)).toEqual([])
      expect(await counted()).toEqual({})
    })

    test('are of nothing where there is no such feedback or nothing was read', async () => {
      await ingest(feedback({ text: 'unread' }))
      const unread = (await everything())[1]?.id as FeedbackId
      const part = { type: 'sentiment', to: 'negative' } as const
      expect(await store.correct(ws, unread, part, by)).toBeUndefined()
      expect(await store.correct(ws, 999_999_999 as FeedbackId, part, by)).toBeUndefined()
      expect(await store.undoCorrection(ws, await firstId(), by)).toBeUndefined()
      const foreign = await workspace()
      expect(await store.correct(foreign, await firstId(), part, by)).toBeUndefined()
    })

    test('give their texts to whoever learns, the last word on each part', async () => {
      await ingest(said('second', {}, { lang: 'ru' }))
      const [first, second] = await everything()
      const correct = async (item: Feedback | undefined, part: CorrectedPart) =>
        store.correct(ws, item?.id as FeedbackId, part, by)
      const delivery = { type: 'aspect', aspect: 'delivery', to: 'negative' } as const
      const price = { type: 'aspect', aspect: 'price', to: 'none' } as const
      await correct(first, { type: 'sentiment', to: 'positive' })
      await correct(second, { type: 'sentiment', to: 'positive' })
      await correct(second, delivery)
      await correct(second, { type: 'first-person', to: true })
      await correct(second, { type: 'aspect', aspect: 'staff', to: 'positive' })
      await store.undoCorrection(ws, second?.id as FeedbackId, by)
      await correct(second, price)
      await correct(first, { type: 'sentiment', to: 'negative' })
      const russian = { id: second?.id, text: 'second', lang: 'ru' }
      const taught = [
        { id: first?.id, text: TEXT, lang: null, part: { type: 'sentiment', to: 'negative' } },
        { ...russian, part: { type: 'sentiment', to: 'positive' } },
        { ...russian, part: delivery },
        { ...russian, part: price },
      ]
      expect(await store.correctedOpinions(ws, 10)).toEqual(taught)
      expect(await store.correctedOpinions(ws, 2)).toEqual(taught.slice(2))
    })
  })

  describe('readings', () => {
    test('leave a text alone that has changed meanwhile', async () => {
      await ingest(said('first', {}))
      const [unread] = await store.unreadTexts(ws, '2', 1)
      await store.edit(ws, unread?.id as FeedbackId, { text: 'changed' })
      const analysis = { ...found, version: '2' }
      await store.saveReadings(ws, '2', unread ? [{ ...unread, analysis }] : [])
      expect((await everything())[0]).toMatchObject({ text: 'changed' })
      expect((await everything())[0]?.analysis).toBeUndefined()
    })

    test('pass over what their version has read, and what has no words', async () => {
      const items = Array.from({ length: 30 }, (_, index) => said(`${index}`, {}))
      await ingest(...items, answer(9), feedback({ text: 'last' }))
      const unread = await store.unreadTexts(ws, '1', 5)
      expect(unread.map(({ text }) => text)).toEqual(['last'])
      await store.saveReadings(
        ws,
        '1',
        unread.map((text) => ({ ...text, analysis: found })),
      )
      expect(await store.unreadTexts(ws, '1', 5)).toEqual([])
    })
  })

  test('lessons are replaced only by those who knew the last ones', async () => {
    expect(await store.lessons(ws)).toBeUndefined()
    const weights = new Uint8Array([0, 1, 255, 128])
    expect(await store.saveLessons(ws, { revision: 0, version: '1', weights })).toBe(true)
    expect(await store.saveLessons(ws, { revision: 0, version: '1', weights })).toBe(false)
    const kept = await store.lessons(ws)
    expect(kept && { ...kept, weights: [...kept.weights] }).toEqual({
      revision: 1,
      version: '1',
      weights: [0, 1, 255, 128],
    })
    expect(await store.saveLessons(ws, { revision: 1, version: '2', weights })).toBe(true)
    expect(await store.lessons(ws, 2)).toBeUndefined()
    expect(await store.lessons(ws, 1)).toMatchObject({ revision: 2, version: '2' })
  })

  test('a quote that begins late in a long text is kept', async () => {
    const text = `${'x'.repeat(90_000)} slow delivery`
    const aspects = [{ aspect: 'delivery', polarity: 'negative', quote: 'slow delivery' }] as const
    await ingest(said(text, { aspects }, { at: 0 as EpochSeconds }))
    expect((await everything())[0]?.analysis?.aspects).toEqual(aspects)
  })
}
