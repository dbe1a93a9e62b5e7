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
  /** Rejects with a UserError for a file that is too large or cannot be read from the platform. */
  keep(file: GivenFile, owner: string): Promise<KeptFile>
  /** Undefined where there is none of that key, or another's. */
  find(key: string, owner: string): Promise<KeptFile | undefined>
  /** Notes what a file became and throws its bytes away. */
  settle(file: KeptFile, importId: ImportId): Promise<void>
}
