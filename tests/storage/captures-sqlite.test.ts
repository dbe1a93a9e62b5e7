import { describe } from 'vitest'
import { describeCaptures } from '../contract/captures.ts'
import { sqliteStore } from './test-stores.ts'

describe('captures in SQLite', () => describeCaptures(sqliteStore))
