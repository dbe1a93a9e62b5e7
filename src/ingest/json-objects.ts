import { createReadStream } from 'node:fs'
import { UserError } from '../core/errors.ts'
import { LONGEST_LINE } from './limits.ts'
import type { Encoding } from './types.ts'

const CHUNK_BYTES = 128 * 1024

/** One object of a JSON list, and the line on which it begins, from 1. */
export interface JsonObject {
  readonly text: string
  readonly line: number
}

/** Takes the objects of a list out of text that comes in parts. */
function createObjectScanner() {
  const open: string[] = []
  let inString = false
  let escaped = false
  let line = 1
  let startLine = 0
  let held: string | undefined
  let listClosed = false

  /** Whether an object that opens here is one of the list: of the whole file, or of a key of its only object. */
  function inList(): boolean {
    const path = open.join('')
    return path === '[' || path === '{['
  }

  return {
    push(text: string): readonly JsonObject[] {
      const found: JsonObject[] = []
      let from = 0
      for (let index = 0; index < text.length && !listClosed; index += 1) {
        const character = text[index] ?? ''
        if (character === '\n') line += 1
        if (inString) {
          if (escaped) escaped = false
          else if (character === '\\') escaped = true
          else if (character === '"') inString = false
        } else if (character === '"') inString = true
        else if (character === '{' || character === '[') {
          if (character === '{' && held === undefined && inList()) {
            held = ''
            from = index
            startLine = line
          }
          open.push(character)
        } else if (character === '}' || character === ']') {
          open.pop()
          if (held !== undefined && inList()) {
            found.push({ text: held + text.slice(from, index + 1), line: startLine })
            held = undefined
          } else if (character === ']' && startLine > 0 && held === undefined) listClosed = true
        }
      }
      if (held !== undefined) {
        held += text.slice(from)
        if (held.length > LONGEST_LINE)
          throw new UserError('import.lineTooLong', { line: startLine })
      }
      return found
    },
  }
}

/** Reads the objects of the list that a JSON file is or holds, a block for each chunk of the file. */
export async function* jsonObjects(
  file: string,
  encoding: Encoding,
  signal?: AbortSignal,
): AsyncGenerator<readonly JsonObject[]> {
  const decoder = new TextDecoder(encoding)
  const scanner = createObjectScanner()
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES, signal })) {
    const found = scanner.push(decoder.decode(chunk as Buffer, { stream: true }))
    if (found.length > 0) yield found
  }
}

function holdsList(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null) return false
    return Object.values(parsed).some(
      (value) => Array.isArray(value) && typeof value[0] === 'object' && value[0] !== null,
    )
  } catch {
    return /\[\s*\{/.test(text)
  }
}

/** Whether the first text of a file begins a list of objects, or an object that holds one, rather than an object a line. */
export function beginsJsonList(text: string): boolean {
  const trimmed = text.trimStart()
  if (/^\[\s*(?:\{|$)/.test(trimmed)) return true
  if (!trimmed.startsWith('{')) return false
  const [first = '', ...others] = trimmed.split('\n')
  if (others.every((line) => line.trim() === '')) return holdsList(trimmed)
  try {
    JSON.parse(first)
    return false
  } catch {
    return /^\{\s*$/.test(first) || holdsList(trimmed)
  }
}
