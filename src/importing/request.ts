import { UserError } from '../core/errors.ts'
import type { ImportOptions } from '../ingest/index.ts'
import { type Token, tokenise } from '../parse/index.ts'
import { readFlags } from './flags.ts'

const GO = ['go', 'yes', 'да', 'иә', 'taip']
const REJECTS = ['rejects', 'rejected', 'отклонённые', 'отклоненные', 'қабылданбаған', 'atmestos']
const UNDO = ['undo', 'отменить', 'қайтару', 'atšaukti']
const KEY = /^[0-9a-f]{22}$/

/** What a line of the command asks for. */
export type ImportRequest =
  /** How a file is given. */
  | { readonly type: 'usage' }
  /** The file that came with the line. */
  | { readonly type: 'given'; readonly options: ImportOptions }
  | { readonly type: 'look'; readonly key: string; readonly options: ImportOptions }
  | { readonly type: 'bring-in'; readonly key: string; readonly options: ImportOptions }
  | { readonly type: 'rejects'; readonly key: string }
  | { readonly type: 'undo'; readonly id: string; readonly sure: boolean }

function isOne(token: Token | undefined, words: readonly string[]): boolean {
  return token?.key === undefined && words.includes(token?.text.toLowerCase() ?? '')
}

/** Reads what follows the command's name. Throws a UserError where it is not understood. */
export function readImportRequest(line: string, hasFile: boolean): ImportRequest {
  const tokens = tokenise(line)
  const [first, second, third] = tokens
  if (isOne(first, UNDO)) {
    if (!second) throw new UserError('drop.undo-which', {}, 'imports')
    return { type: 'undo', id: second.text, sure: isOne(third, GO) }
  }
  if (hasFile) return { type: 'given', options: readFlags(tokens) }
  if (!first) return { type: 'usage' }
  if (!KEY.test(first.text)) throw new UserError('drop.no-file-given', {}, 'import')
  const key = first.text
  if (isOne(second, REJECTS)) return { type: 'rejects', key }
  if (isOne(second, GO)) return { type: 'bring-in', key, options: readFlags(tokens.slice(2)) }
  return { type: 'look', key, options: readFlags(tokens.slice(1)) }
}

/** Returns whether a line stores or takes back rows, which may work for minutes. */
export function storesRows(line: string): boolean {
  const words = line.trim().split(/\s+/, 3)
  const [first = '', second = '', third = ''] = words.map((word) => word.toLowerCase())
  return (KEY.test(first) && GO.includes(second)) || (UNDO.includes(first) && GO.includes(third))
}
