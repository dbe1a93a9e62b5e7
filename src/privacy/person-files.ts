import { open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import type { PersonFiles } from '../core/privacy.ts'
import { fold } from '../language/fold.ts'

/** Whatever is larger and may hold a name goes without being looked through. */
const MOST_BYTES = 64 * 2 ** 20
/** Shorter names must stand as words of their own. */
const LEAST_LETTERS = 5
const LETTER = /[\p{L}\p{N}]/u
const ENCODINGS = ['utf-8', 'utf-16le', 'windows-1251', 'windows-1257'] as const
const SQLITE = 'SQLite format 3\0'
const GZIP = '\x1f\x8b'
const ZIP = 'PK\x03\x04'

/**
 * What the program writes into its folder that may name somebody: typed lines, files that wait
 * to be imported with what was refused of them, pictures, databases that were kept aside.
 */
const OWN = [/^history$/, /^given\//, /\.rejects\.csv$/, /^charts\/[^/]+\.png$/, /\.before-\w+$/]

/** What becomes of a file of the program when somebody is forgotten. */
type Treatment = 'keep' | 'drop' | 'lines' | 'kept-database' | 'if-named'

export interface FolderFiles {
  /** Where the program keeps what it writes. */
  readonly folder: string
  /** The database, where it is a file: it and what belongs to it is erased elsewhere. */
  readonly database: string | undefined
  /** Databases that were kept aside outside the folder. */
  readonly outside: readonly string[]
  /** Erases from a database that was kept aside when a backup was restored. */
  eraseKept(file: string): Promise<void>
}

/**
 * A database that is open is not even read: closing any handle of a file takes away all locks
 * that this process holds on it (“How To Corrupt An SQLite Database File”, sqlite.org, 2.2).
 */
function isOpen(path: string, database: string | undefined): boolean {
  return database !== undefined && path.startsWith(database) && !path.includes('.before-')
}

function treatmentOf(path: string, head: string): Treatment {
  const name = basename(path)
  if (name.endsWith('.forgotten') || name === 'forgotten.jsonl') return 'keep'
  if (name.includes('.before-')) return head.startsWith(SQLITE) ? 'kept-database' : 'keep'
  if (head.startsWith(SQLITE) || head.startsWith(GZIP)) return 'keep'
  /** Drawn charts, and workbooks that wait to be imported: nobody can tell what is in them. */
  if (name.endsWith('.png') || head.startsWith(ZIP)) return 'drop'
  return name === 'history' || name.endsWith('.rejects.csv') ? 'lines' : 'if-named'
}

/**
 * Takes people out of the files that the program keeps: pictures, typed lines, rows that an
 * import refused, files that wait to be imported, databases that were kept aside; only out of
 * these where nobody has a name. Backups stay: whoever restores one has them erased again. So
 * does whatever somebody else put into the folder.
 */
export async function eraseFromFiles(names: readonly string[], files: FolderFiles): Promise<void> {
  const isNamed = namedIn(names)
  for (const path of await pathsOf(files)) {
    if (!isOwn(path, files)) continue
    const found = await orGone(look(path, isNamed, files))
    if (found) await orGone(erase(path, found, isNamed, files))
  }
}

/** Returns which files an erasure would change, and which it would leave though they name them. */
export async function filesNaming(
  names: readonly string[],
  files: Omit<FolderFiles, 'eraseKept'>,
): Promise<PersonFiles> {
  const touched: string[] = []
  const left: string[] = []
  const isNamed = namedIn(names)
  for (const path of await pathsOf(files)) {
    const found = await orGone(look(path, isNamed, files))
    if (!found) continue
    const name = files.outside.includes(path) ? path : shownPath(path, files.folder)
    if (isOwn(path, files)) touched.push(name)
    else if (found.treatment === 'if-named') left.push(name)
  }
  return { touched: touched.sort(), left: left.sort() }
}

function shownPath(path: string, folder: string): string {
  return relative(folder, path).split(sep).join('/')
}

function isOwn(
  path: string,
  { folder, outside }: Pick<FolderFiles, 'folder' | 'outside'>,
): boolean {
  return outside.includes(path) || OWN.some((pattern) => pattern.test(shownPath(path, folder)))
}

/** Says whether a text names one of the people; undefined where nobody has a name. */
type IsNamed = ((text: string) => boolean) | undefined

function namedIn(names: readonly string[]): IsNamed {
  const folded = names.map(fold).filter((name) => name !== '')
  if (folded.length === 0) return undefined
  return (text) => {
    const plain = fold(text)
    return folded.some((name) => holds(plain, name))
  }
}

/** Files that wait come and go. */
async function orGone<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Short names are too often part of other words. */
function holds(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const isWord = !LETTER.test(text[at - 1] ?? ' ') && !LETTER.test(text[at + name.length] ?? ' ')
    if (isWord || [...name].length >= LEAST_LETTERS) return true
  }
  return false
}

/** What is to be done with a file, and its bytes where they were looked through. */
interface Found {
  readonly treatment: Exclude<Treatment, 'keep'>
  readonly bytes: Buffer | undefined
}

/** Returns what an erasure does with a file; undefined where it has nothing to do there. */
async function look(
  path: string,
  isNamed: IsNamed,
  { database }: Pick<FolderFiles, 'database'>,
): Promise<Found | undefined> {
  if (isOpen(path, database)) return undefined
  const { size } = await stat(path)
  const bytes = size <= MOST_BYTES ? await readFile(path) : undefined
  const head = bytes?.subarray(0, SQLITE.length).toString('latin1') ?? (await headOf(path))
  const treatment = treatmentOf(path, head)
  if (treatment === 'kept-database') return { treatment, bytes }
  if (treatment === 'keep' || !isNamed) return undefined
  const isLookedThrough = treatment === 'lines' || treatment === 'if-named'
  if (!isLookedThrough || bytes === undefined) return { treatment, bytes }
  const encodings = treatment === 'lines' ? ENCODINGS.slice(0, 1) : ENCODINGS
  const isFound = encodings.some((encoding) => isNamed(new TextDecoder(encoding).decode(bytes)))
  return isFound ? { treatment, bytes } : undefined
}

async function erase(
  path: string,
  { treatment, bytes }: Found,
  isNamed: IsNamed,
  { eraseKept }: FolderFiles,
): Promise<void> {
  if (treatment === 'kept-database') return await eraseKept(path)
  if (treatment !== 'lines' || bytes === undefined) return await rm(path, { force: true })
  const text = bytes.toString('utf8')
  const records = path.endsWith('.csv') ? recordsOf(text) : text.split(/(?<=\n)/)
  const left = records.filter((record) => !isNamed?.(record))
  if (left.length < records.length) await writeFile(path, left.join(''), { mode: 0o600 })
}

async function pathsOf({
  folder,
  outside,
}: Pick<FolderFiles, 'folder' | 'outside'>): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const inside = entries.filter((entry) => entry.isFile())
  return [...inside.map((entry) => join(entry.parentPath, entry.name)), ...outside]
}

async function headOf(path: string): Promise<string> {
  const handle = await open(path, 'r')
  try {
    const { buffer } = await handle.read(Buffer.alloc(SQLITE.length), 0, SQLITE.length, 0)
    return buffer.toString('latin1')
  } finally {
    await handle.close()
  }
}

/** Splits a text behind its line breaks, but for those within quotes, as in a table. */
function recordsOf(text: string): readonly string[] {
  const records: string[] = []
  let quoted = false
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted
    else if (text[at] === '\n' && !quoted) {
      records.push(text.slice(from, at + 1))
      from = at + 1
    }
  }
  return from < text.length ? [...records, text.slice(from)] : records
}
