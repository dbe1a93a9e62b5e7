import { describe } from 'vitest'
import { describeStore } from '../contract/store.ts'
import { sqliteStore } from './test-stores.ts'

describe('the SQLite store', () => describeStore(sqliteStore))
