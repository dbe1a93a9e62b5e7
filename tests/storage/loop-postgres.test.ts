import { describe } from 'vitest'
import { describeLoop } from '../contract/loop.ts'
import { postgresStore } from './test-stores.ts'

describe('the loop in PostgreSQL', () => describeLoop(postgresStore))
