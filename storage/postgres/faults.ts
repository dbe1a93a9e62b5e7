import { StorageError, type StorageFault } from '../../src/core/errors.ts'

/** By SQLSTATE, the longest beginning first. */
const FAULTS: readonly (readonly [string, StorageFault])[] = [
  ['53100', 'full'],
  ['25006', 'read-only'],
  ['55P03', 'locked'],
  ['57014', 'locked'],
  ['40P01', 'locked'],
  ['42501', 'unreachable'],
  ['XX001', 'corrupt'],
  ['XX002', 'corrupt'],
  ['08', 'unreachable'],
  ['28', 'unreachable'],
  ['3D', 'unreachable'],
  ['53', 'unreachable'],
  ['57P', 'unreachable'],
]
/** A statement that is about another workspace is a mistake of the program, not of the place. */
const REFUSED_ROW = /row-level security/
const NETWORK = /^(ECONN|ENOTFOUND|ETIMEDOUT|EHOST|ENET|EAI_|EPIPE|ENOENT|EACCES)/
const CONNECTION_LOST =
  /connection terminated|timeout exceeded|connection ended|connection error|not queryable/i

/** Returns the error as the StorageError that it is, or as it was. */
export function asStorageError(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || REFUSED_ROW.test(error.message)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const fault = FAULTS.find(([beginning]) => code.startsWith(beginning))?.[1]
  if (fault) return new StorageError(fault, place, { cause: error })
  if (NETWORK.test(code) || CONNECTION_LOST.test(error.message)) {
    return new StorageError('unreachable', place, { cause: error })
  }
  return error
}

/** Returns a connection URL as it may be shown: without its password. */
export function shownUrl(url: string): string {
  try {
    const parsed = new URL(url)
    if (parsed.password) parsed.password = '***'
    parsed.searchParams.delete('password')
    return parsed.toString()
  } catch {
    return 'postgres://…'
  }
}
