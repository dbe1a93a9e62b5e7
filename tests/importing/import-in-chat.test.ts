import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { GivenFile } from '../../src/core/given-file.ts'
import type { Notice, Reply, Report } from '../../src/core/reply.ts'
import { planOf } from '../../src/importing/given-file.ts'
import { toPlainText } from '../../src/report/plain-text.ts'
import { createSpool, type Spool } from '../../src/spool/spool.ts'
import { invocation, type MadeWorkspace, madeWorkspace, NOW } from '../commands/made-workspace.ts'

const FILE =
  'date,score,comment\n2026-11-01,9,Good\n2026-11-02,3,Slow\n31.02.2026,5,Never\n2026-11-03,12,Much\n2026-11-04,8,Fine\n'

let folder: string
let spool: Spool
let made: MadeWorkspace
let now = NOW

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cxbot-given-'))
  now = NOW
  spool = createSpool(join(folder, 'given'), { clock: () => now, largest: 2 * 1024 * 1024 })
  made = await madeWorkspace([], { parts: { files: spool } })
})
afterEach(async () => {
  await made.close()
  rmSync(folder, { recursive: true, force: true })
})

function given(content: string, name = 'answers.csv'): GivenFile {
  const bytes = Buffer.from(content)
  return {
    name,
    size: bytes.length,
    open: async () =>
      (async function* () {
        yield bytes
      })(),
  }
}

/** Asks as somebody in a chat does, after dropping a file where there is one. */
async function say(text: string, file?: GivenFile): Promise<Reply> {
  return await made.host.answer({ ...invocation(text), ...(file ? { file } : {}) })
}

async function report(text: string, file?: GivenFile): Promise<Report> {
  const reply = await say(text, file)
  if (reply.kind !== 'report') throw new Error(JSON.stringify(reply))
  return reply
}

async function notice(text: string, file?: GivenFile): Promise<Notice> {
  const reply = await say(text, file)
  if (reply.kind !== 'notice') throw new Error(JSON.stringify(reply))
  return reply
}

function buttons(reply: Reply): readonly (readonly [string, string])[] {
  const actions =
    reply.kind === 'notice'
      ? reply.actions
      : reply.kind === 'report'
        ? reply.blocks.flatMap((block) => (block.type === 'actions' ? block.actions : []))
        : []
  return actions.map(({ command, label }) => [label, command])
}

function press(reply: Reply, label: string): string {
  const found = buttons(reply).find(([shown]) => shown.startsWith(label))
  if (!found) throw new Error(`no “${label}” among ${JSON.stringify(buttons(reply))}`)
  return found[1]
}

const plain = (reply: Reply) => toPlainText(reply, 100)
const kept = () => readdirSync(join(folder, 'given'))

test('a dropped file is shown as it was understood, and nothing is stored before its button is pressed', async () => {
  const shown = await report('import kind:nps', given(FILE))
  const text = plain(shown)
  expect(text).toContain('5 rows: 3 can be used, 2 cannot.')
  expect(text).toContain('as you said')
  expect(text).toContain('9 (0–10)')
  expect(text).toContain('a score off the scale')
  expect(await made.store.imports(made.workspace.id, 5)).toEqual([])

  const done = await report(press(shown, 'Import 3 rows'))
  expect(plain(done)).toContain('Imported as I-1: 3 new, 0 known before, 2 rejected, of 5 rows.')
  expect(await made.store.findImport(made.workspace.id, 1 as never)).toMatchObject({
    file: 'answers.csv',
    state: 'done',
    accepted: 3,
  })
  expect(kept().filter((name) => name.endsWith('.csv'))).toEqual([
    expect.stringMatching(/\.rejects\.csv$/),
  ])
})

