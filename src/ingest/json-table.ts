import { UserError } from '../core/errors.ts'
import { cellsByKey } from './json-cells.ts'
import { type JsonObject, jsonObjects } from './json-objects.ts'
import { LONGEST_CELL, MOST_COLUMNS, SAMPLE_ROWS } from './limits.ts'
import { textLines } from './text-lines.ts'
import type { Encoding, Row, Table } from './types.ts'

type Objects = (signal?: AbortSignal) => AsyncGenerator<readonly JsonObject[]>

async function* objectLines(
  file: string,
  encoding: Encoding,
  signal?: AbortSignal,
): AsyncGenerator<readonly JsonObject[]> {
  let line = 0
  for await (const block of textLines(file, encoding, signal)) {
    const objects = block.map((text) => {
      line += 1
      return { text, line }
    })
    yield objects.filter(({ text }) => text.trim() !== '')
  }
}

/** Fields that every export names in its first line. */
const EXPORTED = ['kind', 'score', 'at', 'source', 'externalId'] as const
/** How an export writes the ratings of one side: only the rows that have one have the key. */
const FACTOR_KEY = /"(factor:(?:[^"\\]|\\.)*)"\s*:/g

/** Returns the keys of the first rows, and of an export those of its factors, wherever they come. */
async function keysOf(objects: Objects): Promise<readonly string[]> {
  const keys = new Set<string>()
  let looked = 0
  for await (const block of objects()) {
    for (const { text } of block) {
      looked += 1
      if (looked <= SAMPLE_ROWS) {
        for (const key of cellsByKey(text)?.keys() ?? []) keys.add(key)
      } else if (text.includes('"factor:')) {
        for (const [, key = ''] of text.matchAll(FACTOR_KEY)) {
          const plain = JSON.parse(`"${key}"`) as string
          if (!keys.has(plain) && cellsByKey(text)?.has(plain)) keys.add(plain)
        }
      }
    }
    if (looked >= SAMPLE_ROWS && !EXPORTED.every((key) => keys.has(key))) break
  }
  if (keys.size > MOST_COLUMNS) {
    throw new UserError('import.tooManyColumns', { line: 1, count: keys.size, max: MOST_COLUMNS })
  }
  if (looked === 0) throw new UserError('import.noRows')
  if (keys.size === 0) throw new UserError('import.noJsonObjects')
  return [...keys]
}

async function tableOf(
  format: 'json' | 'jsonl',
  encoding: Encoding,
  objects: Objects,
): Promise<Table> {
  const header = await keysOf(objects)
  function rowOf({ text, line }: JsonObject): Row {
    const found = cellsByKey(text)
    if (!found) return { line, cells: [text], fault: 'badJson' }
    const cells = header.map((key) => found.get(key) ?? '')
    return cells.some((cell) => cell.length > LONGEST_CELL)
      ? { line, cells, fault: 'cellTooLong' }
      : { line, cells }
  }
  return {
    format,
    encoding,
    delimiter: null,
    header,
    async *rows(signal) {
      for await (const block of objects(signal)) {
        if (block.length > 0) yield block.map(rowOf)
      }
    },
  }
}

/** Opens a file of one JSON object a line; its columns are the keys of the first rows. */
export async function openJsonLines(file: string, encoding: Encoding): Promise<Table> {
  return await tableOf('jsonl', encoding, (signal) => objectLines(file, encoding, signal))
}

/** Opens a file that is, or holds under one key, a JSON list of objects. */
export async function openJsonList(file: string, encoding: Encoding): Promise<Table> {
  return await tableOf('json', encoding, (signal) => jsonObjects(file, encoding, signal))
}
