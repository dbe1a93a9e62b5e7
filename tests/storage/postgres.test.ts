import { describe } from 'vitest'
import { describeStore } from '../contract/store.ts'
import { postgresStore } from './test-stores.ts'

describe('the PostgreSQL store', () => describeStore(postgresStore))
