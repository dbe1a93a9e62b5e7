import { UserError } from '../core/errors.ts'
import { freshScan, looseCells, parseRecords, scanLine } from './csv-cells.ts'
import { type Dialect, sniffDialect } from './csv-dialect.ts'
import { createRowFramer, withoutTail } from './csv-rows.ts'
import { columnNames } from './header.ts'
import { textLines } from './text-lines.ts'
import type { Encoding, Table } from './types.ts'

const SNIFFED_LINES = 200

async function firstLines(file: string, encoding: Encoding): Promise<readonly string[]> {
  const found: string[] = []
  for await (const lines of textLines(file, encoding)) {
    found.push(...lines)
    if (found.length > SNIFFED_LINES) break
  }
  return found
}

/** Returns the cells of the first record and the number of lines that it takes. */
function headerRecord(
  lines: readonly string[],
  { delimiter, tail }: Dialect,
  firstLine: number,
): { readonly cells: readonly string[]; readonly height: number } {
  const scan = freshScan()
  for (const [index, whole] of lines.entries()) {
    const text = withoutTail(whole, tail)
    scanLine(text, delimiter, scan)
    if (scan.open) continue
    const record = [...lines.slice(0, index), text].join('\n')
    const cells = scan.loose
      ? looseCells(record, delimiter)
      : (parseRecords(record, delimiter)?.[0] ?? [])
    const [only = ''] = cells
    const wrapped = only.includes(delimiter) && cells.slice(1).every((cell) => cell === '')
    return {
      cells: wrapped ? (parseRecords(only, delimiter)?.[0] ?? []) : cells,
      height: index + 1,
    }
  }
  throw new UserError('import.brokenHeader', { line: firstLine })
}

/** Opens a table of comma-, semicolon-, tab- or pipe-separated cells. Throws a UserError without a header. */
export async function openCsv(
  file: string,
  encoding: Encoding,
  givenDelimiter?: string,
): Promise<Table> {
  const lines = await firstLines(file, encoding)
  const dialect = sniffDialect(lines.slice(0, SNIFFED_LINES), givenDelimiter)
  const start = lines.findIndex((line) => line.trim() !== '' && !/^sep=.$/i.test(line))
  if (start < 0) throw new UserError('import.noRows')
  const { cells, height } = headerRecord(lines.slice(start), dialect, start + 1)
  const header = columnNames(cells, start + 1)

  return {
    format: 'csv',
    encoding,
    delimiter: dialect.delimiter,
    header,
    async *rows(signal) {
      let skip = start + height
      const framer = createRowFramer(dialect, header.length, skip + 1)
      for await (const block of textLines(file, encoding, signal)) {
        const rows = framer.push(block.slice(skip))
        skip = Math.max(0, skip - block.length)
        if (rows.length > 0) yield rows
      }
      const rest = framer.end()
      if (rest.length > 0) yield rest
    },
  }
}
