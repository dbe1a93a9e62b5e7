import { freshScan, parseRecords, scanLine } from './csv-cells.ts'

/** How the cells of a file are set apart. */
export interface Dialect {
  readonly delimiter: string
  /** What every line ends with and no cell owns, such as `;;;` after comma-separated cells. */
  readonly tail: string
}

/** What sets cells apart, likeliest first. */
export const DELIMITERS = [',', ';', '\t', '|'] as const
const TALLEST_RECORD = 20
/** Returns the row inside a line that is one quoted cell, or the line as it is. */
export function unwrapLine(line: string): string {
  const trimmed = line.replace(/(?<![;,\t|])[;,\t|]+$/, '')
  if (!/^"(?:[^"]|"")*"$/.test(trimmed)) return line
  return trimmed.slice(1, -1).replaceAll('""', '"')
}

function tailOf(lines: readonly string[], delimiter: string): string {
  const tail = /(?<![;,\t|])[;,\t|]+$/.exec(lines[0] ?? '')?.[0] ?? ''
  if (tail === '' || tail.includes(delimiter)) return ''
  const share = lines.filter((line) => line.endsWith(tail)).length / lines.length
  return share >= 0.5 ? tail : ''
}

interface Fit {
  readonly delimiter: string
  readonly width: number
  readonly even: number
}

/** Cells of each record; a quote that stays open for long is taken for a slip. */
function cellCounts(lines: readonly string[], delimiter: string): readonly number[] {
  const counts: number[] = []
  const scan = freshScan()
  let height = 0
  for (const line of lines) {
    scanLine(line, delimiter, scan)
    height += 1
    if (scan.open && height < TALLEST_RECORD) continue
    scan.open = false
    height = 0
    counts.push(scan.cells)
  }
  return counts
}

function fitOf(lines: readonly string[], delimiter: string): Fit {
  const counts = cellCounts(lines, delimiter)
  const [first = 1] = counts
  const cells = parseRecords(lines[0] ?? '', delimiter)?.[0] ?? []
  const named = cells.filter((cell) => cell.trim() !== '').length
  const even = counts.filter((count) => count === first).length / Math.max(counts.length, 1)
  return { delimiter, width: Math.max(named, first > 1 && cells.length === 0 ? first : 0), even }
}

function best(lines: readonly string[]): Fit | undefined {
  return DELIMITERS.map((delimiter) => fitOf(lines, delimiter))
    .filter((fit) => fit.width > 1)
    .sort((a, b) => b.even - a.even || b.width - a.width)[0]
}

/**
 * Returns how the lines are cut: the delimiter that gives the most rows as many
 * cells as the header. Lines without any are one cell each.
 */
export function sniffDialect(sample: readonly string[], given?: string): Dialect {
  const named = /^sep=(.)$/i.exec(sample[0] ?? '')?.[1]
  const lines = sample.slice(named ? 1 : 0).filter((line) => line.trim() !== '')
  const known = given ?? named
  if (known !== undefined) return { delimiter: known, tail: tailOf(lines, known) }
  const plain = best(lines)
  const fit = plain ?? best(lines.map(unwrapLine))
  if (!fit) return { delimiter: lines.some((line) => line.includes('\t')) ? '|' : '\t', tail: '' }
  return { delimiter: fit.delimiter, tail: tailOf(lines, fit.delimiter) }
}
