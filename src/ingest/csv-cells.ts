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

/** Where a scan over the lines of one record stands. */
export interface QuoteScan {
  /** Whether the last line ended inside quotes. */
  open: boolean
  cells: number
  /** A quote stood inside quotes without being doubled. */
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
  const spaces = delimiter.trim() !== ''
  let position = 0
  if (!scan.open) {
    scan.cells = 1
    scan.loose = false
  }
  for (;;) {
    if (!scan.open) {
      while (spaces && line[position] === ' ') position += 1
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
    if (position >= line.length || /^ +$/.test(line.slice(position))) {
      scan.open = false
      return
    }
    if (line[position] === delimiter) {
      scan.open = false
      scan.cells += 1
      position += 1
    } else scan.loose = true
  }
}
