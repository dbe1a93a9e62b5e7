import { describe } from 'vitest'
import { describeLoop } from '../contract/loop.ts'
import { sqliteStore } from './test-stores.ts'

describe('the loop in SQLite', () => describeLoop(sqliteStore))
