import { describe } from 'vitest'
import { describeCaptures } from '../contract/captures.ts'
import { postgresStore } from './test-stores.ts'

describe('captures in PostgreSQL', () => describeCaptures(postgresStore))
