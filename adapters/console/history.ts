import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { limits } from './limits.ts'

/** Returns the lines of earlier conversations, newest first; none where there is no file yet. */
export function readHistory(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean).reverse()
  } catch {
    return []
  }
}

/** Keeps the lines, newest first, for their owner alone. A folder that cannot be written keeps nothing. */
export function writeHistory(path: string, lines: readonly string[]): void {
  const kept = lines.slice(0, limits.history).reverse()
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(path, `${kept.join('\n')}\n`, { mode: 0o600 })
  } catch {
    // History is a comfort: without it the conversation goes on.
  }
}
