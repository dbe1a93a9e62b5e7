import { UserError } from '../core/errors.ts'
import { freshScan, looseCells, parseRecords, scanLine, strictCells } from './csv-cells.ts'
import type { Dialect } from './csv-dialect.ts'
import { LONGEST_CELL } from './limits.ts'
import type { RejectionReason, Row } from './types.ts'

/** A line with more is no row, and is kept among the rejected ones without what follows. */
const MOST_CELLS = 20_000
/** After so many the file is not what it seems, and looking on would only cost time. */
const MOST_BROKEN = 1000

interface Framed {
  readonly line: number
  /** The cells, or the text of a record with quotes that is still to be parsed. */
  content: readonly string[] | string
  fault?: RejectionReason
}

/** Turns physical lines into rows of `width` cells; a row that cannot be read does not take others with it. */
export interface RowFramer {
  push(lines: readonly string[]): readonly Row[]
  end(): readonly Row[]
}

function blank(cells: readonly string[], from = 0): boolean {
  for (let index = from; index < cells.length; index += 1) {
    if (cells[index]?.trim()) return false
  }
  return true
}

/** Returns a line without the tail that no cell of it owns. */
export function withoutTail(line: string, tail: string): string {
  return tail !== '' && line.endsWith(tail) ? line.slice(0, -tail.length) : line
}

/** Returns a framer of the lines of a file from `firstLine` on, counted from 1. */
export function createRowFramer(dialect: Dialect, width: number, firstLine: number): RowFramer {
  const { delimiter, tail } = dialect
  const scan = freshScan()
  let parts: string[] = []
  let size = 0
  let startLine = firstLine
  let nextLine = firstLine
  let broken = 0
  let framed: Framed[] = []

  /** The quote that opened in the first of the held lines never closes: that line alone is bad. */
  function giveUp(): void {
    const [bad = '', ...others] = parts
    const line = startLine
    broken += 1
    if (broken > MOST_BROKEN) throw new UserError('import.tooManyBroken', { line })
    framed.push({ line, content: [bad], fault: 'brokenQuotes' })
    parts = []
    scan.open = false
    others.forEach((each, index) => {
      accept(each, line + 1 + index)
    })
  }

  /** Whether a line after the first would be a row of its own. */
  function holdsRows(): boolean {
    return parts.slice(1).some((part) => {
      const alone = freshScan()
      scanLine(part, delimiter, alone)
      return alone.cells === width && !alone.open
    })
  }

  function finish(): void {
    const wrapped = scan.cells === 1 && width > 1
    const torn = scan.cells !== width && !wrapped
    if (parts.length > 1 && (torn || (scan.loose && holdsRows()))) giveUp()
    else {
      const record = parts.length > 1 ? parts.join('\n') : (parts[0] ?? '')
      const content = scan.loose ? looseCells(record, delimiter) : record
      framed.push({ line: startLine, content })
      parts = []
    }
  }

  function accept(whole: string, line: number): void {
    const text = withoutTail(whole, tail)
    if (!scan.open) {
      if (!text.includes('"')) {
        framed.push({ line, content: text.split(delimiter, MOST_CELLS) })
        return
      }
      const cells = strictCells(text, delimiter)
      if (cells) {
        framed.push({ line, content: cells })
        return
      }
      startLine = line
      size = 0
    }
    scanLine(text, delimiter, scan)
    parts.push(text)
    size += text.length
    if (!scan.open) finish()
    else if (size > LONGEST_CELL) giveUp()
  }

  /** Parses what holds quotes, all at once where possible: a parser for each row costs more than the row. */
  function parseQuoted(): void {
    const waiting = framed.filter((each) => typeof each.content === 'string')
    if (waiting.length === 0) return
    const all = parseRecords(waiting.map((each) => each.content).join('\n'), delimiter)
    waiting.forEach((each, index) => {
      const text = String(each.content)
      const records =
        all?.length === waiting.length ? [all[index] ?? []] : parseRecords(text, delimiter)
      if (records?.length === 1) each.content = records[0] ?? []
      else {
        each.content = [text]
        each.fault = 'brokenQuotes'
      }
    })
  }

  function fitToWidth({ line, content, fault }: Framed): Row | undefined {
    const cells = typeof content === 'string' ? [content] : content
    if (fault) return { line, cells, fault }
    if (blank(cells)) return undefined
    if (cells.some((cell) => cell.length > LONGEST_CELL))
      return { line, cells, fault: 'cellTooLong' }
    if (cells.length === width) return { line, cells }
    if (cells.length > width) {
      return blank(cells, width)
        ? { line, cells: cells.slice(0, width) }
        : { line, cells, fault: 'tooManyCells' }
    }
    const [first = ''] = cells
    if (first.includes(delimiter) && blank(cells, 1)) {
      const inner = parseRecords(first, delimiter)
      if (inner?.length === 1 && inner[0]?.length === width) return { line, cells: inner[0] }
    }
    return { line, cells, fault: 'tooFewCells' }
  }

  function drain(): readonly Row[] {
    parseQuoted()
    const rows: Row[] = []
    for (const each of framed) {
      const row = fitToWidth(each)
      if (row) rows.push(row)
    }
    framed = []
    return rows
  }

  return {
    push(lines) {
      for (const line of lines) {
        accept(line, nextLine)
        nextLine += 1
      }
      return drain()
    },
    end() {
      while (parts.length > 0) giveUp()
      return drain()
    },
  }
}
