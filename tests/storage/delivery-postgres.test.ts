import { describe } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { describeDelivery } from '../contract/delivery.ts'
import { freshPostgres } from '../postgres.ts'

describe('inbox and outbox in PostgreSQL', () => {
  describeDelivery(async (clock) => {
    const database = await freshPostgres()
    const open = () => openStore(database.url, { clock })
    const store = await open()
    const other = await open()
    return {
      store,
      other,
      reopen: open,
      async dispose() {
        await store.close()
        await other.close()
        await database.drop()
      },
    }
  })
})
