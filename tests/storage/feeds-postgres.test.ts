import { describe } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { describeFeeds } from '../contract/feeds.ts'
import { freshPostgres } from '../postgres.ts'

describe('feeds in PostgreSQL', () => {
  describeFeeds(async () => {
    const database = await freshPostgres()
    const open = () => openStore(database.url)
    const store = await open()
    const other = await open()
    return {
      store,
      other,
      async dispose() {
        await store.close()
        await other.close()
        await database.drop()
      },
    }
  })
})
