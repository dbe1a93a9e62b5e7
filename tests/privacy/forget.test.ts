import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { cxbot, emptyFolder } from '../cli/shell.ts'

const NAME = 'Wxonaqua Petrazzenaitė'
const WORD = 'zqxunheardofword'

function answers(): string {
  const rows = Array.from({ length: 400 }, (_, at) => {
    const day = `2026-11-${String(1 + (at % 20)).padStart(2, '0')}`
    const who = at % 50 === 7 ? NAME : `Customer ${at}`
    const text = who === NAME ? `My ${WORD} ${at} was never delivered` : `Fine service ${at}`
    return `${day},${at % 11},"${text}","${who}",Store ${at % 5}`
  })
  rows.push(`2026-11-20,4,"I stood in line behind ${NAME}, who was angry",Somebody,Store 1`)
  return `date,would you recommend us,comment,customer,store\n${rows.join('\n')}\n`
}

async function filled(): Promise<string> {
  const directory = emptyFolder()
  writeFileSync(join(directory, 'answers.csv'), answers())
  const { code, err } = await cxbot(IMPORT, { directory })
  expect(err).toBe('')
  expect(code).toBe(0)
  return directory
}

const IMPORT = ['import', 'answers.csv', '--kind', 'nps', '--scale', '0..10']
const DATABASE = '.cxbot/cxbot.db'

async function ask(directory: string, line: string) {
  return await cxbot(['ask', line, '--json'], { directory })
}

/** Asks and presses the button. */
async function forget(directory: string): Promise<string> {
  const preview = JSON.parse((await ask(directory, `forget customer:"${NAME}"`)).out)
  const { out } = await ask(directory, preview.notice.actions[0].command)
  return out
}

/** Returns the files below a folder that hold the name or the word, in any case. */
function filesHolding(directory: string, folder = '.cxbot'): readonly string[] {
  const needles = [NAME, 'Petrazzenait', WORD, 'wxonaqua'].map((each) => each.toLowerCase())
  return readdirSync(join(directory, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path).toString('latin1').toLowerCase()
      return needles.some((each) => bytes.includes(Buffer.from(each).toString('latin1')))
    })
}

test('T20: a canary is in no byte of the database, its journal, its indexes and new backups', async () => {
  const directory = await filled()
  for (const line of [
    `quotes "${WORD}"`,
    `nps customer:"${NAME}" all`,
    'authors all',
    `whatdoyouknow customer:"${NAME}"`,
  ]) {
    await ask(directory, line)
  }
  expect(filesHolding(directory)).not.toEqual([])
  const receipt = JSON.parse(await forget(directory))
  expect(receipt.reportId).toMatch(/^R-\d+$/)
  expect(receipt.table.rows[0][1]).toBe(8)
  expect(receipt.table.rows[1][1]).toBe(1)
  expect(JSON.stringify(receipt).toLowerCase()).not.toContain('petrazz')
  const shown = JSON.parse((await ask(directory, `report ${receipt.reportId}`)).out)
  expect(shown.table).toEqual(receipt.table)
  expect(filesHolding(directory)).toEqual([])
  const { out } = await cxbot(['export'], { directory })
  expect(out).not.toContain(WORD)
  expect(out.trim().split('\n')).toHaveLength(393)
  expect(out).toContain('I stood in line behind […], who was angry')
})

test('the same file does not bring them back', async () => {
  const directory = await filled()
  await forget(directory)
  const again = await cxbot([...IMPORT, '--json'], { directory })
  expect(JSON.parse(again.out)).toMatchObject({ rejected: 0 })
  const known = await ask(directory, `whatdoyouknow customer:"${NAME}"`)
  expect(JSON.parse(known.out).error.id).toBe('privacy.unknown')
})

test('T20: an old copy of the database does not bring them back', async () => {
  const directory = await filled()
  copyFileSync(join(directory, DATABASE), join(directory, 'old.db'))
  await forget(directory)
  for (const end of ['', '-wal', '-shm'])
    rmSync(join(directory, `${DATABASE}${end}`), { force: true })
  copyFileSync(join(directory, 'old.db'), join(directory, DATABASE))
  expect(filesHolding(directory)).not.toEqual([])
  await ask(directory, 'nps all')
  expect(filesHolding(directory)).toEqual([])
})

test('the counts are those of everyone else', async () => {
  const directory = await filled()
  const before = JSON.parse((await ask(directory, 'nps all')).out).values[0]
  const own = JSON.parse((await ask(directory, `nps customer:"${NAME}" all`)).out).values[0]
  await forget(directory)
  const after = JSON.parse((await ask(directory, 'nps all')).out).values[0]
  expect(after.n).toBe(before.n - own.n)
})

