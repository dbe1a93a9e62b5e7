import { statSync } from 'node:fs'

const OTHERS = 0o007

/** Returns whether anybody on this machine may read or write a file that holds customers' words. */
export function isOpenToOthers(path: string): boolean {
  if (process.platform === 'win32') return false
  return ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & OTHERS) !== 0
}
