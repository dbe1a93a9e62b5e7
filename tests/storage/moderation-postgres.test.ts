import { describe } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { describeModeration } from '../contract/moderation.ts'
import { freshPostgres } from '../postgres.ts'

describe('moderation in PostgreSQL', () => {
  describeModeration(async () => {
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