test('a question is somebody’s own and can be answered once', async () => {
  const directory = await filled()
  const { out } = await ask(directory, `forget customer:"${NAME}"`)
  const { command } = JSON.parse(out).notice.actions[0]
  const refused = await ask(directory, 'forget confirm abc')
  expect(JSON.parse(refused.out).error.id).toBe('privacy.expired')
  expect(JSON.parse((await ask(directory, command)).out).title).toBe(
    'Receipt: a person was forgotten',
  )
  expect(JSON.parse((await ask(directory, command)).out).error.id).toBe('privacy.expired')
})

test.each([
  ['forget', 'privacy.whom'],
  ['forget Ona', 'privacy.which'],
  ['forget store:Riga', 'privacy.notAPerson'],
  ['forget customer:Ona Petraitienė', 'privacy.oneAtATime'],
  ['forget customer:Nobody', 'privacy.unknown'],
  ['whatdoyouknow customer:Nobody', 'privacy.unknown'],
])('“%s” is answered with what would be right', async (line, id) => {
  const directory = await filled()
  expect(JSON.parse((await ask(directory, line)).out).error.id).toBe(id)
})

test('the file of those who stay forgotten says nothing of who they were', async () => {
  const directory = await filled()
  await forget(directory)
  const kept = readFileSync(join(directory, `${DATABASE}.forgotten`), 'utf8')
  expect(kept.trim().split('\n')).toHaveLength(1)
  expect(Object.keys(JSON.parse(kept))).toEqual(['workspace', 'dimension', 'salt', 'hash', 'at'])
  const store = await openStore(`sqlite:${join(directory, DATABASE)}`)
  expect(await store.privacy.tombstones()).toHaveLength(1)
  await store.close()
})

test('T20: files that the program keeps are gone through too: typed lines, refused rows, pictures, a database kept aside', async () => {
  const directory = await filled()
  const folder = join(directory, '.cxbot')
  await cxbot(['backup', 'old.backup'], { directory })
  const restored = await cxbot(['restore', 'old.backup', '--yes'], { directory })
  expect(restored.code).toBe(0)
  writeFileSync(join(folder, 'history'), `nps all\nnps customer:"${NAME.toUpperCase()}"\nces all\n`)
  writeFileSync(
    join(folder, 'a.csv.rejects.csv'),
    `line,reason,text\n3,no score,"about\n${NAME}"\n4,no score,other\n`,
  )
  mkdirSync(join(folder, 'charts'))
  writeFileSync(join(folder, 'charts', 'nps.png'), 'a picture with a name in it')
  mkdirSync(join(folder, 'given'))
  writeFileSync(join(folder, 'given', '1f.csv'), Buffer.from(`customer\n${NAME}\n`, 'utf16le'))
  expect(filesHolding(directory).length).toBeGreaterThan(3)
  await forget(directory)
  expect(filesHolding(directory)).toEqual([])
  expect(readFileSync(join(folder, 'history'), 'utf8')).toBe('nps all\nces all\n')
  expect(readFileSync(join(folder, 'a.csv.rejects.csv'), 'utf8')).toBe(
    'line,reason,text\n4,no score,other\n',
  )
  const left = readdirSync(folder, { recursive: true }).map(String)
  expect(left).not.toContain('charts/nps.png')
  expect(left).not.toContain('given/1f.csv')
  expect(left.some((name) => /\.before-\w+$/.test(name))).toBe(true)
})

test('a file that somebody else put into the data folder stays; the preview names it and what will be changed', async () => {
  const directory = await filled()
  const folder = join(directory, '.cxbot')
  const own = `note,who\nours,${NAME}\n`
  writeFileSync(join(folder, 'ours.csv'), own)
  writeFileSync(join(folder, 'picture.png'), 'a picture')
  writeFileSync(join(folder, 'other.txt'), 'nobody')
  writeFileSync(join(folder, 'history'), `nps customer:"${NAME}"\nces all\n`)
  const preview = (await cxbot(['ask', `forget customer:"${NAME}"`], { directory })).out
  expect(preview).toContain('Files of the bot that go or lose lines: history')
  expect(preview).toMatch(/stay,\s+because\s+the bot\s+did not\s+write\s+them:\s+ours\.csv\./)
  expect(preview).not.toMatch(/other\.txt|picture\.png/)
  await forget(directory)
  expect(readFileSync(join(folder, 'ours.csv'), 'utf8')).toBe(own)
  expect(readdirSync(folder)).toContain('picture.png')
  expect(readFileSync(join(folder, 'history'), 'utf8')).toBe('ces all\n')
})

