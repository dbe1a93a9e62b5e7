import { expect, test } from 'vitest'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { createRowMapper } from '../../src/ingest/row-mapper.ts'
import { NOW } from './files.ts'

/** The mapping of a file of which only the first rows were looked at. */
const MAPPING = {
  kind: 'nps',
  scale: { min: 0, max: 10, reversed: false },
  columns: { at: [0], score: [1] },
  factors: [],
  answers: null,
  commas: null,
  constants: {},
  at: null,
  date: { format: 'd/M/yyyy' },
  exportedFollowUps: false,
  source: 's',
  survey: null,
} as const
const OPTIONS = {
  header: [],
  zone: 'UTC',
  now: NOW,
  checkCharacters: false,
  watchOrder: true,
}

test('in a file too long to be read before, a date of the other order stops the import at its line', () => {
  const mapRow = createRowMapper(MAPPING, OPTIONS)
  expect(mapRow({ line: 2, cells: ['13/10/2026', '9'] })).toMatchObject({
    at: (Date.UTC(2026, 9, 13) / 1000) as EpochSeconds,
  })
  expect(mapRow({ line: 3, cells: ['31/02/2026', '9'] })).toBe('impossibleDate')
  expect(() => mapRow({ line: 900_000, cells: ['10/25/2026', '9'] })).toThrow('import.orderChanges')
})

test('in a file too long to be read before, a rating that can be 1.007 or 1007 is rejected', () => {
  const mapRow = createRowMapper(MAPPING, OPTIONS)
  expect(mapRow({ line: 2, cells: ['13/10/2026', '9,5'] })).toMatchObject({ score: 9.5 })
  expect(mapRow({ line: 3, cells: ['13/10/2026', '1,007'] })).toBe('openComma')
})
