import { StorageError } from '../src/core/errors.ts'

/** Returns the error for an address of no known kind of database, without the password in it. */
export function unsupportedUrl(url: string): StorageError {
  return new StorageError('unsupported-url', url.replace(/^([^:]*(?::\/\/[^:]*)?):.*@/s, '$1:***@'))
}
