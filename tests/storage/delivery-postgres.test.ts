import { describe } from 'vitest'
import { describeDelivery } from '../contract/delivery.ts'
import { postgresStores } from './test-stores.ts'

describe('inbox and outbox in PostgreSQL', () => describeDelivery(postgresStores))
