import { strictCells } from './csv-cells.ts'
import { DELIMITERS, unwrapLine } from './csv-dialect.ts'

const MOST_TITLES = 20
/** The beginning of a line is enough to count its cells by. */
const LONGEST_LOOK = 20_000
/** A row with fewer cells than this is no wide table's, whatever stands above it. */
const WIDE = 5
/** Of the lines. */
const SHARE = 0.5

/** Returns how many of the first rows are titles above the header, from the filled cells of each row. */
export function titlesAbove(filled: readonly number[]): number {
  const sorted = [...filled].sort((a, b) => a - b)
  const usual = sorted[Math.floor(sorted.length * 0.75)] ?? 0
  if (usual < 3) return 0
  const few = usual >= WIDE ? 2 : 1
  const start = filled.findIndex((count) => count > few)
  return start > 0 && start <= MOST_TITLES ? start : 0
}

function cellsOf(line: string, delimiter: string): readonly string[] {
  const text = unwrapLine(line.slice(0, LONGEST_LOOK))
  return strictCells(text, delimiter) ?? text.split(delimiter)
}

/** Most lines have as many cells as this, where the delimiter is the table's. */
function usualWidth(lines: readonly string[], delimiter: string): number {
  const counts = new Map<number, number>()
  for (const line of lines) {
    const width = cellsOf(line, delimiter).length
    counts.set(width, (counts.get(width) ?? 0) + 1)
  }
  const [width, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0]
  return count >= lines.length * SHARE ? width : 0
}

/**
 * Returns how many of the first lines are a title, a period or nothing: less than the header
 * of the table below them. A line that opens a quote is one of the header itself.
 */
export function linesAbove(lines: readonly string[], given?: string): number {
  const filledLines = lines.filter((line) => line.trim() !== '')
  const [table] = (given === undefined ? DELIMITERS : [given])
    .map((delimiter) => ({ delimiter, width: usualWidth(filledLines, delimiter) }))
    .sort((a, b) => b.width - a.width)
  if (!table || table.width < 3) return 0
  const start = titlesAbove(
    lines.map((line) => cellsOf(line, table.delimiter).filter((cell) => cell.trim()).length),
  )
  const opened = lines.findIndex((line) => (line.split('"').length - 1) % 2 === 1)
  return opened >= 0 && opened < start ? opened : start
}
