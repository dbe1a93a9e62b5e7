import { textColumn } from '../../src/batch/texts.ts'
import type { WorkspaceId } from '../../src/core/identity.ts'
import { fold } from '../../src/language/fold.ts'
import { takeIds } from './counters.ts'
import type { Engine, Reader, Writer } from './engine.ts'
import { bulkStatements, runStatements } from './insert-columns.ts'
import { RecentNames } from './recent-names.ts'
import { DIMENSION_CODES } from './schema.ts'
import { inParts } from './sql-text.ts'
import { TermIds } from './term-ids.ts'
import { TermNames } from './term-names.ts'

/** The dimensions whose names are terms; `survey` belongs to the question. */
export type NamedDimension = keyof typeof DIMENSION_CODES

const NAMES_A_QUERY = 500

/** The names of a workspace's dimensions and their ids. Neither ever changes, so both are remembered. */
export class Dictionary {
  private readonly ids: RecentNames[] = []
  private readonly names = new TermNames()
  private given: GivenIds | undefined
  /** The id that feedback will most likely get next, where something is known of it. */
  nextFeedback: number | undefined

  private recent(dimension: NamedDimension): RecentNames {
    const code = DIMENSION_CODES[dimension]
    const known = this.ids[code]
    if (known) return known
    const fresh = new RecentNames()
    this.ids[code] = fresh
    return fresh
  }

  /** Returns the ids of those names that are stored. */
  async find(
    db: Reader,
    workspace: WorkspaceId,
    dimension: NamedDimension,
    names: readonly string[],
  ): Promise<Map<string, number>> {
    const found = new Map<string, number>()
    const unknown: string[] = []
    const recent = this.recent(dimension)
    for (const name of new Set(names)) {
      const id = recent.get(name)
      if (id === undefined) unknown.push(name)
      else found.set(name, id)
    }
    for (const part of inParts(unknown, NAMES_A_QUERY)) {
      const rows = await db
        .selectFrom('term')
        .select(['name', 'id'])
        .where('ws', '=', workspace)
        .where('dimension', '=', DIMENSION_CODES[dimension])
        .where('name', 'in', part)
        .execute()
      for (const { name, id } of rows) {
        found.set(name, id)
        if (!db.isTransaction) recent.set(name, id)
      }
    }
    return found
  }

  /** Returns the ids of names, stored now where they are new. Remember them after the commit. */
  async ensure(
    engine: Engine,
    trx: Writer,
    workspace: WorkspaceId,
    wanted: ReadonlyMap<NamedDimension, ReadonlySet<string>>,
  ): Promise<TermIds> {
    const lists = [...wanted].map(([dimension, names]) => ({ dimension, names: [...names] }))
    const ids = new TermIds()
    const found = await this.ensureLists(engine, trx, workspace, lists)
    lists.forEach(({ dimension, names }, list) => {
      names.forEach((name, index) => {
        ids.set(dimension, name, found[list]?.[index] ?? 0)
      })
    })
    return ids
  }

  /** Looks lists of names up, each name once: those that are not stored have no id yet. */
  private async lookUp(
    db: Reader,
    workspace: WorkspaceId,
    lists: readonly NameList[],
  ): Promise<{ readonly ids: number[][]; readonly fresh: readonly FreshName[] }> {
    const ids: number[][] = []
    const fresh: FreshName[] = []
    for (const [list, { dimension, names }] of lists.entries()) {
      const recent = this.recent(dimension)
      const found: number[] = []
      const unknown: number[] = []
      for (const name of names) {
        const id = recent.get(name) ?? 0
        if (id === 0) unknown.push(found.length)
        found.push(id)
      }
      ids.push(found)
      if (unknown.length === 0) continue
      const missing = unknown.map((index) => names[index] ?? '')
      const stored = await this.find(db, workspace, dimension, missing)
      for (const [place, index] of unknown.entries()) {
        const name = missing[place] ?? ''
        const id = stored.get(name)
        if (id === undefined) fresh.push({ list, index, dimension, name })
        else found[index] = id
      }
    }
    return { ids, fresh }
  }

