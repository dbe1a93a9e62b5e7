import { parse } from 'csv-parse/sync'

/**
 * Returns the cells of whole records. A quote inside an unquoted cell is a
 * character like any other. Undefined where quotes do not close.
 */
export function parseRecords(
  text: string,
  delimiter: string,
): readonly (readonly string[])[] | undefined {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      ltrim: delimiter.trim() !== '',
    })
  } catch {
    return undefined
  }
}

const QUOTE = 34
/** Up to here characters may be spaces of some kind that the parser drops before a cell. */
const SPACES = 32
const NOT_ASCII = 127

/**
 * Returns the cells of a line that keeps every rule: quotes open and close cells
 * and are doubled inside, with nothing around them. Undefined for every other
 * line, which takes the long way; most lines of most files do not.
 */
export function strictCells(line: string, delimiter: string): readonly string[] | undefined {
  const cells: string[] = []
  let position = 0
  for (;;) {
    const first = line.charCodeAt(position)
    if (first === QUOTE) {
      let end = line.indexOf('"', position + 1)
      let doubled = false
      while (end >= 0 && line.charCodeAt(end + 1) === QUOTE) {
        doubled = true
        end = line.indexOf('"', end + 2)
      }
      if (end < 0) return undefined
      const cell = line.slice(position + 1, end)
      cells.push(doubled ? cell.replaceAll('""', '"') : cell)
      if (end + 1 === line.length) return cells
      if (line[end + 1] !== delimiter) return undefined
      position = end + 2
      continue
    }
    if (first <= SPACES || first > NOT_ASCII) {
      if (line[position] !== delimiter && line.slice(position, position + 1).trim() === '') {
        return undefined
      }
    }
    const next = line.indexOf(delimiter, position)
    const cell = line.slice(position, next < 0 ? line.length : next)
    if (cell.includes('"')) return undefined
    cells.push(cell)
    if (next < 0) return cells
    position = next + 1
  }
}

/** Where a scan over the lines of one record stands. */
export interface QuoteScan {
  /** Whether the last line ended inside quotes. */
  open: boolean
  cells: number
  /** Not as the rules have it: a quote inside quotes that is not doubled, or spaces after the last. */
  loose: boolean
}

/** Returns a scan before its first line. */
export function freshScan(): QuoteScan {
  return { open: false, cells: 1, loose: false }
}

/**
 * Carries the scan over one more line. A quote opens a cell only as its first
 * character and closes it only before a delimiter or the end of the line, spaces
 * aside.
 */
export function scanLine(line: string, delimiter: string, scan: QuoteScan): void {
  let position = 0
  if (!scan.open) {
    scan.cells = 1
    scan.loose = false
  }
  for (;;) {
    if (!scan.open) {
      while (delimiter !== ' ' && line[position] === ' ') position += 1
      if (line[position] !== '"') {
        const next = line.indexOf(delimiter, position)
        if (next < 0) return
        position = next + 1
        scan.cells += 1
        continue
      }
      scan.open = true
      position += 1
    }
    const quote = line.indexOf('"', position)
    if (quote < 0) return
    position = quote + 1
    if (line[position] === '"') {
      position += 1
      continue
    }
    const after = afterClosing(line, delimiter, position)
    if (after === undefined || after > position) scan.loose = true
    if (after === undefined) continue
    scan.open = false
    if (after >= line.length) return
    scan.cells += 1
    position = after + 1
  }
}

/** Where the delimiter or the end stands behind a closing quote and spaces; undefined for other text. */
function afterClosing(text: string, delimiter: string, from: number): number | undefined {
  let position = from
  while (delimiter !== ' ' && text[position] === ' ') position += 1
  return position >= text.length || text[position] === delimiter ? position : undefined
}

/** Returns the cells of a record whose quotes keep no rules, cut as {@link scanLine} counts them. */
export function looseCells(record: string, delimiter: string): readonly string[] {
  const cells: string[] = []
  let position = 0
  while (position <= record.length) {
    let start = position
    while (delimiter !== ' ' && record[start] === ' ') start += 1
    if (record[start] !== '"') {
      const next = record.indexOf(delimiter, position)
      const end = next < 0 ? record.length : next
      cells.push(record.slice(position, end))
      position = end + 1
      continue
    }
    let cell = ''
    let from = start + 1
    for (;;) {
      const quote = record.indexOf('"', from)
      if (quote < 0) return [...cells, cell + record.slice(from)]
      cell += record.slice(from, quote)
      const after = afterClosing(record, delimiter, quote + 1)
      if (record[quote + 1] !== '"' && after !== undefined) {
        position = after + 1
        break
      }
      cell += '"'
      from = quote + (record[quote + 1] === '"' ? 2 : 1)
    }
    cells.push(cell)
  }
  return cells
}
