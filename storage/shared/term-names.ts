import type { WorkspaceId } from '../../src/core/identity.ts'
import type { Reader } from './engine.ts'
import { inParts } from './sql-text.ts'

const IDS_A_QUERY = 500
const REMEMBERED_IDS = 30_000

/** The names that ids of terms stand for; they never change, so those of late are remembered. */
export class TermNames {
  private readonly names = new Map<number, string>()

  /** Returns the names of ids; none for those that are not stored. */
  async of(
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
    if (this.names.size > REMEMBERED_IDS) this.names.clear()
    for (const part of inParts(unknown, IDS_A_QUERY)) {
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
