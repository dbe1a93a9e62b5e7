import { UserError } from '../core/errors.ts'
import { columnNames } from './header.ts'
import { headerRows } from './header-rows.ts'
import { LONGEST_CELL, MOST_COLUMNS } from './limits.ts'
import { titlesAbove } from './lines-above.ts'
import { refuseOtherSheets } from './other-sheets.ts'
import type { Row, Table } from './types.ts'
import { readBook, type WorkbookFacts } from './xlsx-book.ts'
import { parseXml } from './xlsx-xml.ts'
import { openParts, type WorkbookParts } from './xlsx-zip.ts'

const SECONDS_A_DAY = 86_400
/** 1970-01-01 as a day of a workbook. */
const EPOCH_1900 = 25_569
const EPOCH_1904 = 24_107
/** No spreadsheet program knows of more cells in a row. */
const MOST_CELLS = 16_384

interface SheetRow {
  readonly line: number
  readonly cells: readonly string[]
}

function columnIndex(reference: string): number {
  let index = 0
  for (const letter of reference) {
    const code = letter.charCodeAt(0) - 64
    if (code < 1 || code > 26) break
    index = index * 26 + code
  }
  return index - 1
}

/** A day number of the workbook as `yyyy-MM-dd HH:mm:ss`, to the second, in no zone. */
function dateText(days: number, from1904: boolean): string {
  const seconds = Math.round((days - (from1904 ? EPOCH_1904 : EPOCH_1900)) * SECONDS_A_DAY)
  const date = new Date(seconds * 1000)
  if (Number.isNaN(date.getTime())) return String(days)
  const iso = date.toISOString()
  return seconds % SECONDS_A_DAY === 0 ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
}

function cellText(type: string, style: number, raw: string, book: WorkbookFacts): string {
  switch (type) {
    case 's':
      return book.texts[Number(raw)] ?? ''
    case 'b':
      return raw === '1' ? 'true' : 'false'
    case 'e':
      return ''
    case 'n': {
      const number = Number(raw)
      if (raw === '' || Number.isNaN(number)) return raw
      return book.dateStyles[style] ? dateText(number, book.from1904) : String(number)
    }
    default:
      return raw
  }
}

/** Reads the rows of the sheet, blank ones left out, a block for each chunk of the file. */
async function* sheetRows(
  parts: WorkbookParts,
  book: WorkbookFacts,
): AsyncGenerator<readonly SheetRow[]> {
  let rows: SheetRow[] = []
  let line = 0
  let cells: string[] = []
  let column = -1
  let seen = 0
  let type = 'n'
  let style = 0
  let raw = ''
  let collecting = false
  const chunks = parseXml(await parts.read(book.sheetPath), {
    open(name, attributes) {
      if (name === 'row') {
        line = Number(attributes()['r'] ?? line + 1)
        cells = []
        column = -1
        seen = 0
      } else if (name === 'c') {
        seen += 1
        if (seen > MOST_CELLS) throw new UserError('import.badWorkbook')
        const { r: reference, t = 'n', s = '0' } = attributes()
        column = reference === undefined ? column + 1 : columnIndex(reference)
        type = t
        style = Number(s)
        raw = ''
      } else if (name === 'v' || name === 't') collecting = true
      else if (name === 'rPh') collecting = false
    },
    text(more) {
      if (collecting && raw.length <= LONGEST_CELL) raw += more
    },
    close(name) {
      if (name === 'v' || name === 't') collecting = false
      else if (name === 'c' && column >= 0 && column <= MOST_COLUMNS) {
        while (cells.length < column) cells.push('')
        cells[column] = cellText(type, style, raw, book)
      } else if (name === 'row' && cells.some((cell) => cell.trim() !== ''))
        rows.push({ line, cells })
    },
  })
  for await (const _ of chunks) {
    yield rows
    rows = []
  }
}

function asRow({ line, cells }: SheetRow, width: number): Row {
  if (cells.some((cell) => cell.length > LONGEST_CELL)) return { line, cells, fault: 'cellTooLong' }
  const extra = cells.slice(width).some((cell) => cell.trim() !== '')
  if (extra) return { line, cells, fault: 'tooManyCells' }
  return { line, cells: Array.from({ length: width }, (_, index) => cells[index] ?? '') }
}

const FIRST_ROWS = 200

/** The header, the number of its last row and what stands above it. */
interface SheetHead {
  readonly names: readonly string[]
  readonly firstLine: number
  readonly lastLine: number
  readonly above: readonly string[]
}

function headOf(rows: readonly SheetRow[]): SheetHead {
  const filled = rows.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length)
  const start = titlesAbove(filled)
  const names = headerRows(rows.slice(start, start + 3).map(({ cells }) => cells))
  return {
    names: names.names,
    firstLine: rows[start]?.line ?? 1,
    lastLine: rows[start + names.rows - 1]?.line ?? 1,
    above: rows.slice(0, start).map(({ cells }) => cells.filter(Boolean).join(' ')),
  }
}

async function readHead(
  file: string,
  sheet: string | undefined,
): Promise<{ head: SheetHead; book: WorkbookFacts }> {
  const parts = await openParts(file)
  try {
    const book = await readBook(parts, sheet)
    const first: SheetRow[] = []
    for await (const rows of sheetRows(parts, book)) {
      first.push(...rows)
      if (first.length >= FIRST_ROWS) break
    }
    if (first.length > 0) return { head: headOf(first.slice(0, FIRST_ROWS)), book }
    refuseOtherSheets({ name: book.sheet, others: book.otherSheets })
  } finally {
    parts.close()
  }
  throw new UserError('import.noRows')
}

/**
 * Opens a sheet of a workbook, the first visible one where none is named; its lines are the
 * numbers of the sheet's rows.
 */
export async function openWorkbook(file: string, sheet?: string): Promise<Table> {
  const { head, book } = await readHead(file, sheet)
  const header = columnNames(head.names, head.firstLine)
  return {
    format: 'xlsx',
    encoding: null,
    delimiter: null,
    header,
    sheet: { name: book.sheet, others: book.otherSheets, given: sheet !== undefined },
    ...(head.above.length > 0 && { above: head.above }),
    async *rows(signal) {
      const parts = await openParts(file)
      try {
        for await (const block of sheetRows(parts, book)) {
          if (signal?.aborted) return
          const rows = block
            .filter(({ line }) => line > head.lastLine)
            .map((row) => asRow(row, header.length))
          if (rows.length > 0) yield rows
        }
      } finally {
        parts.close()
      }
    },
  }
}
