import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { describeFeeds } from '../contract/feeds.ts'

describe('feeds in SQLite', () => {
  describeFeeds(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cxbot-feeds-'))
    const open = () => openStore(`sqlite:${join(folder, 'store.db')}`)
    const store = await open()
    const other = await open()
    return {
      store,
      other,
      async dispose() {
        await store.close()
        await other.close()
        await rm(folder, { recursive: true })
      },
    }
  })
})
