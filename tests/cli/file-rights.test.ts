import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cxbot, emptyFolder } from './shell.ts'

const ROW = 'date,recommend,text\n2026-11-10,9,Quick delivery\n'
const onWindows = process.platform === 'win32'

/** A folder with a database, a settings file and a file with a password, each its owner's alone. */
async function closedFolder(): Promise<string> {
  const directory = emptyFolder()
  writeFileSync(join(directory, 'a.csv'), ROW)
  await cxbot(['import', 'a.csv', '--kind', 'nps', '--map', 'score=recommend'], { directory })
  const settings = { telegram: { token: '123456:canary-token-of-the-bot' } }
  writeFileSync(join(directory, 'cxbot.json'), JSON.stringify(settings), { mode: 0o600 })
  writeFileSync(join(directory, 'password'), 'open sesame, please', { mode: 0o600 })
  return directory
}

const environment = { CXBOT_STRICT: '1', CXBOT_PASSWORD_FILE: 'password' }
const FILES = ['.cxbot/cxbot.db', 'cxbot.json', 'password']

test.skipIf(onWindows).each(FILES)(
  'T26: where it is strict, the program does not start while others may read %s',
  async (name) => {
    const directory = await closedFolder()
    const file = join(directory, name)
    chmodSync(file, 0o644)
    const { code, err } = await cxbot(['serve', '--port', '0'], { directory, environment })
    expect(code).toBe(2)
    expect(err).toContain(`Everybody on this machine may read ${file} (mode 644)`)
    expect(err).toContain(`Try: chmod 600 ${file}`)
  },
)

test.skipIf(onWindows)('T26: all files that others may read are told at once', async () => {
  const directory = await closedFolder()
  for (const name of FILES) chmodSync(join(directory, name), 0o664)
  const words = ['serve', '--port', '0', '--locale', 'lt']
  const { code, err } = await cxbot(words, { directory, environment })
  expect(code).toBe(2)
  for (const name of FILES) expect(err).toContain(`chmod 600 ${join(directory, name)}`)
  expect(err).toContain('teisės 664')
})

test.skipIf(onWindows)('T26: doctor says the same, and what to type', async () => {
  const directory = await closedFolder()
  expect((await cxbot(['doctor'], { directory, environment })).out).not.toContain('chmod')
  for (const name of FILES) chmodSync(join(directory, name), 0o604)
  const { code, out } = await cxbot(['doctor'], { directory, environment })
  expect(code).toBe(1)
  for (const name of FILES) expect(out).toContain(`chmod 600 ${join(directory, name)}`)
})

test.skipIf(onWindows)('a settings file without a secret may be read by everybody', async () => {
  const directory = await closedFolder()
  writeFileSync(join(directory, 'cxbot.json'), '{"zone":"Asia/Almaty"}')
  chmodSync(join(directory, 'cxbot.json'), 0o644)
  expect((await cxbot(['doctor'], { directory, environment })).out).not.toContain('chmod')
})

test.each([
  ['perhaps', 2],
  ['yes', 0],
  ['off', 0],
])('CXBOT_STRICT=%s is checked with the other settings', async (value, code) => {
  const directory = emptyFolder()
  const ended = await cxbot(['doctor'], { directory, environment: { CXBOT_STRICT: value } })
  expect(ended.code).toBe(code)
  if (code === 2) expect(ended.err).toContain('CXBOT_STRICT: “perhaps” is neither 1 nor 0')
})
