import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import { LOCALES } from '../../src/core/locale.ts'
import { completeCommandLine, parseCommandLine, parsePeriod } from '../../src/parse/index.ts'
import { suggestibleWords } from '../../src/parse/vocabulary/index.ts'
import { environment } from './registry.ts'

const word = fc.oneof(
  fc.constantFrom(...suggestibleWords()),
  fc.constantFrom('nps', 'quotes', 'compare', 'по', 'с', 'до', 'nuo', 'iki', 'дейін', 'from', 'to'),
  fc.integer({ min: 0, max: 99_999 }).map(String),
  fc.constantFrom(
    '..',
    '-',
    '–',
    '—',
    '"',
    '«',
    "'",
    ':',
    'store:',
    'store:"',
    ',',
    '/',
    'Q',
    'W',
    'III',
  ),
  fc.string({ maxLength: 8, unit: 'binary' }),
)
const text = fc.oneof(
  fc.string({ maxLength: 200, unit: 'binary' }),
  fc.array(word, { maxLength: 20 }).map((words) => words.join(' ')),
  fc.array(word, { maxLength: 20 }).map((words) => words.join('')),
)

/** Lines that would cost much if anything were searched over and over. */
const LARGE = [
  'x',
  '1',
  '-',
  '"',
  "'",
  "','",
  'store:',
  ',',
  '!',
  '1-',
  '1.1.',
  'last ',
  '1 ',
  'from 1 to ',
  'қарашадан ',
  'week to week ',
  '\u0301',
  '\u200b',
  '﷽',
].map((unit) => unit.repeat(Math.ceil(50_000 / unit.length)))

function answersOrTells(run: () => unknown): void {
  try {
    run()
  } catch (error) {
    expect(error).toBeInstanceOf(UserError)
  }
}

describe('whatever is typed', () => {
  test('is a command or a mistake that can be told', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...LOCALES), (line, locale) => {
        answersOrTells(() => parseCommandLine(line, { ...environment, locale }))
        answersOrTells(() => parseCommandLine(`nps ${line}`, { ...environment, locale }))
        answersOrTells(() => parsePeriod(line, { ...environment, locale }))
      }),
      { numRuns: 300 },
    )
  })

  test('can be completed or not, and never fails', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(...LOCALES), async (line, locale) => {
        const names = (): Promise<readonly string[]> => Promise.resolve(['A'])
        const given = { ...environment, locale, names }
        expect(Array.isArray(await completeCommandLine(`nps ${line}`, given))).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  test('may be very long', () => {
    for (const line of LARGE) {
      answersOrTells(() => parseCommandLine(line, environment))
      answersOrTells(() => parsePeriod(line, environment))
      answersOrTells(() => parseCommandLine(`quotes ${line.slice(0, 4000)}`, environment))
      answersOrTells(() => parseCommandLine(`nps ${line.slice(0, 4000)}`, environment))
    }
  })
})
