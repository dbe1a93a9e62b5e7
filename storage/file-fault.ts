import { StorageError } from '../src/core/errors.ts'

/** What a file system says of a place where no file can be opened or made. */
const REFUSALS: readonly unknown[] = [
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOENT',
  'ENOTDIR',
  'EEXIST',
  'EISDIR',
  'ENAMETOOLONG',
]

/**
 * Returns why a database file did not open, where the error tells it: a place without access is
 * a mistake of whoever named it, and no server is to be looked after. Else the error as it was.
 */
export function fileFault(error: unknown, place: string): unknown {
  if (!(error instanceof Error)) return error
  const refused = 'code' in error && REFUSALS.includes(error.code)
  const unopened = error instanceof StorageError && error.fault === 'unreachable'
  return refused || unopened ? new StorageError('no-access', place, { cause: error }) : error
}
