import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { describeCaptures } from '../contract/captures.ts'

describe('captures in SQLite', () => {
  describeCaptures(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cxbot-captures-'))
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
