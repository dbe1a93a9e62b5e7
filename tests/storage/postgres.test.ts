import { describe } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { describeStore } from '../contract/store.ts'
import { freshPostgres } from '../postgres.ts'

describe('the PostgreSQL store', () => {
  describeStore(async () => {
    const database = await freshPostgres()
    const store = await openStore(database.url)
    return {
      store,
      async dispose() {
        await store.close()
        await database.drop()
      },
    }
  })
})
