import type { EpochSeconds, ImportId } from './identity.ts'

/** A file that somebody dropped into a chat; nothing of it was read yet. */
export interface GivenFile {
  /** As the platform shows it; a word from outside. */
  readonly name: string
  /** Bytes, where the platform says how many. */
  readonly size: number | null
  /**
   * Begins to read it from the platform. Rejects with a UserError of the `drop` locale
   * files where it cannot be had.
   */
  open(): Promise<AsyncIterable<Uint8Array>>
}

/** A given file that is kept for a while, to be looked at and brought in. */
export interface KeptFile {
  /** Tells it among all others; nobody can guess it. */
  readonly key: string
  /** Where its bytes are, until it is settled. */
  readonly path: string
  /** Harmless: without folders and signs that nobody sees. */
  readonly name: string
  readonly size: number
  readonly keptAt: EpochSeconds
  /** What it became; null until then. */
  readonly importId: ImportId | null
}

/** Keeps given files for a day at the longest, each for the one who gave it alone. */
export interface FileShelf {
  /** Bytes; larger files are refused. */
  readonly largest: number
  /**
   * Rejects with a UserError for a file that is too large or cannot be read from the platform,
   * with a StorageError where there is no room for it.
   */
  keep(file: GivenFile, owner: string): Promise<KeptFile>
  /** Undefined where there is none of that key, or another's. */
  find(key: string, owner: string): Promise<KeptFile | undefined>
  /** Notes what a file became and throws its bytes away. */
  settle(file: KeptFile, importId: ImportId): Promise<void>
}

const ENDINGS = ['.csv', '.tsv', '.tab', '.txt', '.jsonl', '.ndjson', '.json', '.xlsx', '.xls']

/** Returns the ending that says what a table is written in; empty for any other name. */
export function tableEnding(name: string): string {
  const lower = name.toLowerCase()
  return ENDINGS.find((ending) => lower.endsWith(ending)) ?? ''
}

/**
 * Returns the line of a message that a file came with: what it says where that calls a
 * command, and the import of the file where it is plain words or nothing.
 */
export function lineWithFile(said: string, isCommand: (name: string) => boolean): string {
  const [first = ''] = said.trim().replace(/^\//, '').split(/\s/)
  return isCommand(first.toLowerCase()) ? said : 'import'
}
