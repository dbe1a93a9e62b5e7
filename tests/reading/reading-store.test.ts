import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CorrectedPart, Signature } from '../../src/core/analysis.ts'
import type { Feedback } from '../../src/core/feedback.ts'
import type { FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { Store } from '../../src/core/store.ts'
import { createReaders, type Readers } from '../../src/reading/readers.ts'
import { readingStore } from '../../src/reading/reading-store.ts'
import { rereadStored } from '../../src/reading/reread.ts'
import { openStore } from '../../storage/index.ts'
import { at, feedback } from '../contract/feedback.ts'
import { fakeSource } from './fake-analyzer.ts'

const by: Signature = { user: 'web:7', name: 'Ann', at: at('2026-11-20T10:00:00Z') }
const mention = (text: string, lang: string | null = null) =>
  feedback({ kind: 'mention', text, lang })

let folder: string
let plain: Store
let ws: WorkspaceId
let faults: unknown[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cxbot-reading-'))
  plain = await openStore(`sqlite:${join(folder, 'test.db')}`)
  const settings = { zone: 'UTC', locale: 'en', sample: false } as const
  ws = (await plain.ensureWorkspace('shop', settings)).id
  faults = []
})
afterEach(async () => {
  await plain.close()
  rmSync(folder, { recursive: true })
})

function opened(source = fakeSource()): { store: Store; readers: Readers } {
  const readers = createReaders(plain, async () => source)
  return { store: readingStore(plain, readers, (fault) => faults.push(fault)), readers }
}

async function everything(): Promise<readonly Feedback[]> {
  return await plain.exportPage(ws, null, 1000)
}

async function idOf(text: string): Promise<FeedbackId> {
  const found = (await everything()).find((item) => item.text === text)
  if (!found) throw new Error(`no feedback ${text}`)
  return found.id
}

async function sentiments(): Promise<Record<string, string | undefined>> {
  return Object.fromEntries(
    (await everything()).map(({ text, analysis }) => [text ?? '', analysis?.sentiment]),
  )
}

test('a text is read when it comes in, alone or in a batch', async () => {
  const { store } = opened()
  await store.ingest(ws, {
    items: [mention('good delivery'), feedback({ kind: 'mention', text: null })],
    derivedIds: false,
  })
  await store.add(ws, mention('I find it bad', 'ru'))
  const [first, second, third] = await everything()
  expect(first?.analysis).toEqual({
    version: '1',
    lang: 'en',
    sentiment: 'positive',
    score: 0.8,
    firstPerson: false,
    aspects: [{ aspect: 'delivery', polarity: 'positive', quote: 'delivery' }],
    corrected: false,
  })
  expect(second?.analysis).toBeUndefined()
  expect(third).toMatchObject({ lang: 'ru', analysis: { lang: 'ru', firstPerson: true } })
})

