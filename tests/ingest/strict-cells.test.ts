import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshScan, parseRecords, scanLine, strictCells } from '../../src/ingest/csv-cells.ts'

const piece = fc.constantFrom(
  '"',
  '""',
  '",',
  ',"',
  'x"',
  ',',
  ';',
  '\t',
  '|',
  ' ',
  '\u00a0',
  '\u2003',
  '\ufeff',
  'a',
  'ж',
)

test('a line that keeps every rule of quotes is cut by the short way as the parser cuts it', () => {
  expect(strictCells('1,"a ""b"", c",', ',')).toEqual(['1', 'a "b", c', ''])
  fc.assert(
    fc.property(
      fc.constantFrom(',', ';', '\t', '|'),
      fc.array(piece, { maxLength: 14 }),
      (delimiter, pieces) => {
        const line = `"${pieces.join('')}`
        const cells = strictCells(line, delimiter)
        if (!cells) return
        const scan = freshScan()
        scanLine(line, delimiter, scan)
        expect(scan).toEqual({ open: false, loose: false, cells: cells.length })
        expect(parseRecords(line, delimiter)).toEqual([cells])
      },
    ),
    { numRuns: 5_000 },
  )
})
