import { describe } from 'vitest'
import { describeSurveys } from '../contract/surveys.ts'
import { sqliteStores } from './test-stores.ts'

describe('surveys in SQLite', () => describeSurveys(sqliteStores))
