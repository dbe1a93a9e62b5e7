import { describe } from 'vitest'
import { describePrivacy } from '../contract/privacy.ts'
import { postgresStore } from './test-stores.ts'

describe('privacy in PostgreSQL', () => describePrivacy(postgresStore))
