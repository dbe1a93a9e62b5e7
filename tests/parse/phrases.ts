import type { EpochSeconds } from '../../src/core/identity.ts'
import type { PeriodEnvironment } from '../../src/parse/index.ts'

/** Saturday, 21 November 2026, 16:00 in Vilnius; the data begin on 5 January 2025. */
export const environment: PeriodEnvironment = {
  zone: 'Europe/Vilnius',
  locale: 'en',
  now: (Date.parse('2026-11-21T14:00:00Z') / 1000) as EpochSeconds,
  span: {
    first: (Date.parse('2025-01-05T10:00:00Z') / 1000) as EpochSeconds,
    last: (Date.parse('2026-11-21T13:00:00Z') / 1000) as EpochSeconds,
    n: 1000,
  },
}

export interface Phrase {
  readonly phrase: string
  /** The first and the last day, both included. */
  readonly first: string
  readonly last: string
}

/** Reads a table of phrases, each with its first and last day. */
export function phrases(table: string): readonly Phrase[] {
  const rows = table.trim().split('\n')
  return rows.map((row) => {
    const match = /^(.*?)\s+(\d{4}-\d\d-\d\d) (\d{4}-\d\d-\d\d)$/.exec(row.trim())
    if (!match) throw new Error(`not a phrase with two days: ${row}`)
    return { phrase: match[1] ?? '', first: match[2] ?? '', last: match[3] ?? '' }
  })
}