test('in a transaction texts are read and corrections teach, and nothing of it stays where it fails', async () => {
  const { store, readers } = opened()
  await store.add(ws, mention('good price'))
  const id = await idOf('good price')
  const part: CorrectedPart = { type: 'sentiment', to: 'negative' }
  const taught = await readers.of(ws)
  await expect(
    store.atomically(async (inner) => {
      await inner.add(ws, mention('bad staff'))
      await inner.correct(ws, id, part, by)
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow('changed my mind')
  expect(await sentiments()).toEqual({ 'good price': 'positive' })
  expect(await plain.lessons(ws)).toBeUndefined()
  expect(await readers.of(ws)).toBe(taught)

  await store.atomically(async (inner) => {
    await inner.add(ws, mention('bad staff'))
    await inner.correct(ws, id, part, by)
  })
  expect(await sentiments()).toEqual({ 'good price': 'negative', 'bad staff': 'negative' })
  expect(await plain.lessons(ws)).toMatchObject({ revision: 1 })
  expect(await readers.of(ws)).not.toBe(taught)
})

test('a text that is rewritten is read again', async () => {
  const { store } = opened()
  await store.add(ws, mention('good price'))
  const id = await idOf('good price')
  await store.edit(ws, id, { text: 'bad staff' })
  const edited = await store.feedback(ws, id)
  expect(edited?.analysis).toMatchObject({
    sentiment: 'negative',
    aspects: [{ aspect: 'staff' }],
  })
})

test('feedback is kept unread where there is no analyser, which is told once, and is read later', async () => {
  const source = fakeSource()
  source.broken = true
  const { store, readers } = opened(source)
  await store.add(ws, mention('good'))
  await store.add(ws, mention('bad'))
  expect(await sentiments()).toEqual({ good: undefined, bad: undefined })
  expect(faults).toHaveLength(1)
  source.broken = false
  await rereadStored(plain, readers, ws)
  expect(await sentiments()).toEqual({ good: 'positive', bad: 'negative' })
})

test('what an earlier version read is read anew, once, and goes on where it was stopped', async () => {
  const first = opened(fakeSource('1')).store
  const items = Array.from({ length: 1200 }, (_, index) => mention(`good ${index}`))
  await first.ingest(ws, { items, derivedIds: false })

  const source = fakeSource('2')
  const { readers } = opened(source)
  const stop = new AbortController()
  const progress: number[] = []
  const interrupted = await rereadStored(plain, readers, ws, {
    signal: stop.signal,
    onProgress: ({ done, total }) => {
      progress.push(done)
      expect(total).toBe(1200)
      stop.abort()
    },
  })
  expect(interrupted).toEqual({ read: 500, finished: false })
  const versions = (await plain.exportPage(ws, null, 2000)).map((item) => item.analysis?.version)
  expect(versions.filter((version) => version === '2')).toHaveLength(500)

  const rest = await rereadStored(plain, opened(source).readers, ws)
  expect(rest).toEqual({ read: 700, finished: true })
  expect(progress).toEqual([500])
  expect(source.read).toHaveLength(1200)
  expect(await rereadStored(plain, readers, ws)).toEqual({ read: 0, finished: true })
})

test('a correction wins over any later analysis, and can be taken back', async () => {
  const { store } = opened()
  await store.add(ws, mention('good delivery, bad price'))
  const id = await idOf('good delivery, bad price')
  const parts: CorrectedPart[] = [
    { type: 'aspect', aspect: 'delivery', to: 'negative' },
    { type: 'aspect', aspect: 'price', to: 'none' },
    { type: 'aspect', aspect: 'comfort', to: 'positive' },
    { type: 'first-person', to: true },
  ]
  for (const part of parts) await store.correct(ws, id, part, by)

  await rereadStored(plain, opened(fakeSource('2')).readers, ws)
  const read = await store.feedback(ws, id)
  expect(read?.analysis).toEqual({
    version: '2',
    lang: 'en',
    sentiment: 'positive',
    score: 0.8,
    firstPerson: true,
    aspects: [
      { aspect: 'delivery', polarity: 'negative', quote: 'delivery' },
      { aspect: 'comfort', polarity: 'positive', quote: '' },
    ],
    corrected: true,
  })
  for (const _ of parts) expect(await store.undoCorrection(ws, id, by)).toBeDefined()
  expect(await store.undoCorrection(ws, id, by)).toBeUndefined()
  expect((await store.feedback(ws, id))?.analysis).toMatchObject({
    version: '2',
    corrected: false,
  })
  const history = await store.corrections(ws, id)
  expect(history).toHaveLength(4)
  expect(history[1]).toEqual({ part: parts[1], by, undoneBy: by })
})

test('a corrected sentiment teaches the workspace, also after a restart, until it is taken back', async () => {
  const { store } = opened()
  await store.add(ws, mention('odd but good'))
  const id = await idOf('odd but good')
  const outcome = await store.correct(ws, id, { type: 'sentiment', to: 'negative' }, by)
  expect(outcome).toMatchObject({
    before: { sentiment: 'positive', corrected: false },
    after: { sentiment: 'negative', score: -1, corrected: true },
  })
  await store.add(ws, mention('odd again'))
  await opened().store.add(ws, mention('odd once more'))
  const other = await plain.ensureWorkspace('other', { zone: 'UTC', locale: 'en', sample: false })
  await store.add(other.id, mention('odd elsewhere'))
  expect(await sentiments()).toEqual({
    'odd but good': 'negative',
    'odd again': 'negative',
    'odd once more': 'negative',
  })
  expect((await plain.exportPage(other.id, null, 9))[0]?.analysis?.sentiment).toBe('neutral')

  await store.undoCorrection(ws, id, by)
  await store.add(ws, mention('odd at last'))
  expect(await sentiments()).toMatchObject({
    'odd but good': 'positive',
    'odd at last': 'neutral',
  })
})

test('a corrected aspect teaches, found or not, until it is taken back', async () => {
  const { store } = opened()
  await store.add(ws, mention('late delivery'))
  await store.add(ws, mention('parcel at the neighbours'))
  await store.add(ws, mention('what a staff'))
  const correct = async (text: string, aspect: string, to: 'negative' | 'none') =>
    store.correct(ws, await idOf(text), { type: 'aspect', aspect, to }, by)
  await correct('late delivery', 'delivery', 'negative')
  await correct('parcel at the neighbours', 'delivery', 'negative')
  await correct('what a staff', 'staff', 'none')
  const aspects = async (text: string) => {
    await opened().store.add(ws, mention(text))
    return (await store.feedback(ws, await idOf(text)))?.analysis?.aspects
  }
  expect(await aspects('later delivery')).toMatchObject([{ polarity: 'negative' }])
  expect(await aspects('parcel again')).toMatchObject([{ aspect: 'delivery' }])
  expect(await aspects('well, the staff')).toEqual([])

  await store.undoCorrection(ws, await idOf('what a staff'), by)
  expect(await aspects('who is staff')).toMatchObject([{ aspect: 'staff' }])
})

test('said twice it is learned once, and a changed mind is learned instead', async () => {
  const { store } = opened()
  await store.add(ws, mention('odd'))
  await store.add(ws, mention('other'))
  const correct = async (text: string, to: 'negative' | 'positive') =>
    store.correct(ws, await idOf(text), { type: 'sentiment', to }, by)
  await correct('odd', 'negative')
  const once = await plain.lessons(ws)
  await correct('odd', 'negative')
  expect(await plain.lessons(ws)).toEqual(once)

  await correct('odd', 'positive')
  const twice = await plain.lessons(ws)
  await correct('other', 'negative')
  await store.undoCorrection(ws, await idOf('other'), by)
  expect((await plain.lessons(ws))?.weights).toEqual(twice?.weights)
  await store.add(ws, mention('odd again'))
  expect(await sentiments()).toMatchObject({ 'odd again': 'positive' })
})

test('lessons are learned anew for models that see other features', async () => {
  const { store } = opened()
  await store.add(ws, mention('odd'))
  await store.correct(ws, await idOf('odd'), { type: 'sentiment', to: 'positive' }, by)
  await opened(fakeSource('2')).store.add(ws, mention('odd too'))
  expect(await sentiments()).toMatchObject({ 'odd too': 'positive' })
  expect(await plain.lessons(ws)).toMatchObject({ version: '2', revision: 2 })
})

test('lessons of two processes at once are all learned', async () => {
  const one = opened().store
  const two = opened().store
  await one.ingest(ws, {
    items: ['a', 'b', 'c', 'd'].map((text) => mention(text)),
    derivedIds: false,
  })
  const correct = async (store: Store, text: string) =>
    store.correct(ws, await idOf(text), { type: 'sentiment', to: 'negative' }, by)
  await Promise.all([
    correct(one, 'a').then(() => correct(one, 'b')),
    correct(two, 'c').then(() => correct(two, 'd')),
  ])
  await one.ingest(ws, {
    items: ['a2', 'b2', 'c2', 'd2'].map((text) => mention(text)),
    derivedIds: false,
  })
  expect(new Set(Object.values(await sentiments()))).toEqual(new Set(['negative']))
})
