import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { describeAlerts } from '../contract/alerts.ts'

describe('alerts in SQLite', () => {
  describeAlerts(async (clock) => {
    const folder = await mkdtemp(join(tmpdir(), 'cxbot-alerts-'))
    const open = () => openStore(`sqlite:${join(folder, 'store.db')}`, { clock })
    const store = await open()
    const other = await open()
    return {
      store,
      other,
      async dispose() {
        await store.close()
        await other.close()
        await rm(folder, { recursive: true })
      },
    }
  })
})
