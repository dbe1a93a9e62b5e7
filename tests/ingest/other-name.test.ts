import { copyFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import type { Store, Workspace } from '../../src/core/store.ts'
import {
  type ImportOptions,
  type ImportPlan,
  planImport,
  runImport,
  storedBefore,
} from '../../src/ingest/index.ts'
import { openStore } from '../../storage/index.ts'
import { fileWith, NOW } from './files.ts'

let store: Store
let workspace: Workspace
let made = 0

beforeAll(async () => {
  store = await openStore(`sqlite:${fileWith('', 'store.db')}`)
})

beforeEach(async () => {
  made += 1
  const settings = { zone: 'UTC', locale: 'en', sample: false } as const
  workspace = await store.ensureWorkspace(`w${made}`, settings)
})

afterAll(() => store.close())

const plan = (file: string, options: ImportOptions = {}): Promise<ImportPlan> =>
  planImport(file, options, { zone: 'UTC', now: NOW, before: storedBefore(store, workspace.id) })

async function bringIn(file: string, options: ImportOptions = {}) {
  const { accepted, duplicates } = await runImport(await plan(file, options), {
    store,
    workspace,
    now: () => NOW,
    rejectsFolder: dirname(file),
    words: { line: 'line', reason: 'reason', explain: (reason) => reason },
  })
  return { accepted, duplicates }
}

function answers(count: number, first = 0, id = ''): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const at = `2026-10-${String(1 + (index % 30)).padStart(2, '0')} 10:${String(index % 60).padStart(2, '0')}`
    return `${id && `${id}${first + index * 3},`}${at},${(index * 7) % 11},word ${first + index}`
  })
  return `${id && 'response id,'}date,nps,comment\n${rows.join('\n')}\n`
}

test.each(['', 'R'])('the same file under another name adds nothing (ids: "%s")', async (id) => {
  const file = fileWith(answers(30, 0, id), 'october.csv')
  const copy = join(dirname(file), 'october (1).csv')
  copyFileSync(file, copy)
  expect(await bringIn(file)).toEqual({ accepted: 30, duplicates: 0 })
  const second = await plan(copy)
  expect(second.notes).toContainEqual({
    about: 'source',
    note: 'sameContent',
    params: { file: 'october.csv' },
  })
  expect(await bringIn(copy)).toEqual({ accepted: 0, duplicates: 30 })
  expect(await bringIn(copy, { set: ['source=other'] })).toEqual({ accepted: 30, duplicates: 0 })
})

test.each(['', 'R'])('a newer export under another name is asked about (ids: "%s")', async (id) => {
  await bringIn(fileWith(answers(30, 0, id), 'october.csv'))
  const newer = fileWith(answers(40, 0, id), 'november.csv')
  const error = await bringIn(newer).catch((each: unknown) => each)
  expect(error).toBeInstanceOf(UserError)
  expect(error).toMatchObject({
    id: 'import.knownRows',
    params: { known: 20, rows: 20, file: 'october.csv', source: 'october', own: 'november' },
    suggestion: '--set "source=october"',
  })
  expect(await bringIn(newer, { set: ['source=october'] })).toEqual({
    accepted: 10,
    duplicates: 30,
  })
  expect(await bringIn(newer, { set: ['source=november'] })).toEqual({
    accepted: 40,
    duplicates: 0,
  })
})

test('other answers under another name are no question, not even with the same ids', async () => {
  await bringIn(fileWith(answers(30, 0, 'R'), 'north.csv'))
  const other = answers(30, 0, 'R').replaceAll(' 10:', ' 12:')
  expect(await bringIn(fileWith(other, 'south.csv'))).toEqual({ accepted: 30, duplicates: 0 })
  expect(await bringIn(fileWith(answers(30, 900, 'Q'), 'east.csv'))).toEqual({
    accepted: 30,
    duplicates: 0,
  })
})

test('what was taken back is not known', async () => {
  const file = fileWith(answers(30), 'a.csv')
  await bringIn(file)
  const [record] = await store.imports(workspace.id, 1)
  if (record) await store.undoImport(workspace.id, record.id)
  const again = fileWith(answers(30), 'b.csv')
  expect((await plan(again)).description.source).toBe('b')
  expect(await bringIn(again)).toEqual({ accepted: 30, duplicates: 0 })
})