  /**
   * Returns the ids that lists of names will most likely have in a transaction that comes
   * next; undefined where that cannot be told. A guess: others may store names meanwhile.
   */
  async foresee(
    db: Reader,
    workspace: WorkspaceId,
    lists: readonly NameList[],
  ): Promise<ForeseenIds | undefined> {
    /** Before the look-up: whatever is stored after these moves the counter. */
    const { given } = this
    const { ids, fresh: unknown } = await this.lookUp(db, workspace, lists)
    if (!given) return unknown.length === 0 ? { ids, fresh: [], given } : undefined
    const fresh: FreshName[] = []
    for (const name of unknown) {
      const id = given.ids.find(name.dimension, name.name)
      put(ids, name.list, name.index, id ?? given.next + fresh.length)
      if (id === undefined) fresh.push(name)
    }
    return { ids, fresh, given }
  }

  /**
   * The same as `ensure` for lists of names, each once: the ids in the order of the names.
   * They are not looked up again where those that were foreseen cannot have changed.
   */
  async ensureLists(
    engine: Engine,
    trx: Writer,
    workspace: WorkspaceId,
    lists: readonly NameList[],
    foreseen?: ForeseenIds,
  ): Promise<readonly (readonly number[])[]> {
    if (foreseen && (foreseen.given?.committed ?? true)) {
      const { ids, fresh, given } = foreseen
      if (fresh.length === 0) return ids
      const first = await takeIds(trx, workspace, 'term', fresh.length)
      if (first === given?.next) return await this.give(engine, trx, workspace, ids, fresh, first)
    }
    const { ids, fresh } = await this.lookUp(trx, workspace, lists)
    if (fresh.length === 0) return ids
    const first = await takeIds(trx, workspace, 'term', fresh.length)
    return await this.give(engine, trx, workspace, ids, fresh, first)
  }

  /** Stores names under the ids from `first` on. Returns the lists with these ids. */
  private async give(
    engine: Engine,
    trx: Writer,
    workspace: WorkspaceId,
    lists: readonly number[][],
    fresh: readonly FreshName[],
    first: number,
  ): Promise<readonly (readonly number[])[]> {
    const ids = new TermIds()
    fresh.forEach(({ list, index, dimension, name }, place) => {
      put(lists, list, index, first + place)
      ids.set(dimension, name, first + place)
    })
    this.given = { ids, next: first + fresh.length, lists, committed: false }
    const columns = [
      { value: workspace },
      { numbers: fresh.map((_, place) => first + place) },
      { numbers: fresh.map(({ dimension }) => DIMENSION_CODES[dimension]) },
      { texts: textColumn(fresh.map(({ name }) => name)), empty: 'text' },
      { texts: textColumn(fresh.map(({ name }) => fold(name))), empty: 'text' },
    ] as const
    const into = 'term (ws,id,dimension,name,folded)'
    await runStatements(trx, bulkStatements(engine, { into }, columns, fresh.length))
    return lists
  }

  /** Keeps ids that are committed. */
  remember(terms: TermIds): void {
    for (const [dimension, name, id] of terms.entries()) this.recent(dimension).learn(name, id)
  }

  /** Keeps ids of lists that are committed. */
  rememberLists(lists: readonly NameList[], ids: readonly (readonly number[])[]): void {
    if (this.given?.lists === ids) this.given.committed = true
    for (const [list, { dimension, names }] of lists.entries()) {
      const recent = this.recent(dimension)
      const given = ids[list] ?? []
      for (const [index, name] of names.entries()) {
        if (recent.get(name) === undefined) recent.learn(name, given[index] ?? 0)
      }
    }
  }

  /** Returns the names of ids. */
  namesOf(db: Reader, workspace: WorkspaceId, ids: Iterable<number>): Promise<Map<number, string>> {
    return this.names.of(db, workspace, ids)
  }
}

/** A name that is not stored, and where its id belongs. */
interface FreshName {
  readonly list: number
  readonly index: number
  readonly dimension: NamedDimension
  readonly name: string
}

/** What the transaction gave that stored names last, and the id that comes next. */
interface GivenIds {
  readonly ids: TermIds
  readonly next: number
  /** Where it put them. */
  readonly lists: readonly (readonly number[])[]
  committed: boolean
}

/** The ids that lists of names will most likely have. */
export interface ForeseenIds {
  readonly ids: number[][]
  /** Names that will be new. */
  readonly fresh: readonly FreshName[]
  /** What was given before, if anything: neither changes while nobody else stores names. */
  readonly given: GivenIds | undefined
}

function put(ids: readonly number[][], list: number, index: number, id: number): void {
  const known = ids[list]
  if (known) known[index] = id
}

/** Names of one dimension whose ids are asked for. */
export interface NameList {
  readonly dimension: NamedDimension
  readonly names: readonly string[]
}
