import { describe } from 'vitest'
import { describeAlerts } from '../contract/alerts.ts'
import { postgresStores } from './test-stores.ts'

describe('alerts in PostgreSQL', () => describeAlerts(postgresStores))
