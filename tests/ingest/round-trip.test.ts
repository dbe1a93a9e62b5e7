import fc from 'fast-check'
import { expect, test } from 'vitest'
import { read, utf16 } from './files.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const

/** Words as customers write them, in any script, with what breaks tables in between. */
const text = fc
  .array(
    fc.constantFrom(
      'good',
      'плохо',
      'өте жақсы',
      'šaunu',
      ',',
      ';',
      '|',
      '\t',
      '"',
      '""',
      '\n',
      '\r\n',
      '👍🏽',
      "'",
      '=1+1',
      '1,5',
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(' '))

/** The text as a reader of tables gives it back: its ends trimmed, its line ends plain. */
function settled(cell: string): string | null {
  return cell.replace(/\r\n?/g, '\n').trim() || null
}

test('what is written with any delimiter, line end and encoding is read back the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          score: fc.integer({ min: 0, max: 10 }),
          comment: text,
          quoteAll: fc.boolean(),
        }),
        {
          minLength: 3,
          maxLength: 25,
        },
      ),
      fc.constantFrom(...DELIMITERS),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('utf-8', 'utf-8 with mark', 'utf-16le', 'utf-16be'),
      async (rows, delimiter, lineEnd, encoding) => {
        const cell = (value: string, always: boolean): string =>
          always || /[",;|\t\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
        const lines = rows.map(({ score, comment, quoteAll }, index) =>
          [`R-${index}`, '2026-10-05', String(score), cell(comment, quoteAll)].join(delimiter),
        )
        const header = ['response id', 'date', 'would you recommend us', 'comment'].join(delimiter)
        const file = [header, ...lines, ''].join(lineEnd)
        const bytes =
          encoding === 'utf-16le'
            ? utf16(file, 'le')
            : encoding === 'utf-16be'
              ? utf16(file, 'be')
              : Buffer.from(encoding === 'utf-8' ? file : `\uFEFF${file}`)
        const { items, plan } = await read(bytes, {
          kind: 'nps',
          scale: '0..10',
          map: ['id=response id', 'score=would you recommend us', 'text=comment'],
          reversed: false,
        })
        expect(plan.table.delimiter).toBe(delimiter)
        expect(
          items.map(({ externalId, score, text: words }) => [externalId, score, words]),
        ).toEqual(rows.map(({ score, comment }, index) => [`R-${index}`, score, settled(comment)]))
      },
    ),
    { numRuns: 120 },
  )
})
