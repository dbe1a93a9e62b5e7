import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flagsLine, readFlags } from '../../src/importing/flags.ts'
import { tokenise } from '../../src/parse/index.ts'

const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((text) => text.replace(/[\p{Cc}\p{Cf}\p{Z}\p{Surrogate}]+/gu, ' ').trim())
  .filter((text) => text !== '' && text.normalize('NFC') === text)

test('flags that became a line are read back as they were', () => {
  const pairs = fc.tuple(word, word).map(([field, column]) => `${field}=${column}`)
  const options = fc.record(
    {
      kind: fc.constantFrom('nps', 'csat'),
      scale: fc.constantFrom('0..10', '1..5', '5..1'),
      dateFormat: fc.constantFrom('d/M/yyyy H:mm', 'iso', 'd.M.yyyy|d/M/yyyy'),
      delimiter: fc.constantFrom('semicolon', 'tab'),
      map: fc.array(pairs, { minLength: 1, maxLength: 4 }),
      set: fc.array(pairs, { minLength: 1, maxLength: 4 }),
      reversed: fc.boolean(),
      acceptBadRows: fc.constant(true),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(options, (given) => {
      expect(readFlags(tokenise(flagsLine(given)))).toEqual(given)
    }),
  )
})

test.each([
  ['date:dmy', { dateFormat: 'd/M/yyyy|d.M.yyyy|d-M-yyyy' }],
  ['--no-reversed --yes', { reversed: false, acceptBadRows: true }],
  ['--map score=Rating --map store=Branch', { map: ['score=Rating', 'store=Branch'] }],
  ['--set store="Old Town"', { set: ['store=Old Town'] }],
  ['scale:5..1 reversed:да', { scale: '5..1', reversed: true }],
])('%s is read as the shell reads it', (line, options) => {
  expect(readFlags(tokenise(line))).toEqual(options)
})
