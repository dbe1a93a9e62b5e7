import { describe } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { describeLoop } from '../contract/loop.ts'
import { freshPostgres } from '../postgres.ts'

describe('the loop in PostgreSQL', () => {
  describeLoop(async () => {
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
