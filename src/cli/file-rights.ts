import { statSync } from 'node:fs'
import { type Config, SettingsError } from '../config.ts'
import type { Logger } from '../core/adapter.ts'
import { UserError } from '../core/errors.ts'
import type { Finding } from './doctor.ts'
import { databaseFile, tombstoneFile } from './kept-files.ts'

const OTHERS = 0o007
/** What SQLite and the inbox keep beside a database. */
const BESIDE = ['', '-wal', '.delivery', '.delivery-wal']

/** A file that everybody on this machine may read or write, and its mode in octal: `644`. */
export interface OpenFile {
  readonly file: string
  readonly mode: string
}

function openOf(paths: readonly string[]): readonly OpenFile[] {
  if (process.platform === 'win32') return []
  return paths.flatMap((file) => {
    const mode = (statSync(file, { throwIfNoEntry: false })?.mode ?? 0) & 0o777
    return (mode & OTHERS) === 0 ? [] : [{ file, mode: mode.toString(8).padStart(3, '0') }]
  })
}

/** Returns the files with customers' words that others may reach; on Windows, which has no modes, none. */
export function openDatabaseFiles(config: Config): readonly OpenFile[] {
  const database = databaseFile(config)
  const files = database === undefined ? [] : BESIDE.map((ending) => `${database}${ending}`)
  return openOf([...files, tombstoneFile(config)])
}

/** Returns the files with secrets that others may reach; on Windows none. */
export function openSecretFiles({ secretFiles }: Config): readonly OpenFile[] {
  return openOf(secretFiles)
}

/** Returns the line that takes a file from others. */
function remedyFor(file: string): string {
  return `chmod 600 ${/^[\w./@%+=:,-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`}`
}

/**
 * Tells the log of each file with customers' words or secrets that others on this machine may
 * reach; where the settings are strict, throws a UserError, or a SettingsError for several.
 */
export function checkFileRights(config: Config, log: Pick<Logger, 'warn'>): void {
  const found = [...openSecretFiles(config), ...openDatabaseFiles(config)]
  if (config.strict) {
    const problems = found.map(
      ({ file, mode }) => new UserError('cli.openFile', { file, mode }, remedyFor(file)),
    )
    const [first] = problems
    if (first) throw problems.length === 1 ? first : new SettingsError(problems)
  }
  for (const { file, mode } of found) {
    log.warn('file-open-to-others', { file, mode, remedy: remedyFor(file) })
  }
}

/** Returns what is found where others may read a file. */
export function openFinding(check: Finding['check'], { file, mode }: OpenFile): Finding {
  return {
    check,
    ok: false,
    found: ['access:start.open', { place: file, mode }],
    advice: ['access:start.open-advice', { remedy: remedyFor(file) }],
  }
}