test('T20: a database that was kept aside outside the data folder is named in the preview and erased', async () => {
  const directory = await filled()
  mkdirSync(join(directory, 'own'))
  const own = ['--db', 'sqlite:own/shop.db']
  await cxbot([...IMPORT, ...own], { directory })
  await cxbot(['backup', 'old.backup', ...own], { directory })
  expect((await cxbot(['restore', 'old.backup', '--yes', ...own], { directory })).code).toBe(0)
  const kept = readdirSync(join(directory, 'own')).find((name) => /\.before-\w+$/.test(name)) ?? ''
  expect(filesHolding(directory, 'own')).toContain(join(directory, 'own', kept))
  const { out } = await cxbot(['ask', `forget customer:"${NAME}"`, '--json', ...own], { directory })
  const { notice } = JSON.parse(out)
  expect(JSON.stringify(notice)).toContain(join(directory, 'own', kept))
  await cxbot(['ask', notice.actions[0].command, ...own], { directory })
  expect(filesHolding(directory, 'own')).toEqual([])
})

test('T20: an account is erased from a database that was kept aside too', async () => {
  const directory = await filled()
  const account = 'slack/T1/U200000002'
  await ask(directory, `role give ${account} viewer`)
  await cxbot(['backup', 'old.backup'], { directory })
  await cxbot(['restore', 'old.backup', '--yes'], { directory })
  const { notice } = JSON.parse((await ask(directory, `forget ${account}`)).out)
  expect(JSON.stringify(notice)).toContain('.before-')
  await ask(directory, notice.actions[0].command)
  const folder = join(directory, '.cxbot')
  const kept = readdirSync(folder).find((name) => /\.before-\w+$/.test(name)) ?? ''
  expect(readFileSync(join(folder, kept)).toString('latin1')).not.toContain('U200000002')
})

test('a short name takes no lines that hold it within other words', async () => {
  const directory = await filled()
  const lines = 'date,recommend,comment,customer\n2026-11-10,9,Fine,Ona\n'
  writeFileSync(join(directory, 'b.csv'), lines)
  const flags = ['--kind', 'nps', '--map', 'score=recommend']
  expect((await cxbot(['import', 'b.csv', ...flags], { directory })).code).toBe(0)
  const history = join(directory, '.cxbot', 'history')
  writeFileSync(history, 'nps customer:Ona\nnps store:Lisbona\n')
  writeFileSync(join(directory, '.cxbot', 'cxbot.db.before-20260101T000000Z'), 'SQLite format 3\0')
  const { notice } = JSON.parse((await ask(directory, 'forget customer:Ona')).out)
  expect(JSON.parse((await ask(directory, notice.actions[0].command)).out).title).toContain(
    'Receipt',
  )
  expect(readFileSync(history, 'utf8')).toBe('nps store:Lisbona\n')
})

test('whoever is an author under the same name is offered to be forgotten too', async () => {
  const directory = await filled()
  const lines = `date,recommend,comment,author\n2026-11-10,9,Fine,${NAME}\n`
  writeFileSync(join(directory, 'b.csv'), lines)
  const flags = ['--kind', 'nps', '--map', 'score=recommend']
  expect((await cxbot(['import', 'b.csv', ...flags], { directory })).code).toBe(0)
  const { notice } = JSON.parse((await ask(directory, `forget customer:"${NAME}"`)).out)
  expect(notice.actions[1]).toEqual({
    label: 'The author of that name too…',
    command: `forget author:"${NAME}"`,
  })
  for (const { command } of notice.actions) {
    const said = JSON.parse((await ask(directory, command)).out)
    const confirm = said.notice?.actions[0]?.command
    if (confirm) await ask(directory, confirm)
  }
  expect(filesHolding(directory)).toEqual([])
})

test('T20: an erasure that was cut short is gone on with at the next start', async () => {
  const directory = await filled()
  const file = join(directory, DATABASE)
  const store = await openStore(`sqlite:${file}`)
  const [workspace] = await store.workspaces()
  const person = { dimension: 'customer', name: NAME } as const
  const tombstone = await store.privacy.tombstone(workspace?.id as never, person, 1 as never)
  await store.close()
  /** The line is written first; then the machine went down. */
  writeFileSync(`${file}.forgotten`, `${JSON.stringify(tombstone)}\n`, { mode: 0o600 })
  writeFileSync(join(directory, '.cxbot', 'history'), `nps customer:"${NAME}"\n`)
  expect(filesHolding(directory)).not.toEqual([])
  await ask(directory, 'nps all')
  expect(filesHolding(directory)).toEqual([])
})
