import { open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
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

/** What becomes of a file of the data folder when somebody is forgotten. */
type Treatment = 'keep' | 'drop' | 'lines' | 'kept-database' | 'if-named'

export interface FolderFiles {
  /** Where the program keeps what it writes. */
  readonly folder: string
  /** The database, where it is a file: it and what belongs to it is erased elsewhere. */
  readonly database: string | undefined
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
 * Takes people out of the files that the program keeps in its data folder: pictures, typed
 * lines, rows that an import refused, files that wait to be imported, databases that were kept
 * aside. Backups stay: whoever restores one has them erased again.
 */
export async function eraseFromFiles(names: readonly string[], files: FolderFiles): Promise<void> {
  const folded = names.map(fold).filter((name) => name !== '')
  if (folded.length === 0) return
  const isNamed = (text: string): boolean => {
    const plain = fold(text)
    return folded.some((name) => holds(plain, name))
  }
  for (const path of await filesIn(files.folder)) {
    try {
      await eraseFromFile(path, isNamed, files)
    } catch (error) {
      /** Files that wait come and go. */
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
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

async function eraseFromFile(
  path: string,
  isNamed: (text: string) => boolean,
  { database, eraseKept }: FolderFiles,
): Promise<void> {
  if (isOpen(path, database)) return
  const { size } = await stat(path)
  const bytes = size <= MOST_BYTES ? await readFile(path) : undefined
  const head = bytes?.subarray(0, SQLITE.length).toString('latin1') ?? (await headOf(path))
  const treatment = treatmentOf(path, head)
  if (treatment === 'keep') return
  if (treatment === 'kept-database') return await eraseKept(path)
  if (treatment === 'drop' || bytes === undefined) return await rm(path, { force: true })
  if (treatment === 'if-named') {
    const isFound = ENCODINGS.some((encoding) => isNamed(new TextDecoder(encoding).decode(bytes)))
    return isFound ? await rm(path, { force: true }) : undefined
  }
  const text = bytes.toString('utf8')
  const records = path.endsWith('.csv') ? recordsOf(text) : text.split(/(?<=\n)/)
  const left = records.filter((record) => !isNamed(record))
  if (left.length < records.length) await writeFile(path, left.join(''), { mode: 0o600 })
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
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
