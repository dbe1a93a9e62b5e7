import { describe } from 'vitest'
import { describeFeeds } from '../contract/feeds.ts'
import { postgresStores } from './test-stores.ts'

describe('feeds in PostgreSQL', () => describeFeeds(postgresStores))
