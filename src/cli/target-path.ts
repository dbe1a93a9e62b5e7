import { resolve, sep } from 'node:path'
import { UserError } from '../core/errors.ts'

/** Bytes: what file systems take, less what is added to a name while its file is written. */
const LONGEST_NAME = 240

/**
 * Returns the path of a file that is to be written. Throws the UserError `cli.badFileName` for
 * a name that no file can have.
 */
export function targetPath(directory: string, name: string): string {
  const path = resolve(directory, name)
  const isTooLong = path.split(sep).some((part) => Buffer.byteLength(part) > LONGEST_NAME)
  if (isTooLong || path.includes('\0')) {
    throw new UserError('cli.badFileName', { max: LONGEST_NAME })
  }
  return path
}
