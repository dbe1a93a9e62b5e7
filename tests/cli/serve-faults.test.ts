import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, openSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { letIn } from '../access.ts'
import { answer } from '../contract/feedback.ts'
import { type FakeTelegram, startFakeTelegram } from '../fakes/telegram/index.ts'
import { freePort } from '../postgres-server.ts'
import { hasSharedSpecs } from '../shared-specs.ts'
import { ended, serveBuilt, until } from './built-program.ts'
import { emptyFolder } from './shell.ts'

const ASKER = 7001
const CRASH = `data:text/javascript,${encodeURIComponent(
  "process.once('SIGUSR2', () => void Promise.reject(new Error('nobody caught this')))",
)}`

describe.skipIf(!hasSharedSpecs)('the built program', { timeout: 120_000 }, () => {
  let fake: FakeTelegram
  let url: string
  let asker: ReturnType<FakeTelegram['person']>
  const programs: ChildProcess[] = []

  beforeEach(async () => {
    fake = await startFakeTelegram()
    url = `sqlite:${join(emptyFolder(), 'store.db')}`
    const store = await openStore(url)
    const settings = { zone: 'UTC', locale: 'en', sample: false } as const
    const { id } = await store.ensureWorkspace('main', settings)
    await store.ingest(id, { items: [answer(9), answer(10), answer(3)], derivedIds: false })
    await letIn(store, id, { platform: 'telegram', user: String(ASKER), role: 'manager' })
    await store.close()
    asker = fake.person(ASKER)
  })
  afterEach(async () => {
    await Promise.all(programs.splice(0).map((each) => ended(each, 'SIGKILL')))
    await fake.close()
  })

  async function serve(more?: Parameters<typeof serveBuilt>[2]): Promise<ChildProcess> {
    const program = await serveBuilt(url, fake.url, more)
    programs.push(program)
    return program
  }
  const answers = (): number => fake.sent(ASKER).filter(({ text }) => text?.includes('NPS')).length
  const ask = (times: number): void => {
    for (let n = 0; n < times; n += 1) fake.write('/nps all as text', asker)
  }
  const reading = (): boolean => fake.calls.some(({ method }) => method === 'sendMessage')

  test.each([
    ['fault 4: that is told to end', 'SIGTERM'],
    ['fault 5: that is told to end, and then killed', 'SIGKILL'],
  ] as const)('%s during replies answers the rest once after its next start', async (_, last) => {
    const program = await serve()
    fake.faults.push({ method: 'sendMessage', type: 'hang', times: 1000 })
    ask(6)
    await until(reading, 'the first reply')
    const began = performance.now()
    const gone = once(program, 'exit')
    program.kill('SIGTERM')
    if (last === 'SIGKILL') setTimeout(() => program.kill('SIGKILL'), 1000)
    const [code, signal] = await gone
    expect([code, signal]).toEqual(last === 'SIGTERM' ? [0, null] : [null, 'SIGKILL'])
    expect((performance.now() - began) / 1000).toBeLessThan(5)
    expect(answers()).toBe(0)
    fake.faults.length = 0
    await serve()
    await until(() => answers() >= 6, 'the answers')
    await new Promise((done) => setTimeout(done, 1500))
    expect(answers()).toBe(6)
  })

  test('fault 48: that meets an error nobody caught says so, ends with 1, and answers after its next start', async () => {
    const program = await serve({ nodeOptions: ['--import', CRASH] })
    let said = ''
    program.stderr?.on('data', (chunk) => {
      said += String(chunk)
    })
    fake.faults.push({ method: 'sendMessage', type: 'hang', times: 1000 })
    ask(2)
    await until(reading, 'the first reply')
    const gone = once(program, 'exit')
    program.kill('SIGUSR2')
    expect(await gone).toEqual([1, null])
    expect(said).toContain('nobody caught this')
    fake.faults.length = 0
    await serve()
    await until(() => answers() >= 2, 'the answers')
    expect(answers()).toBe(2)
  })

  test('fault 51: whose log nobody reads any more stays up', async () => {
    const program = await serve()
    program.stdout?.destroy()
    program.stderr?.destroy()
    fake.faults.push({ method: 'sendMessage', type: 'drop-before', times: 2 })
    ask(2)
    await until(() => answers() >= 2, 'the answers')
    expect(program.exitCode).toBeNull()
    await ended(program, 'SIGTERM')
    expect(program.exitCode).toBe(0)
  })

  test.skipIf(!existsSync('/dev/full'))('fault 51: whose log finds no room stays up', async () => {
    const full = openSync('/dev/full', 'w')
    const program = await serve({ stdio: ['ignore', full, full] })
    ask(2)
    await until(() => answers() >= 2, 'the answers')
    expect(program.exitCode).toBeNull()
    await ended(program, 'SIGTERM')
    expect(program.exitCode).toBe(0)
  })

  test('fault 52: that has no file descriptors left refuses visitors, and recovers', async () => {
    const port = await freePort()
    await serve({ limit: 'ulimit -n 90', port })
    const visitors = Array.from({ length: 150 }, (): Socket => {
      return connect(port, '127.0.0.1').on('error', () => undefined)
    })
    await new Promise((done) => setTimeout(done, 1000))
    ask(1)
    await new Promise((done) => setTimeout(done, 1000))
    for (const visitor of visitors) visitor.destroy()
    ask(1)
    await until(() => answers() >= 2, 'the answers')
    expect(answers()).toBe(2)
    const response = await fetch(`http://127.0.0.1:${port}/health`)
    expect(response.status).toBe(200)
  })
})
