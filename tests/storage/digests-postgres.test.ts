import { describe } from 'vitest'
import { describeDigests } from '../contract/digests.ts'
import { postgresStores } from './test-stores.ts'

describe('digests in PostgreSQL', () => describeDigests(postgresStores))
