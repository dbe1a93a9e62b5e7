import { describe } from 'vitest'
import { describeDelivery } from '../contract/delivery.ts'
import { sqliteStores } from './test-stores.ts'

describe('inbox and outbox beside SQLite', () => describeDelivery(sqliteStores))
