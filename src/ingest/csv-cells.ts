import { parse } from 'csv-parse/sync'

/** Returns the cells of whole records. A quote inside an unquoted cell is a character like any other. */
export function parseRecords(text: string, delimiter: string): readonly (readonly string[])[] {
  return parse(text, {
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    trim: delimiter.trim() !== '',
  })
}

/** Where a scan over the lines of one record stands. */
export interface QuoteScan {
  /** Whether the last line ended inside quotes. */
  open: boolean
  cells: number
}

/**
 * Carries the scan over one more line. A quote opens a cell only as its first
 * character and closes it only before a delimiter or the end of the line.
 */
export function scanLine(line: string, delimiter: string, scan: QuoteScan): void {
  const spaces = delimiter.trim() !== ''
  let position = 0
  const skipSpaces = (): void => {
    while (spaces && line[position] === ' ') position += 1
  }
  if (!scan.open) scan.cells = 1
  for (;;) {
    if (!scan.open) {
      skipSpaces()
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
    const after = position
    skipSpaces()
    if (position >= line.length) {
      scan.open = false
      return
    }
    if (line[position] === delimiter) {
      scan.open = false
      scan.cells += 1
      position += 1
    } else {
      position = after
    }
  }
}
