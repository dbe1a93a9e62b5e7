import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { describePrivacy } from '../contract/privacy.ts'

describe('privacy in SQLite', () => {
  describePrivacy(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cxbot-privacy-'))
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
