import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { letIn } from '../access.ts'
import { answer } from '../contract/feedback.ts'
import { startFakeTelegram } from '../fakes/telegram/index.ts'
import { freePort, startPostgres } from '../postgres-server.ts'
import { hasSharedSpecs } from '../shared-specs.ts'
import { ended, serveBuilt, until } from './built-program.ts'

const ASKER = 7001
const CRASHES = 3
const SOURCE = 'forum'

test.skipIf(!hasSharedSpecs)(
  'fault 14: a PostgreSQL that crashes and starts again under a serving bot costs no command and doubles none',
  async () => {
    const postgres = await startPostgres()
    const url = `${postgres.url}/postgres`
    const fake = await startFakeTelegram()
    const asker = fake.person(ASKER)
    const programs: ChildProcess[] = []
    try {
      const prepared = await openStore(url)
      const settings = { zone: 'UTC', locale: 'en', sample: false } as const
      const { id } = await prepared.ensureWorkspace('main', settings)
      await prepared.ingest(id, { items: [answer(9), answer(10), answer(3)], derivedIds: false })
      await letIn(prepared, id, { platform: 'telegram', user: String(ASKER), role: 'manager' })
      await prepared.close()

      const port = await freePort()
      const program = await serveBuilt(url, fake.url, { port })
      programs.push(program)
      const health = async () => {
        const response = await fetch(`http://127.0.0.1:${port}/health`)
        const body = (await response.json()) as {
          state: string
          database: { state: string }
          platforms: { telegram?: { state: string } }
        }
        const { state, database, platforms } = body
        return [response.status, state, database.state, platforms.telegram !== undefined]
      }
      const running = [200, 'running', 'running', true]
      const failed = [503, 'failed', 'failed', true]

      let asked = 0
      let logged = 0
      /** A question or a note each 300 ms, whatever the database does. */
      const ending = new AbortController()
      const load = (async () => {
        while (!ending.signal.aborted) {
          asked += 1
          if (asked % 3 === 0) logged += 1
          const log = `/log "Number ${logged}" rating:5 source:${SOURCE}`
          fake.write(asked % 3 === 0 ? log : '/nps all as text', asker)
          await pause(300)
        }
      })()
      await until(async () => String(await health()) === String(running), 'the start')
      for (let n = 0; n < CRASHES; n += 1) {
        await pause(1000)
        await postgres.crash()
        await until(async () => String(await health()) === String(failed), 'word of the fault', 10)
        await pause(500)
        await postgres.start()
        await until(async () => String(await health()) === String(running), 'word of the end', 10)
      }
      ending.abort()
      await load

      const answers = (): string[] =>
        fake
          .sent(ASKER)
          .flatMap(({ text }) => (/NPS|Number \d+/.test(text ?? '') ? [text ?? ''] : []))
      await until(() => answers().length >= asked, 'the answers', 90)
      await pause(1500)
      expect(answers()).toHaveLength(asked)
      expect(program.exitCode).toBeNull()
      await ended(program, 'SIGTERM')
      const store = await openStore(url)
      const kept = (await store.exportPage(id, null, 5000)).filter(
        ({ source }) => source === SOURCE,
      )
      await store.close()
      const numbers = kept
        .map(({ text }) => Number(/\d+/.exec(text ?? '')?.[0]))
        .sort((a, b) => a - b)
      expect(numbers).toEqual(Array.from({ length: logged }, (_, n) => n + 1))
    } finally {
      await Promise.all(programs.map((each) => ended(each, 'SIGKILL')))
      await fake.close()
      await postgres.stop()
    }
  },
  240_000,
)
