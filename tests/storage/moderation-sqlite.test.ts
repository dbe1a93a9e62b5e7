import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { describeModeration } from '../contract/moderation.ts'

describe('moderation in SQLite', () => {
  describeModeration(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cxbot-moderation-'))
    const store = await openStore(`sqlite:${join(folder, 'store.db')}`)
    return {
      store,
      async dispose() {
        await store.close()
        await rm(folder, { recursive: true })
      },
    }
  })
})
