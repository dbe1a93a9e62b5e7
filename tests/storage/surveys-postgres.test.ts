import { describe } from 'vitest'
import { describeSurveys } from '../contract/surveys.ts'
import { postgresStores } from './test-stores.ts'

describe('surveys in PostgreSQL', () => describeSurveys(postgresStores))
