import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { NewFeedback, Scale } from '../../src/core/feedback.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { openStore } from '../../storage/index.ts'
import { contents, cxbot, emptyFolder } from './shell.ts'

const TEN: Scale = { min: 0, max: 10, reversed: false }

function answer(id: string, score: number, at: string, scale: Scale): NewFeedback {
  return {
    kind: 'nps',
    score,
    scale,
    survey: 'relationship',
    text: `=1+1, "quoted"\nsecond line ${id}`,
    lang: 'en',
    at: (Date.parse(at) / 1000) as EpochSeconds,
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
    tags: ['delivery', 'price'],
    url: null,
    factors: [{ factor: 'price', score: 4, scale: { min: 1, max: 5, reversed: false } }],
  }
}

/** Puts twelve answers of last week into a workspace, late in the evening of Sunday in UTC. */
async function fill(directory: string, name: string, scale = TEN): Promise<void> {
  const { mkdirSync } = await import('node:fs')
  mkdirSync(join(directory, '.cxbot'), { recursive: true })
  const store = await openStore(`sqlite:${join(directory, '.cxbot/cxbot.db')}`)
  const workspace = await store.ensureWorkspace(name, { zone: 'UTC', locale: 'en', sample: false })
  const items = Array.from({ length: 12 }, (_, at) =>
    answer(`A-${at}`, at < 6 ? 10 : 3, '2026-11-15T22:30:00Z', scale),
  )
  await store.ingest(workspace.id, { items, derivedIds: false })
  await store.close()
}

async function ask(directory: string, ...words: string[]) {
  const { out } = await cxbot(['ask', ...words, '--json'], { directory })
  return JSON.parse(out)
}

test('own data leaves the sample behind, which stays reachable by its name', async () => {
  const directory = emptyFolder()
  await cxbot(['sample'], { directory })
  const before = await ask(directory, 'nps last-week')
  expect(before.values[0].n).toBeGreaterThan(50)
  await fill(directory, 'default')
  const own = await ask(directory, 'nps last-week')
  expect(own.values[0]).toMatchObject({ n: 12, value: 0 })
  const sample = await ask(directory, 'nps last-week', '--workspace', 'sample')
  expect(sample.values[0].n).toBe(before.values[0].n)
})

test('what is written down beside the sample goes into the own workspace', async () => {
  const directory = emptyFolder()
  await cxbot(['sample'], { directory })
  const before = await ask(directory, 'mentions all', '--workspace', 'sample')
  await ask(directory, 'log "The courier was rude" store:Kaunas')
  expect(JSON.stringify(await ask(directory, 'quotes all'))).toContain('The courier was rude')
  const after = await ask(directory, 'mentions all', '--workspace', 'sample')
  expect(after.values).toEqual(before.values)
})

test('the only workspace with data is meant where none is named; of several, one must be', async () => {
  const directory = emptyFolder()
  await fill(directory, 'shops')
  expect((await ask(directory, 'nps last-week')).values[0].n).toBe(12)
  await fill(directory, 'cafés')
  const { code, err } = await cxbot(['ask', 'nps last-week'], { directory })
  expect(code).toBe(2)
  expect(err).toContain('shops')
  expect(err).toContain('cafés')
  const named = await cxbot(['ask', 'nps', '--workspace', 'shosp'], { directory })
  expect(named.code).toBe(2)
  expect(named.err).toContain('Try: shops')
})

test('a workspace that changes its zone counts its days anew', async () => {
  const directory = emptyFolder()
  await fill(directory, 'default')
  expect((await ask(directory, 'nps last-week')).values[0].n).toBe(12)
  const { code, out } = await cxbot(['workspace', 'set', '--zone', 'Asia/Almaty'], { directory })
  expect(code).toBe(0)
  expect(out).toContain('Asia/Almaty')
  const after = await ask(directory, 'nps this-week')
  expect(after.period.zone).toBe('Asia/Almaty')
  expect(after.values[0].n).toBe(12)
})

test('workspaces are listed with their zone, language and size', async () => {
  const directory = emptyFolder()
  await fill(directory, 'default')
  const { out } = await cxbot(['workspace'], { directory })
  expect(out).toMatch(/^default: UTC, en, 12 items/)
  const listed = JSON.parse((await cxbot(['workspace', '--json'], { directory })).out)
  expect(listed.workspaces).toEqual([
    { name: 'default', zone: 'UTC', locale: 'en', sample: false, feedback: 12 },
  ])
})

test('an export holds every field by the names of --map, for its owner alone', async () => {
  const directory = emptyFolder()
  await fill(directory, 'default')
  const { code, out } = await cxbot(['export', '--out', 'all.jsonl'], { directory })
  expect(code).toBe(0)
  expect(out).toContain('12')
  const lines = readFileSync(join(directory, 'all.jsonl'), 'utf8').trim().split('\n')
  expect(lines).toHaveLength(12)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    kind: 'nps',
    score: 10,
    at: '2026-11-15T22:30:00Z',
    source: 'email',
    externalId: 'A-0',
    store: 'Old Town',
  })
  expect(statSync(join(directory, 'all.jsonl')).mode & 0o777).toBe(0o600)
  expect(contents(directory)).not.toContain('all.jsonl.part')
})

test('an export that is imported elsewhere gives the same answers, factors and scales too', async () => {
  const directory = emptyFolder()
  await fill(directory, 'default', { min: 0, max: 10, reversed: true })
  await cxbot(['export', '--out', 'all.jsonl'], { directory })
  const words = ['import', 'all.jsonl', '--workspace', 'copy', '--json']
  const { code, out } = await cxbot(words, { directory })
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ rows: 12, accepted: 12, rejected: 0 })
  const again = await cxbot(['export', '--workspace', 'copy'], { directory })
  expect(again.out).toBe(readFileSync(join(directory, 'all.jsonl'), 'utf8'))
})

test('an export as CSV quotes what needs quotes', async () => {
  const directory = emptyFolder()
  await fill(directory, 'default')
  const { out } = await cxbot(['export', '--format', 'csv'], { directory })
  expect(out).toMatch(/^kind,score,scale,/)
  expect(out).toContain('""quoted""\nsecond line')
  expect(out.match(/\r\n/g)).toHaveLength(13)
})

test('the doctor finds all well, and says what to do where it is not', async () => {
  const directory = emptyFolder()
  await fill(directory, 'default')
  const well = JSON.parse((await cxbot(['doctor', '--json'], { directory })).out)
  expect(well.ok).toBe(true)
  expect(well.checks.map((each: { check: string }) => each.check)).toEqual([
    'runtime',
    'settings',
    'database',
    'clock',
    'zones',
    'languages',
    'charts',
  ])
  const ill = await cxbot(['doctor', '--db', 'sqlite:no/where.db'], { directory })
  expect(ill.code).toBe(1)
  expect(ill.out).toContain('→ There is no folder')
})

test('the doctor creates nothing', async () => {
  const directory = emptyFolder()
  expect((await cxbot(['doctor'], { directory })).code).toBe(0)
  expect(contents(directory)).toEqual([])
})
