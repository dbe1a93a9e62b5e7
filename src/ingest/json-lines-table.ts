import { UserError } from '../core/errors.ts'
import { LONGEST_CELL, MOST_COLUMNS, SAMPLE_ROWS } from './limits.ts'
import { textLines } from './text-lines.ts'
import type { Encoding, Row, Table } from './types.ts'

/** A value as a cell: words as they are, lists with commas, nothing as nothing. */
function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(cellOf).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The object's values under their keys; one level of nesting becomes `outer.inner`. */
function cellsByKey(line: string): ReadonlyMap<string, string> | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(line)
  } catch {
    return undefined
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined
  const cells = new Map<string, string>()
  for (const [key, value] of Object.entries(parsed)) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [inner, each] of Object.entries(value)) cells.set(`${key}.${inner}`, cellOf(each))
    } else cells.set(key, cellOf(value))
  }
  return cells
}

async function keysOf(file: string, encoding: Encoding): Promise<readonly string[]> {
  const keys = new Set<string>()
  let looked = 0
  for await (const lines of textLines(file, encoding)) {
    for (const line of lines) {
      for (const key of cellsByKey(line)?.keys() ?? []) keys.add(key)
      looked += 1
    }
    if (looked >= SAMPLE_ROWS) break
  }
  if (keys.size > MOST_COLUMNS) {
    throw new UserError('import.tooManyColumns', { line: 1, count: keys.size, max: MOST_COLUMNS })
  }
  if (keys.size === 0) throw new UserError('import.noRows')
  return [...keys]
}

/** Opens a file of one JSON object a line; its columns are the keys of the first rows. */
export async function openJsonLines(file: string, encoding: Encoding): Promise<Table> {
  const header = await keysOf(file, encoding)
  function rowOf(text: string, line: number): Row {
    const found = cellsByKey(text)
    if (!found) return { line, cells: [text], fault: 'badJson' }
    const cells = header.map((key) => found.get(key) ?? '')
    return cells.some((cell) => cell.length > LONGEST_CELL)
      ? { line, cells, fault: 'cellTooLong' }
      : { line, cells }
  }
  return {
    format: 'jsonl',
    encoding,
    delimiter: null,
    header,
    async *rows(signal) {
      let line = 0
      for await (const block of textLines(file, encoding, signal)) {
        const rows: Row[] = []
        for (const text of block) {
          line += 1
          if (text.trim() !== '') rows.push(rowOf(text, line))
        }
        if (rows.length > 0) yield rows
      }
    },
  }
}
