import { strictCells } from './csv-cells.ts'
import { DELIMITERS, unwrapLine } from './csv-dialect.ts'

const MOST_TITLES = 20
/** A row with fewer cells than this is no wide table's, whatever stands above it. */
const WIDE = 5

/** Returns how many of the first rows are titles above the header, from the filled cells of each row. */
export function titlesAbove(filled: readonly number[]): number {
  const sorted = [...filled].sort((a, b) => a - b)
  const usual = sorted[Math.floor(sorted.length * 0.75)] ?? 0
  if (usual < 3) return 0
  const few = usual >= WIDE ? 2 : 1
  const start = filled.findIndex((count) => count > few)
  return start > 0 && start <= MOST_TITLES ? start : 0
}

function filledCells(line: string, delimiter: string): number {
  const text = unwrapLine(line)
  const cells = strictCells(text, delimiter) ?? text.split(delimiter)
  return cells.filter((cell) => cell.trim() !== '').length
}

/**
 * Returns how many of the first lines are a title, a period or nothing: less than the header
 * of the table below them. A line that opens a quote is one of the header itself.
 */
export function linesAbove(lines: readonly string[], given?: string): number {
  const closed = lines.findIndex((line) => (line.split('"').length - 1) % 2 === 1)
  const delimiters = given === undefined ? DELIMITERS : [given]
  const filled = lines.map((line) =>
    Math.max(...delimiters.map((delimiter) => filledCells(line, delimiter))),
  )
  const start = titlesAbove(filled)
  return closed >= 0 && closed < start ? closed : start
}
