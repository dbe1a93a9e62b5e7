import { describe } from 'vitest'
import { describeDigests } from '../contract/digests.ts'
import { sqliteStores } from './test-stores.ts'

describe('digests in SQLite', () => describeDigests(sqliteStores))
