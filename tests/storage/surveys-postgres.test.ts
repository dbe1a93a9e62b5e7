import { describe } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { describeSurveys } from '../contract/surveys.ts'
import { freshPostgres } from '../postgres.ts'

describe('surveys in PostgreSQL', () => {
  describeSurveys(async () => {
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