test('rejected rows come as a file, and the import goes after one more question', async () => {
  const done = await report(press(await report('import kind:nps', given(FILE)), 'Import'))
  const rejects = await report(press(done, 'Rejected rows (2)'))
  expect(rejects.view).toBe('csv')
  const table = rejects.blocks.find((block) => block.type === 'table')
  expect(table?.columns.map(({ label }) => label)).toEqual([
    'line',
    'reason',
    'date',
    'score',
    'comment',
  ])
  expect(table?.rows).toContainEqual(['5', 'a score off the scale', '2026-11-03', '12', 'Much'])

  const asked = await notice(press(done, 'Take back'))
  expect(plain(asked)).toContain('Take back I-1 (answers.csv)?')
  expect((await made.store.findImport(made.workspace.id, 1 as never))?.state).toBe('done')
  const undone = await notice(press(asked, 'Yes, take back'))
  expect(plain(undone)).toContain('I-1 (answers.csv) was taken back: 3 answers removed.')
  expect(await made.store.span(made.workspace.id)).toBeUndefined()
  expect(plain(await say('import undo I-1 go'))).toContain('I-1 was taken back.')
})

test('what only a person can decide is asked with a button for each answer', async () => {
  const asked = await notice(
    'import kind:nps',
    given('date,score\n03/04/2026,9\n05/06/2026,3\n07/02/2026,3\n'),
  )
  expect(asked.errorId).toBe('import.ambiguousDates')
  expect(buttons(asked).map(([label]) => label)).toEqual(['2026-04-03', '2026-03-04'])
  const shown = await report(press(asked, '2026-04-03'))
  expect(plain(shown)).toContain('3 Apr 2026')
  const done = await report(press(shown, 'Import 3 rows'))
  expect(plain(done)).toContain('3 new')
})

test.each([
  ['import kind:nps scale:1..5', 'date,score\n2026-11-01,5\n2026-11-02,1\n', 'kind:csat'],
  ['import', 'date,rating\n2026-11-01,0\n2026-11-02,5\n2026-11-03,4\n', 'scale:0..5'],
  ['import', 'date,score\n2026-11-01,good\n2026-11-02,bad\n', 'kind:mention'],
  ['import', 'rating,comment\n5,Good\n4,Fine\n', '2026-11-18'],
  ['import', 'date,rating\n2026-11-01,5\n2026-11-02,"1,007"\n', '1007'],
])('%s of %j asks what a flag of cxbot import answers: %s', async (line, content, flag) => {
  const asked = await notice(line, given(content))
  expect(buttons(asked).map(([label]) => label)).toContain(flag)
})

test('the flags of the shell are understood too, as its messages write them', async () => {
  const asked = await notice('import', given('date,how much,b\n03/04/2026,9,1\n05/06/2026,3,2\n'))
  const [, line = ''] = buttons(asked)[0] ?? []
  const [, key = ''] = line.split(' ')
  const shown = await report(
    `import ${key} --date-format "d/M/yyyy" --map "score=how much" --kind nps --scale 0..10`,
  )
  expect(press(shown, 'Import 2 rows')).toBe(
    `import ${key} go kind:nps scale:0..10 date:d/M/yyyy map:"score=how much"`,
  )
  expect(plain(await notice(`import ${key} knid:nps`))).toContain('“knid:nps” is not understood')
})

test('a press that comes again is answered again and stores nothing again', async () => {
  const line = press(await report('import kind:nps', given(FILE)), 'Import')
  const [first, second] = [await report(line), await report(line)]
  expect(plain(second)).toBe(plain(first))
  expect(await made.store.imports(made.workspace.id, 5)).toHaveLength(1)
})

test('an import that ended before its file was put away is not made twice', async () => {
  const shown = await report('import kind:nps', given(FILE))
  const { settle } = spool
  Object.assign(spool, { settle: () => Promise.reject(new Error('killed')) })
  await say(press(shown, 'Import'))
  Object.assign(spool, { settle })
  expect(plain(await report(press(shown, 'Import')))).toContain('Imported as I-1: 3 new')
  expect(await made.store.imports(made.workspace.id, 5)).toHaveLength(1)
})

