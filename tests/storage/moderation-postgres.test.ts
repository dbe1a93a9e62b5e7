import { describe } from 'vitest'
import { describeModeration } from '../contract/moderation.ts'
import { postgresStore } from './test-stores.ts'

describe('moderation in PostgreSQL', () => describeModeration(postgresStore))
