import { describe } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { describeAlerts } from '../contract/alerts.ts'
import { freshPostgres } from '../postgres.ts'

describe('alerts in PostgreSQL', () => {
  describeAlerts(async (clock) => {
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