test('a file is for the one who gave it, and for a day', async () => {
  const line = press(await report('import kind:nps', given(FILE)), 'Import')
  const other = { id: 'somebody', name: 'else', standing: 'member', groups: [] } as const
  expect(await made.refused(line, { user: other })).toMatchObject({ errorId: 'drop.gone' })
  expect(statSync(join(folder, 'given')).mode & 0o777).toBe(0o700)
  for (const name of kept()) {
    expect(statSync(join(folder, 'given', name)).mode & 0o777).toBe(0o600)
  }
  now = (Date.now() / 1000 + 2 * 86_400) as typeof now
  await spool.sweep()
  expect(kept()).toEqual([])
  expect(await made.refused(line)).toMatchObject({ errorId: 'drop.gone' })
})

test('T12: a file that is larger than allowed is refused while it comes, whatever was said of its size', async () => {
  const chunk = Buffer.alloc(512 * 1024, 'a')
  let sent = 0
  const endless: GivenFile = {
    name: 'endless.csv',
    size: 10,
    open: async () =>
      (async function* () {
        for (;;) {
          sent += 1
          yield chunk
        }
      })(),
  }
  expect(await notice('import', endless)).toMatchObject({ errorId: 'drop.too-large' })
  expect(sent).toBeLessThan(8)
  const told = { ...given(FILE), size: 2 ** 40, open: () => Promise.reject(new Error('asked')) }
  expect(await notice('import', told)).toMatchObject({ errorId: 'drop.too-large' })
  expect(kept()).toEqual([])
})

test('T12: a file of too many rows, or that takes too long to look at, is refused', async () => {
  const kept = await spool.keep(given(FILE), 'somebody')
  const looked = (limits: { rows: number; seconds: number }) =>
    planOf(
      kept,
      { kind: 'nps' },
      { now: NOW, store: made.store, workspace: made.workspace, workspaceId: made.workspace.id },
      limits,
    )
  expect(await looked({ rows: 5, seconds: 60 })).toMatchObject({ expectedRows: 5 })
  await expect(looked({ rows: 4, seconds: 60 })).rejects.toMatchObject({ id: 'drop.too-many-rows' })
  await expect(looked({ rows: 5, seconds: 0 })).rejects.toMatchObject({ id: 'drop.too-long' })
})

test.each([
  ['../../etc/passwd.csv', 'passwd.csv'],
  ['C:\\x\\con.csv', 'con.csv'],
  ['NUL', 'NUL'],
  [`${'ж'.repeat(300)}.csv`, `${'ж'.repeat(96)}.csv`],
  ['..', 'file'],
  ['a\u202Evsc.\u0000exe', 'avsc.exe'],
])('T17: a file that is called %j stays in its folder and is shown as %j', async (name, shown) => {
  const found = await report('import kind:nps', given(FILE, name))
  expect(found.title).toBe(shown)
  expect(readdirSync(folder)).toEqual(['given'])
  expect(kept().every((each) => /^[0-9a-f]{22}(?:\.csv|\.facts\.json)?$/.test(each))).toBe(true)
})

test('without a file it says how one is given, and where none can be kept', async () => {
  expect(plain(await notice('import'))).toContain('mention me with it')
  expect(await made.refused('import something')).toMatchObject({ errorId: 'drop.no-file-given' })
  const bare = await madeWorkspace([])
  expect(await bare.refused('import', { file: given(FILE) })).toMatchObject({
    errorId: 'drop.not-here',
  })
  await bare.close()
})

test('a file for which the disk has no room leaves nothing, and the one who gave it is told why', async () => {
  const tooMuch: GivenFile = {
    name: 'answers.csv',
    size: null,
    open: async () =>
      (async function* () {
        yield Buffer.from(FILE)
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
      })(),
  }
  const told = await notice('import kind:nps', tooMuch)
  expect(told.errorId).toBe('errors.storage-full')
  expect(plain(told)).toContain('There is no room left on the disk')
  expect(kept()).toEqual([])
})
