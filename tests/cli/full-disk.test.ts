import type { ChildProcess } from 'node:child_process'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { letIn } from '../access.ts'
import { answer } from '../contract/feedback.ts'
import { startFakeTelegram } from '../fakes/telegram/index.ts'
import { TICKETS } from '../importing/tickets.ts'
import { freshPostgres } from '../postgres.ts'
import { hasSharedSpecs } from '../shared-specs.ts'
import { ended, serveBuilt, until } from './built-program.ts'
import { emptyFolder } from './shell.ts'

const ASKER = 7001
/** Not one byte more fits into any file of the program. */
const FULL = 'ulimit -f 0'

test.skipIf(!hasSharedSpecs)(
  'fault 7: a bot whose disk is full goes on answering, with its charts, and tells who gives it a file',
  async () => {
    const database = await freshPostgres()
    const fake = await startFakeTelegram()
    const asker = fake.person(ASKER)
    const log = openSync(join(emptyFolder(), 'log'), 'w')
    const programs: ChildProcess[] = []
    try {
      const store = await openStore(database.url)
      const settings = { zone: 'UTC', locale: 'en', sample: false } as const
      const { id } = await store.ensureWorkspace('main', settings)
      const items = Array.from({ length: 40 }, (_, n) => answer(n % 11))
      await store.ingest(id, { items, derivedIds: false })
      await letIn(store, id, { platform: 'telegram', user: String(ASKER), role: 'manager' })
      await store.close()

      const told = await serveBuilt(database.url, fake.url, { limit: FULL })
      programs.push(told)
      fake.write('/nps all', asker)
      await until(() => fake.sent(ASKER).some(({ media }) => media?.type === 'photo'), 'the chart')
      fake.world.files.set('doc1', TICKETS)
      fake.write('', asker, ASKER, {
        text: undefined,
        caption: 'import kind:nps',
        document: {
          file_id: 'doc1',
          file_unique_id: 'u',
          file_name: 'a.csv',
          file_size: TICKETS.length,
        },
      })
      const wasTold = (): boolean =>
        fake.sent(ASKER).some(({ text }) => text?.includes('Reference') ?? false)
      await until(wasTold, 'word of the file')
      await ended(told, 'SIGTERM')
      expect(told.exitCode).toBe(0)

      /** Its log is a file of that disk. */
      const mute = await serveBuilt(database.url, fake.url, {
        limit: FULL,
        stdio: ['ignore', log, log],
      })
      programs.push(mute)
      const before = fake.sent(ASKER).length
      fake.write('/nps all as text', asker)
      await until(() => fake.sent(ASKER).length > before, 'the answer')
      await ended(mute, 'SIGTERM')
      expect(mute.exitCode).toBe(0)
      expect(fake.mistakes).toEqual([])
    } finally {
      await Promise.all(programs.map((each) => ended(each, 'SIGKILL')))
      await fake.close()
      await database.drop()
    }
  },
  120_000,
)
