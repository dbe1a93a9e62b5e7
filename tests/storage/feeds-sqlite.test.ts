import { describe } from 'vitest'
import { describeFeeds } from '../contract/feeds.ts'
import { sqliteStores } from './test-stores.ts'

describe('feeds in SQLite', () => describeFeeds(sqliteStores))
