import { createHmac, randomBytes } from 'node:crypto'
import type { EpochSeconds, WorkspaceId } from '../../../src/core/identity.ts'
import { FORGETTABLE, type Forgettable, type Tombstone } from '../../../src/core/privacy.ts'
import { fold } from '../../../src/language/fold.ts'
import { DIMENSION_CODES } from '../dimension-codes.ts'
import type { Reader } from '../engine.ts'
import { storable } from '../text.ts'

const SALT_BYTES = 32
/** Those of feedback have the number of their dimension. */
const CODES: Readonly<Record<Forgettable, number>> = {
  customer: DIMENSION_CODES.customer,
  author: DIMENSION_CODES.author,
  account: 101,
  respondent: 102,
}

/** Returns the hash that stands for a name; spellings of one name have the same. */
export function hashOf(salt: string, dimension: Forgettable, name: string): string {
  return createHmac('sha256', Buffer.from(salt, 'hex'))
    .update(`${dimension}\n${fold(storable(name))}`)
    .digest('hex')
}

/** Returns the key for new hashes: that of the ones there are, so that a name is hashed once. */
export async function currentSalt(db: Reader): Promise<string> {
  const known = await db.selectFrom('tombstone').select('salt').limit(1).executeTakeFirst()
  return known?.salt ?? randomBytes(SALT_BYTES).toString('hex')
}

/** People of a workspace who are to stay forgotten. */
export class Forgotten {
  private readonly hashes: ReadonlyMap<Forgettable, ReadonlyMap<string, ReadonlySet<string>>>
  readonly count: number

  constructor(rows: readonly Pick<Tombstone, 'dimension' | 'salt' | 'hash'>[]) {
    this.count = rows.length
    const hashes = new Map<Forgettable, Map<string, Set<string>>>()
    for (const { dimension, salt, hash } of rows) {
      const bySalt = hashes.get(dimension) ?? new Map<string, Set<string>>()
      hashes.set(dimension, bySalt)
      bySalt.set(salt, (bySalt.get(salt) ?? new Set()).add(hash))
    }
    this.hashes = hashes
  }

  has(dimension: Forgettable, name: string): boolean {
    for (const [salt, hashes] of this.hashes.get(dimension) ?? []) {
      if (hashes.has(hashOf(salt, dimension, name))) return true
    }
    return false
  }
}

/** Returns who is forgotten in a workspace, as hashes. */
export async function forgottenIn(db: Reader, workspace: WorkspaceId): Promise<Forgotten> {
  const rows = await db
    .selectFrom('tombstone')
    .select(['dimension', 'salt', 'hash'])
    .where('ws', '=', workspace)
    .execute()
  return new Forgotten(rows.map((row) => ({ ...row, dimension: forgettableOf(row.dimension) })))
}

/** Returns how many hashes there are. */
export async function countForgotten(db: Reader, workspace: WorkspaceId): Promise<number> {
  const row = await db
    .selectFrom('tombstone')
    .select((select) => select.fn.countAll().as('count'))
    .where('ws', '=', workspace)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** Returns the hashes of all workspaces, the oldest first. */
export async function listTombstones(db: Reader): Promise<Tombstone[]> {
  const rows = await db
    .selectFrom('tombstone')
    .innerJoin('workspace', 'workspace.id', 'tombstone.ws')
    .select(['workspace.name', 'dimension', 'salt', 'hash', 'at'])
    .orderBy('at')
    .orderBy('hash')
    .execute()
  return rows.map(({ name, dimension, salt, hash, at }) => ({
    workspace: name,
    dimension: forgettableOf(dimension),
    salt,
    hash,
    at: Number(at) as EpochSeconds,
  }))
}

/** Returns the number under which it is stored as what somebody is to be forgotten. */
export function codeOf(dimension: Forgettable): number {
  return CODES[dimension]
}

/** Returns what is stored under a number of `codeOf`. */
export function forgettableOf(code: number): Forgettable {
  return FORGETTABLE.find((dimension) => CODES[dimension] === code) ?? 'customer'
}
