import type { WorkspaceId } from '../../src/core/identity.ts'
import { fold } from '../../src/language/fold.ts'
import { takeIds } from './counters.ts'
import type { Engine, Reader, Writer } from './engine.ts'
import { DIMENSION_CODES } from './schema.ts'
import { inParts, insertRows } from './sql-text.ts'

/** The dimensions whose names are terms; `survey` belongs to the question. */
export type NamedDimension = keyof typeof DIMENSION_CODES

const NAMES_A_QUERY = 500
const REMEMBERED = 100_000

/** The names of a workspace's dimensions and their ids. Neither ever changes, so both are remembered. */
export class Dictionary {
  private ids = new TermIds()
  private readonly names = new Map<number, string>()

  /** Returns what is remembered of a name. */
  known(dimension: NamedDimension, name: string): number | undefined {
    return this.ids.find(dimension, name)
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
    for (const name of new Set(names)) {
      const id = this.known(dimension, name)
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
        if (!db.isTransaction) this.ids.set(dimension, name, id)
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
    const ids = new TermIds()
    const fresh: { dimension: NamedDimension; name: string }[] = []
    for (const [dimension, names] of wanted) {
      const found = await this.find(trx, workspace, dimension, [...names])
      for (const name of names) {
        const id = found.get(name)
        if (id === undefined) fresh.push({ dimension, name })
        else ids.set(dimension, name, id)
      }
    }
    if (fresh.length === 0) return ids
    const first = await takeIds(trx, workspace, 'term', fresh.length)
    fresh.forEach(({ dimension, name }, index) => {
      ids.set(dimension, name, first + index)
    })
    await insertRows(
      engine,
      trx,
      { into: 'term (ws,id,dimension,name,folded)' },
      fresh.map(({ dimension, name }, index) => [
        workspace,
        first + index,
        DIMENSION_CODES[dimension],
        name,
        fold(name),
      ]),
    )
    return ids
  }

  /** Keeps ids that are committed. */
  remember(terms: TermIds): void {
    if (this.ids.size > REMEMBERED) this.ids = new TermIds()
    this.ids.add(terms)
  }

  /** Returns the names of ids. */
  async namesOf(
    db: Reader,
    workspace: WorkspaceId,
    ids: Iterable<number>,
  ): Promise<Map<number, string>> {
    const found = new Map<number, string>()
    const unknown: number[] = []
    for (const id of new Set(ids)) {
      const name = this.names.get(id)
      if (name !== undefined) found.set(id, name)
      else if (id !== 0) unknown.push(id)
    }
    if (this.names.size > REMEMBERED) this.names.clear()
    for (const part of inParts(unknown, NAMES_A_QUERY)) {
      const rows = await db
        .selectFrom('term')
        .select(['id', 'name'])
        .where('ws', '=', workspace)
        .where('id', 'in', part)
        .execute()
      for (const { id, name } of rows) {
        found.set(id, name)
        if (!db.isTransaction) this.names.set(id, name)
      }
    }
    return found
  }
}

/** Ids by dimension and name. */
export class TermIds {
  private readonly byDimension: Map<string, number>[] = []
  size = 0

  set(dimension: NamedDimension, name: string, id: number): void {
    const ids = this.of(DIMENSION_CODES[dimension])
    this.size -= ids.size
    ids.set(name, id)
    this.size += ids.size
  }

  find(dimension: NamedDimension, name: string): number | undefined {
    return this.byDimension[DIMENSION_CODES[dimension]]?.get(name)
  }

  /** Returns 0 for null. */
  get(dimension: NamedDimension, name: string | null): number {
    if (name === null) return 0
    const id = this.find(dimension, name)
    if (id === undefined) throw new Error(`the ${dimension} "${name}" has no id`)
    return id
  }

  add(others: TermIds): void {
    others.byDimension.forEach((names, code) => {
      const ids = this.of(code)
      this.size -= ids.size
      for (const [name, id] of names) ids.set(name, id)
      this.size += ids.size
    })
  }

  private of(code: number): Map<string, number> {
    const known = this.byDimension[code]
    if (known) return known
    const ids = new Map<string, number>()
    this.byDimension[code] = ids
    return ids
  }
}
