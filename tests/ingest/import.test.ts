import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Store, Workspace } from '../../src/core/store.ts'
import {
  type ImportOptions,
  type ImportOutcome,
  planImport,
  type RunOptions,
  runImport,
} from '../../src/ingest/index.ts'
import { openStore } from '../../storage/index.ts'
import { fileWith, NOW, short } from './files.ts'

let store: Store
let made = 0

beforeAll(async () => {
  store = await openStore(`sqlite:${fileWith('', 'store.db')}`)
})

afterAll(() => store.close())

function freshWorkspace(): Promise<Workspace> {
  made += 1
  return store.ensureWorkspace(`w${made}`, { zone: 'UTC', locale: 'en', sample: false })
}

async function bringIn(
  file: string,
  workspace: Workspace,
  options: ImportOptions & Partial<Pick<RunOptions, 'signal' | 'onProgress' | 'store'>> = {},
): Promise<ImportOutcome> {
  const { signal, onProgress, store: other, ...rest } = options
  const plan = await planImport(file, rest, { zone: workspace.zone, now: NOW })
  return runImport(plan, {
    store: other ?? store,
    workspace,
    now: () => NOW,
    rejectsFolder: join(dirname(file), 'kept', 'deep'),
    words: { line: 'line', reason: 'reason', explain: (reason) => reason },
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  })
}

/** What a workspace counts, however it came in. */
async function counted(workspace: Workspace): Promise<unknown> {
  const series = await store.series(workspace.id)
  const rows = await store.tallies(workspace.id, {
    series: series.map(({ id }) => id),
    ranges: [{ start: 0 as EpochSeconds, end: 4_000_000_000 as EpochSeconds }],
    filters: [],
  })
  return rows.map(({ tally }) => tally)
}

const HEADER = 'ref;date;score;comment'

function rows(count: number): readonly string[] {
  return Array.from(
    { length: count },
    (_, index) =>
      `A${index};2026-10-${String(1 + (index % 30)).padStart(2, '0')};${index % 11};word ${index % 7}`,
  )
}

function table(lines: readonly string[], header = HEADER): string {
  return `${header}\n${lines.join('\n')}\n`
}

const BY_ID = { kind: 'nps', map: ['id=ref'] }

test('fault 1: an import that ends right after a batch knows what contradicted in it', async () => {
  const contradicted = [...rows(1_500), 'A3;2026-10-01;0;something else']
  const others = Array.from({ length: 1_500 }, (_, index) => `B${index};2026-10-02;7;more`)
  const text = table([...contradicted, ...others])
  const [peaceful, disturbed] = [await freshWorkspace(), await freshWorkspace()]
  const [left, right] = [fileWith(text), fileWith(text)]
  const expected = await bringIn(left, peaceful, BY_ID)
  for (let round = 0; round < 2; round += 1) {
    let calls = 0
    const dying = new Proxy(store, {
      get(target, name) {
        const method = Reflect.get(target, name)
        if (name !== 'ingest') return typeof method === 'function' ? method.bind(target) : method
        return (...given: Parameters<Store['ingest']>) => {
          calls += 1
          if (calls > 1) throw new Error('killed')
          return target.ingest(...given)
        }
      },
    })
    await bringIn(right, disturbed, { ...BY_ID, store: dying }).catch(() => undefined)
  }
  const outcome = await bringIn(right, disturbed, BY_ID)
  expect({ ...outcome, rejectsFile: '', resumedAt: 0 }).toEqual({
    ...expected,
    rejectsFile: '',
    resumedAt: 0,
  })
  expect(short(outcome.reasons)).toEqual(['conflictingId 1@1502'])
  expect(readFileSync(`${right}.rejects.csv`, 'utf8')).toBe(
    readFileSync(`${left}.rejects.csv`, 'utf8'),
  )
})

test('rows without ids are known again in another order of columns, and beside new columns', async () => {
  const workspace = await freshWorkspace()
  const first = fileWith(
    'date;score;comment\n2026-11-01;9;good\n2026-11-01;9;good\n2026-11-02;3;\n',
  )
  const second = fileWith(
    'comment;Region;score;date\ngood;;9;2026-11-01\n;;3;2026-11-02\ngood;;9;2026-11-01\nnew;East;7;2026-11-03\n',
  )
  const flags = { kind: 'nps' }
  expect(await bringIn(first, workspace, flags)).toMatchObject({ accepted: 3, duplicates: 0 })
  expect(await bringIn(second, workspace, flags)).toMatchObject({ accepted: 1, duplicates: 3 })
})

test('good rows go in, bad ones are counted by reason with their first line', async () => {
  const workspace = await freshWorkspace()
  const file = fileWith(
    table([...rows(20), 'B1;31.02.2026;5;x', 'B2;2026-10-01;77;x', 'B3;2026-10-01;78;y']),
  )
  const outcome = await bringIn(file, workspace, { ...BY_ID, dateFormat: 'iso' })
  expect(outcome).toMatchObject({
    rows: 23,
    accepted: 20,
    duplicates: 0,
    rejected: 3,
    stopped: false,
  })
  expect(short(outcome.reasons)).toEqual(['scoreOutOfScale 2@23', 'badDate 1@22'])
  expect(await store.findImport(workspace.id, outcome.importId)).toMatchObject({
    state: 'done',
    file: 'answers.csv',
    rows: 23,
  })
})

