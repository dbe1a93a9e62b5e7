import { describe } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { describeCaptures } from '../contract/captures.ts'
import { freshPostgres } from '../postgres.ts'

describe('captures in PostgreSQL', () => {
  describeCaptures(async () => {
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
