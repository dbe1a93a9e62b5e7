import { describe } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { describePrivacy } from '../contract/privacy.ts'
import { freshPostgres } from '../postgres.ts'

describe('privacy in PostgreSQL', () => {
  describePrivacy(async () => {
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