test('T11: rejected rows are kept beside the file, and no cell of theirs is a formula', async () => {
  const file = fileWith(
    table([...rows(12), '=1+1;2026-10-01;77;@cmd "x"', '＝A1;2026-10-02;-5;\tz']),
  )
  const outcome = await bringIn(file, await freshWorkspace(), BY_ID)
  expect(outcome.rejectsFile).toBe(`${file}.rejects.csv`)
  expect(readFileSync(`${file}.rejects.csv`, 'utf8')).toBe(
    [
      '\uFEFF"line","reason","ref","date","score","comment"',
      `14,"scoreOutOfScale","'=1+1","2026-10-01","77","'@cmd ""x"""`,
      `15,"scoreOutOfScale","'＝A1","2026-10-02","'-5","'\tz"`,
      '',
    ].join('\n'),
  )
})

test('rejected rows go to the folder of data where the place beside the file is taken', async () => {
  const file = fileWith(table([...rows(12), 'B;2026-10-01;77;x']))
  mkdirSync(`${file}.rejects.csv`)
  const outcome = await bringIn(file, await freshWorkspace(), BY_ID)
  expect(outcome.rejectsFile).toBe(join(dirname(file), 'kept', 'deep', 'answers.csv.rejects.csv'))
})

test('the same file twice adds nothing', async () => {
  const workspace = await freshWorkspace()
  const file = fileWith(table(rows(300)))
  await bringIn(file, workspace, BY_ID)
  const before = await counted(workspace)
  const again = await bringIn(file, workspace, BY_ID)
  expect(again).toMatchObject({ rows: 300, accepted: 0, duplicates: 300, rejected: 0 })
  expect(await counted(workspace)).toEqual(before)
})

test('equal answers within a file without ids all count, and still only once when it comes again', async () => {
  const workspace = await freshWorkspace()
  const same = Array.from({ length: 7 }, () => '2026-10-05;9;Love it')
  const file = fileWith(table([...same, '2026-10-06;3;Late'], 'date;score;comment'))
  expect(await bringIn(file, workspace, { kind: 'nps' })).toMatchObject({ accepted: 8 })
  expect(await bringIn(file, workspace, { kind: 'nps' })).toMatchObject({
    accepted: 0,
    duplicates: 8,
  })
})

test('rows in any order, split over any files, come to the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...rows(60)], { minLength: 60 }),
      fc.integer({ min: 1, max: 59 }),
      async (shuffled, cut) => {
        const [whole, parts] = [await freshWorkspace(), await freshWorkspace()]
        const options = { ...BY_ID, set: ['source=one'] }
        await bringIn(fileWith(table(rows(60))), whole, options)
        await bringIn(fileWith(table(shuffled.slice(0, cut))), parts, options)
        await bringIn(fileWith(table(shuffled.slice(cut))), parts, options)
        expect(await counted(parts)).toEqual(await counted(whole))
      },
    ),
    { numRuns: 8 },
  )
})

test('an id that comes again with other content is told, and the first stays', async () => {
  const workspace = await freshWorkspace()
  const file = fileWith(table([...rows(3), 'A1;2026-10-02;1;word 1', 'A0;2026-10-01;10;other']))
  const outcome = await bringIn(file, workspace, BY_ID)
  expect(outcome).toMatchObject({ rows: 5, accepted: 3, duplicates: 1, rejected: 1 })
  expect(short(outcome.reasons)).toEqual(['conflictingId 1@6'])
  expect(readFileSync(`${file}.rejects.csv`, 'utf8')).toContain('6,"conflictingId","A0"')
})

test('a stopped import says so and goes on where it was', async () => {
  const [whole, parts] = [await freshWorkspace(), await freshWorkspace()]
  const lines = rows(30_000).map((line, index) =>
    index % 1000 === 0 ? line.replace(';2026', ';1926') : line,
  )
  const file = fileWith(table(lines))
  const expected = await bringIn(file, whole, BY_ID)
  const rejected = readFileSync(`${file}.rejects.csv`, 'utf8')

  const stop = new AbortController()
  const first = await bringIn(file, parts, {
    ...BY_ID,
    signal: stop.signal,
    onProgress: () => stop.abort(),
  })
  expect(first.stopped).toBe(true)
  expect(first.rows).toBeLessThan(30_000)
  expect(await store.findImport(parts.id, first.importId)).toMatchObject({ state: 'running' })
  const second = await bringIn(file, parts, BY_ID)
  expect(second).toMatchObject({ importId: first.importId, resumedAt: first.rows, stopped: false })
  expect(second).toMatchObject({ rows: expected.rows, accepted: expected.accepted, rejected: 30 })
  expect(second.reasons).toEqual(expected.reasons)
  expect(await counted(parts)).toEqual(await counted(whole))
  expect(readFileSync(`${file}.rejects.csv`, 'utf8')).toBe(rejected)
})

test('an import that is taken back leaves nothing, and can come again', async () => {
  const workspace = await freshWorkspace()
  const file = fileWith(table(rows(200)))
  const { importId } = await bringIn(file, workspace, BY_ID)
  await store.undoImport(workspace.id, importId)
  expect(await store.span(workspace.id)).toBeUndefined()
  expect(await bringIn(file, workspace, BY_ID)).toMatchObject({ accepted: 200 })
})

test('thousands of stores come in with their names', async () => {
  const workspace = await freshWorkspace()
  const lines = Array.from(
    { length: 6000 },
    (_, index) => `2026-10-05;${index % 11};Дүкен ${index % 3000}`,
  )
  await bringIn(fileWith(table(lines, 'date;score;store')), workspace, { kind: 'nps' })
  expect(await store.findName(workspace.id, 'store', 'дүкен 2999')).toBe('Дүкен 2999')
})
