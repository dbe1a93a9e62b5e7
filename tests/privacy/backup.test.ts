import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { eraseFromFiles } from '../../src/privacy/person-files.ts'
import { openStore } from '../../storage/index.ts'
import { cxbot, emptyFolder } from '../cli/shell.ts'
import { freshPostgres } from '../postgres.ts'

const FILE = `date,would you recommend us,comment,customer
2026-11-10,9,Quick delivery,Ona Petraitienė
2026-11-11,3,The courier was rude,Jonas Jonaitis
2026-11-12,8,Fine,Rasa Rasaitė
`
const IMPORT = ['import', 'answers.csv', '--kind', 'nps', '--scale', '0..10']

async function filled(...more: readonly string[]): Promise<string> {
  const directory = emptyFolder()
  writeFileSync(join(directory, 'answers.csv'), FILE)
  expect((await cxbot([...IMPORT, ...more], { directory })).code).toBe(0)
  return directory
}

async function value(directory: string, ...more: readonly string[]) {
  const { out } = await cxbot(['ask', 'nps all', '--json', ...more], { directory })
  return JSON.parse(out).values
}

async function forget(directory: string, line: string, ...more: readonly string[]): Promise<void> {
  const { out } = await cxbot(['ask', line, '--json', ...more], { directory })
  const { command } = JSON.parse(out).notice.actions[0]
  expect((await cxbot(['ask', command, ...more], { directory })).code).toBe(0)
}

test('fault 50: a backup taken while the bot runs gives the same numbers, in its place and elsewhere', async () => {
  const directory = await filled()
  const running = await openStore(`sqlite:${join(directory, '.cxbot/cxbot.db')}`)
  const before = await value(directory)
  const { code, out } = await cxbot(['backup', 'monday.backup', '--json'], { directory })
  expect(code).toBe(0)
  const { sha256 } = JSON.parse(out)
  expect(readFileSync(join(directory, 'monday.backup.sha256'), 'utf8')).toBe(
    `${sha256}  monday.backup\n`,
  )
  expect(statSync(join(directory, 'monday.backup')).mode & 0o077).toBe(0)
  await running.close()
  await cxbot(['import', '--undo', 'I-1'], { directory })
  const refused = await cxbot(['restore', 'monday.backup'], { directory })
  expect(refused).toMatchObject({ code: 2 })
  expect((await cxbot(['restore', 'monday.backup', '--yes'], { directory })).code).toBe(0)
  expect(await value(directory)).toEqual(before)
  expect(readdirSync(join(directory, '.cxbot')).some((name) => name.includes('.before-'))).toBe(
    true,
  )
  const elsewhere = emptyFolder()
  copyFileSync(join(directory, 'monday.backup'), join(elsewhere, 'monday.backup'))
  mkdirSync(join(elsewhere, '.cxbot'), { recursive: true })
  expect((await cxbot(['restore', 'monday.backup'], { directory: elsewhere })).code).toBe(0)
  expect(await value(elsewhere)).toEqual(before)
})

test('a database that is in use is not replaced', async () => {
  const directory = await filled()
  await cxbot(['backup', 'a.backup'], { directory })
  const running = await openStore(`sqlite:${join(directory, '.cxbot/cxbot.db')}`)
  const { code, err } = await cxbot(['restore', 'a.backup', '--yes'], { directory })
  await running.close()
  expect(code).toBe(2)
  expect(err).toContain('in use')
})

test.skipIf(process.platform !== 'linux')(
  'a database stays locked by whoever has it open while somebody is forgotten',
  async () => {
    const directory = await filled()
    const folder = join(directory, '.cxbot')
    const database = join(folder, 'cxbot.db')
    const running = await openStore(`sqlite:${database}`)
    const again = await openStore(`sqlite:${database}`)
    const inodes = ['', '-shm'].map((ending) => statSync(`${database}${ending}`).ino)
    const locks = () =>
      readFileSync('/proc/locks', 'utf8')
        .split('\n')
        .filter((line) => line.includes(` ${process.pid} `))
        .map((line) => Number(/:(\d+) /.exec(line)?.[1]))
        .filter((inode) => inodes.includes(inode))
        .sort()
    const before = locks()
    expect(new Set(before).size).toBeGreaterThan(1)
    const files = { folder, database, outside: [], eraseKept: async () => undefined }
    await eraseFromFiles(['Jonas Jonaitis'], files)
    expect(locks()).toEqual(before)
    await again.close()
    await running.close()
  },
)

