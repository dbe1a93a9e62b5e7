import { describe } from 'vitest'
import { describeAlerts } from '../contract/alerts.ts'
import { sqliteStores } from './test-stores.ts'

describe('alerts in SQLite', () => describeAlerts(sqliteStores))
