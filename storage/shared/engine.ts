import type { Kysely, Transaction } from 'kysely'
import type { TextColumn } from '../../src/core/feedback-columns.ts'
import type { EpochSeconds, FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { PersonDimension } from '../../src/core/privacy.ts'
import type { QueryTerm } from '../../src/language/search-terms.ts'
import type { DeliveryBase } from './delivery/base.ts'
import type { BulkStatement } from './insert-columns.ts'
import type { Schema } from './schema.ts'
import type { Scope } from './scopes.ts'

export type Reader = Kysely<Schema>
export type Writer = Transaction<Schema>
export type Cell = string | number | null

/** A search entry of one item. */
export interface SearchEntry {
  readonly id: FeedbackId
  readonly at: EpochSeconds
}

/** Search entries in columns; `terms` are unprefixed, with a space between. */
export interface SearchColumns {
  readonly ids: ArrayLike<number>
  readonly times: ArrayLike<number>
  readonly terms: TextColumn
  /** The rows that have an entry, in order of time and id. */
  readonly order: readonly number[]
}

/** The parts of full-text search that differ between databases. */
export interface SearchIndex {
  /** Returns the statements that add entries, each built when it is asked for. */
  adding(ws: WorkspaceId, entries: SearchColumns): Generator<BulkStatement, undefined>
  /** Must be called while the items are still stored as they were. */
  remove(trx: Writer, ws: WorkspaceId, entries: readonly SearchEntry[]): Promise<void>
  /**
   * Returns ids of items that hold all words, newest first: by stem, or by
   * beginning where `prefix`. `where` is SQL over `f`, the feedback table.
   */
  find(
    ws: WorkspaceId,
    search: {
      readonly words: readonly QueryTerm[]
      readonly prefix: boolean
      readonly start: EpochSeconds
      readonly end: EpochSeconds
      readonly where: string
      readonly limit: number
    },
  ): Promise<readonly FeedbackId[]>
}

/** How rows are inserted that lie in columns. */
export interface BulkInsertion {
  /** How a statement begins. */
  readonly insert: string
  /** How many rows one statement holds. */
  readonly rows: number
  /**
   * SQL that cuts a text out of bytes, from one byte up to another, counted from 0; null
   * where each text is bound.
   */
  readonly cut: ((bytes: string, start: string, end: string) => string) | null
}

/** Ways into the feedback table; `id` is its primary key. */
export type FeedbackIndex = 'id' | 'feedback_report' | 'feedback_text'

/** One database under the store: what the two do in different words. */
export interface Engine {
  readonly name: 'sqlite' | 'postgres'
  readonly version: string
  /** Where the database can keep workspaces apart by itself; see the store's. */
  readonly rowSecurity?: { readonly remedy: string | null }
  readonly db: Reader
  /** The same for what is looked up beside an import: it keeps hardly anything in memory. */
  readonly aside: Reader
  readonly search: SearchIndex
  /** How many items one statement of a bulk insert holds. */
  readonly rowsPerStatement: number
  readonly bulk: BulkInsertion
  /** Returns the n-th placeholder of a statement, counted from 1. */
  placeholder(position: number): string
  /** Whose counter gives the ids of feedback: SQLite has one for all workspaces. */
  feedbackIdScope(workspace: WorkspaceId): number
  /**
   * SQL behind the table's name that makes the planner take an index, where the
   * database knows such a thing: without statistics SQLite takes any index that begins
   * with the workspace for better than the primary key.
   */
  useIndex(name: FeedbackIndex): string
  /** SQL that selects the ids of the feedback of a person, who is given by the id of the name, as SQL. */
  feedbackOf(workspace: WorkspaceId, dimension: PersonDimension, person: string): string
  /** Rows of a query as arrays in the order of `columns`; the way for many narrow rows. */
  table(sql: string, columns: readonly string[]): Promise<readonly (readonly Cell[])[]>
  /**
   * Opens the database of the inbox and the outbox: the same one, or with SQLite a file
   * beside it, so that nothing waits for an import there.
   */
  delivery(): Promise<DeliveryBase>
  /** Returns the engine as it works inside a transaction of its own that is open. */
  within(trx: Writer): Engine
  /** Runs one write transaction, with nobody writing in between. */
  write<Result>(work: (trx: Writer) => Promise<Result>): Promise<Result>
  /** Throws a StorageError where the database is known to be damaged. */
  refuseDamaged(): void
  /** Returns what a caller is told of a failure: a StorageError where it is the database's. */
  fault(error: unknown): unknown
  /** Overwrites what was deleted, in the database, its journal and its indexes. */
  scrub(): Promise<void>
  /**
   * Runs work that sees no rows but those of the scope; whatever runs in none sees no rows of
   * any workspace. Absent where the database cannot keep workspaces apart.
   */
  inScope?<Result>(scope: Scope, work: () => Result): Result
  /** Lets the planner learn from what was loaded, where it plans better for it. */
  analyze(): Promise<void>
  close(): Promise<void>
}
