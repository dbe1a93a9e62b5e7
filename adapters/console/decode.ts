import type { Action } from '../../src/core/reply.ts'
import { limits } from './limits.ts'

/** What a typed line asks for. */
export type Wish =
  | { readonly type: 'nothing' }
  | { readonly type: 'leave' }
  | { readonly type: 'no-such-action'; readonly number: number }
  | { readonly type: 'command'; readonly line: string }

const LEAVE = new Set(['quit', 'exit', ':q'])

/** Returns what a line asks for; a number stands for an action of the last reply. */
export function decodeLine(typed: string, actions: readonly Action[]): Wish {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: pasted text may hold them
  const clean = typed.replace(/[\u0000-\u001F\u007F-\u009F]+/g, ' ').slice(0, limits.line + 1)
  const line = clean.trim().replace(/^\//, '').trim()
  if (line === '') return { type: 'nothing' }
  if (LEAVE.has(line.toLowerCase())) return { type: 'leave' }
  if (/^\d{1,3}$/.test(line)) {
    const action = actions[Number(line) - 1]
    return action
      ? { type: 'command', line: action.command }
      : { type: 'no-such-action', number: Number(line) }
  }
  return { type: 'command', line }
}
