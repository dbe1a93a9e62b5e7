import { describe } from 'vitest'
import { describePrivacy } from '../contract/privacy.ts'
import { sqliteStore } from './test-stores.ts'

describe('privacy in SQLite', () => describePrivacy(sqliteStore))
