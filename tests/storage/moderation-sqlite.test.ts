import { describe } from 'vitest'
import { describeModeration } from '../contract/moderation.ts'
import { sqliteStore } from './test-stores.ts'

describe('moderation in SQLite', () => describeModeration(sqliteStore))