test('T20: whoever was forgotten after the backup was made is forgotten again', async () => {
  const directory = await filled()
  await cxbot(['backup', 'old.backup'], { directory })
  await forget(directory, 'forget customer:"Jonas Jonaitis"')
  expect((await cxbot(['restore', 'old.backup', '--yes'], { directory })).code).toBe(0)
  const bytes = readFileSync(join(directory, '.cxbot/cxbot.db')).toString('latin1')
  expect(bytes).not.toContain('Jonaitis')
  expect(bytes).not.toContain('courier')
  expect((await value(directory))[0].n).toBe(2)
  await cxbot(['backup', 'new.backup'], { directory })
  expect(readFileSync(join(directory, 'new.backup')).toString('latin1')).not.toContain('Jonaitis')
})

test.each([
  ['changed since', (bytes: Buffer) => bytes.fill(1, bytes.length - 100), true, 'SHA-256'],
  ['damaged', (bytes: Buffer) => bytes.fill(7, 4096, 12_288), false, 'damaged'],
  ['cut short', (bytes: Buffer) => bytes.subarray(0, 8192), false, 'damaged'],
  ['no backup', () => Buffer.from('date,score\n2026-11-10,9\n'), false, 'no backup'],
])('a backup that is %s changes nothing', async (_, spoil, withHash, told) => {
  const directory = await filled()
  await cxbot(['backup', 'a.backup'], { directory })
  const spoilt = spoil(readFileSync(join(directory, 'a.backup')))
  const name = withHash ? 'a.backup' : 'b.backup'
  writeFileSync(join(directory, name), spoilt)
  const before = await value(directory)
  const { code, err } = await cxbot(['restore', name, '--yes'], { directory })
  expect(code).toBe(2)
  expect(err).toContain(told)
  expect(await value(directory)).toEqual(before)
  expect(existsSync(join(directory, '.cxbot/cxbot.db.restoring'))).toBe(false)
})

test('an export brought in elsewhere gives the same numbers', async () => {
  const directory = await filled()
  const elsewhere = emptyFolder()
  const out = join(elsewhere, 'feedback.jsonl')
  expect((await cxbot(['export', '--out', out], { directory })).code).toBe(0)
  expect((await cxbot(['import', 'feedback.jsonl'], { directory: elsewhere })).code).toBe(0)
  expect(await value(elsewhere)).toEqual(await value(directory))
})

test('T20: a backup of PostgreSQL is restored with the same numbers, and nobody forgotten comes back', async () => {
  const first = await freshPostgres()
  const second = await freshPostgres()
  const there = ['--db', first.url]
  const directory = await filled(...there)
  const before = await value(directory, ...there)
  expect((await cxbot(['backup', 'pg.backup', ...there], { directory })).code).toBe(0)
  const restored = await cxbot(['restore', 'pg.backup', '--yes', '--db', second.url], { directory })
  expect(restored.err).toBe('')
  expect(restored.code).toBe(0)
  expect(await value(directory, '--db', second.url)).toEqual(before)
  const holds = async (url: string): Promise<boolean> => {
    await cxbot(['backup', 'now.backup', '--db', url], { directory })
    return /Jonaitis|courier/.test(
      gunzipSync(readFileSync(join(directory, 'now.backup'))).toString(),
    )
  }
  expect(await holds(first.url)).toBe(true)
  await forget(directory, 'forget customer:"Jonas Jonaitis"', ...there)
  expect(await holds(first.url)).toBe(false)
  expect((await cxbot(['restore', 'pg.backup', '--yes', ...there], { directory })).code).toBe(0)
  expect(await holds(first.url)).toBe(false)
  expect((await value(directory, ...there))[0].n).toBe(2)
  await first.drop()
  await second.drop()
})
