import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { describeLoop } from '../contract/loop.ts'

describe('the loop in SQLite', () => {
  describeLoop(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cxbot-loop-'))
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
