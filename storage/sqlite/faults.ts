import { StorageError, type StorageFault } from '../../src/core/errors.ts'

const FAULTS: Readonly<Record<string, StorageFault>> = {
  SQLITE_NOTADB: 'not-a-database',
  SQLITE_CORRUPT: 'corrupt',
  SQLITE_BUSY: 'locked',
  SQLITE_LOCKED: 'locked',
  SQLITE_FULL: 'full',
  SQLITE_READONLY: 'read-only',
  SQLITE_PERM: 'unreachable',
  SQLITE_IOERR: 'unreachable',
  SQLITE_CANTOPEN: 'unreachable',
}

/** Returns the error as the StorageError that it is, or as it was. */
export function asStorageError(error: unknown, place: string): unknown {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    const fault = FAULTS[error.code]
    if (fault) return new StorageError(fault, place, { cause: error })
  }
  return error
}
