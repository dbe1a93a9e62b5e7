import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { cxbot, emptyFolder } from './shell.ts'

const LONG_SECONDS = 1000

/** Serves a folder whose database another process serves, until it runs; then stops it. */
async function serveBeside(pid: number) {
  const directory = emptyFolder()
  mkdirSync(join(directory, '.cxbot'))
  const store = await openStore(`sqlite:${join(directory, '.cxbot/cxbot.db')}`)
  const holder = JSON.stringify({ host: hostname(), pid, id: 'another' })
  await store.delivery.lead('server', holder, LONG_SECONDS)
  await store.close()
  let stop: () => void = () => undefined
  const outcome = await cxbot(['serve', '--port', '0'], {
    directory,
    onStart: (callback) => {
      stop = callback
    },
    onOutput: (sofar) => {
      if (sofar.includes('Ctrl-C')) stop()
    },
  })
  return { directory, ...outcome }
}

test('fault 12: a second server on one SQLite file refuses, and says what several need', async () => {
  const { code, err, out } = await serveBeside(process.ppid)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain('PostgreSQL')
})

test('a question beside a server is answered', async () => {
  const { directory } = await serveBeside(process.ppid)
  const { code, out } = await cxbot(['ask', 'help'], { directory })
  expect(code).toBe(0)
  expect(out).not.toBe('')
})

test('what a process that died left behind holds nobody up', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  const { code, out } = await serveBeside(pid)
  expect(code).toBe(0)
  expect(out).toContain('Ctrl-C')
})
