import { UserError } from '../core/errors.ts'
import { freshScan, looseCells, parseRecords, scanLine } from './csv-cells.ts'
import { type Dialect, sniffDialect } from './csv-dialect.ts'
import { createRowFramer, withoutTail } from './csv-rows.ts'
import { columnNames } from './header.ts'
import { headerRows } from './header-rows.ts'
import { linesAbove } from './lines-above.ts'
import { textLines } from './text-lines.ts'
import type { Encoding, Table } from './types.ts'

const SNIFFED_LINES = 200
const MOST_HEADER_ROWS = 3

async function firstLines(file: string, encoding: Encoding): Promise<readonly string[]> {
  const found: string[] = []
  for await (const lines of textLines(file, encoding)) {
    found.push(...lines)
    if (found.length > SNIFFED_LINES) break
  }
  return found
}

/** Returns the record that begins here; undefined where its quotes do not close. */
function nextRecord(lines: readonly string[], dialect: Dialect) {
  try {
    return headerRecord(lines, dialect, 0)
  } catch {
    return undefined
  }
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

/** Returns the names of the columns and the number of lines that they take. */
function headerCells(
  lines: readonly string[],
  dialect: Dialect,
  firstLine: number,
): { readonly cells: readonly string[]; readonly height: number } {
  const records = [headerRecord(lines, dialect, firstLine)]
  const ends = [records[0]?.height ?? 0]
  while (records.length < MOST_HEADER_ROWS) {
    const from = ends.at(-1) ?? 0
    const next = lines[from] === undefined ? undefined : nextRecord(lines.slice(from), dialect)
    if (!next) break
    records.push(next)
    ends.push(from + next.height)
  }
  const { names, rows } = headerRows(records.map(({ cells }) => cells))
  return { cells: names, height: ends[rows - 1] ?? 0 }
}

/** Returns the line on which the header begins, what stands above it, and how cells are set apart. */
function beginning(lines: readonly string[], givenDelimiter: string | undefined) {
  const named = /^sep=.$/i.test(lines[0] ?? '') ? 1 : 0
  const separator = named ? lines[0]?.slice(-1) : undefined
  const titles = linesAbove(lines.slice(named), givenDelimiter ?? separator)
  const below = lines.findIndex((line, index) => index >= named + titles && line.trim() !== '')
  if (below < 0) throw new UserError('import.noRows')
  const sample = [...lines.slice(0, named), ...lines.slice(below)]
  return {
    start: below,
    above: lines.slice(named, below).filter((line) => /[\p{L}\p{N}]/u.test(line)),
    dialect: sniffDialect(sample, givenDelimiter),
  }
}

/** Opens a table of comma-, semicolon-, tab- or pipe-separated cells. Throws a UserError without a header. */
export async function openCsv(
  file: string,
  encoding: Encoding,
  givenDelimiter?: string,
): Promise<Table> {
  const lines = await firstLines(file, encoding)
  const { start, above, dialect } = beginning(lines.slice(0, SNIFFED_LINES), givenDelimiter)
  const { cells, height } = headerCells(lines.slice(start), dialect, start + 1)
  const header = columnNames(cells, start + 1)

  return {
    format: 'csv',
    encoding,
    delimiter: dialect.delimiter,
    header,
    ...(above.length > 0 && { above }),
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
