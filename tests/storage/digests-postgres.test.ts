import { describe } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { describeDigests } from '../contract/digests.ts'
import { freshPostgres } from '../postgres.ts'

describe('digests in PostgreSQL', () => {
  describeDigests(async (clock) => {
    const database = await freshPostgres()
    const open = () => openStore(database.url, { clock })
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
