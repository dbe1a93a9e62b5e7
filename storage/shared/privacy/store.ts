import type { EpochSeconds, WorkspaceId } from '../../../src/core/identity.ts'
import type { Erased, Person, Tombstone } from '../../../src/core/privacy.ts'
import type { PrivacyStore } from '../../../src/core/store.ts'
import type { Dictionary } from '../dictionary.ts'
import type { Engine, Writer } from '../engine.ts'
import { storable } from '../text.ts'
import { findWorkspace } from '../workspaces.ts'
import { eraseRows } from './erase.ts'
import { eraseDelivery, eraseRelay } from './erase-delivery.ts'
import { expireOld } from './retention.ts'
import { whoCameBack } from './returned.ts'
import { subjectOf } from './subject.ts'
import { codeOf, currentSalt, forgettableOf, hashOf, listTombstones } from './tombstones.ts'
import { tracesOf } from './traces.ts'

/** The names that a process remembers of a workspace. */
export interface Dictionaries {
  of(workspace: WorkspaceId): Dictionary
  /** What was remembered may be gone from the database. */
  clear(workspace: WorkspaceId): void
}

/** Returns what is stored of single people, and how it is erased. */
export function createPrivacyStore(engine: Engine, dictionaries: Dictionaries): PrivacyStore {
  const { db } = engine

  /**
   * The queues are gone through first, so that whoever is still stored after an interruption is
   * erased from them too, and once more behind, for what came in meanwhile.
   */
  async function erase(
    workspace: WorkspaceId,
    person: Person,
    tombstones: readonly Tombstone[],
    now: EpochSeconds,
  ): Promise<Erased> {
    const subject = await subjectOf(engine, db, workspace, person)
    const base = await engine.delivery()
    let posted = await eraseDelivery(base, subject, now)
    const rows = await engine.write(async (trx) => {
      for (const tombstone of tombstones) await insertTombstone(trx, workspace, tombstone)
      const erased = await eraseRows(engine, trx, dictionaries.of(workspace), workspace, person)
      if (engine.name === 'sqlite') await eraseRelay(trx, subject)
      return erased
    })
    dictionaries.clear(workspace)
    posted += await eraseDelivery(base, subject, now)
    return { ...rows, posted }
  }

  async function fresh(tombstones: readonly Tombstone[]): Promise<readonly Tombstone[]> {
    const known = new Set((await listTombstones(db)).map(keyOf))
    return tombstones.filter((each) => !known.has(keyOf(each)))
  }

  /** Returns the tombstones that are new here by the workspaces that there are. */
  async function byWorkspace(
    tombstones: readonly Tombstone[],
  ): Promise<readonly (readonly [WorkspaceId, readonly Tombstone[]])[]> {
    const unknown = await fresh(tombstones)
    const found: (readonly [WorkspaceId, readonly Tombstone[]])[] = []
    for (const name of new Set(unknown.map((each) => each.workspace))) {
      const workspace = (await findWorkspace(db, name))?.id
      if (workspace === undefined) continue
      found.push([workspace, unknown.filter((each) => each.workspace === name)])
    }
    return found
  }

  return {
    traces: (workspace, person) => tracesOf(engine, db, workspace, person),
    askForget: (workspace, tokenHash, { person, by, expiresAt }) =>
      engine.write(async (trx) => {
        await trx.deleteFrom('forget_request').where('by_user', '=', by).execute()
        await trx
          .insertInto('forget_request')
          .values({
            ws: workspace,
            token_hash: tokenHash,
            dimension: codeOf(person.dimension),
            name: storable(person.name),
            by_user: by,
            expires_at: expiresAt,
          })
          .execute()
      }),
    takeForget: (workspace, tokenHash, by, now) =>
      engine.write(async (trx) => {
        await trx.deleteFrom('forget_request').where('expires_at', '<=', now).execute()
        const row = await trx
          .deleteFrom('forget_request')
          .where('ws', '=', workspace)
          .where('token_hash', '=', tokenHash)
          .where('by_user', '=', by)
          .returning(['dimension', 'name'])
          .executeTakeFirst()
        return row && { dimension: forgettableOf(row.dimension), name: row.name }
      }),
    async tombstone(workspace, { dimension, name }, at) {
      const { name: named } = await db
        .selectFrom('workspace')
        .select('name')
        .where('id', '=', workspace)
        .executeTakeFirstOrThrow()
      const salt = await currentSalt(db)
      return { workspace: named, dimension, salt, hash: hashOf(salt, dimension, name), at }
    },
    erase: (workspace, person, tombstone) => erase(workspace, person, [tombstone], tombstone.at),
    scrub: () => engine.scrub(),
    tombstones: () => listTombstones(db),
    async returned(tombstones) {
      const found: Person[] = []
      for (const [workspace, own] of await byWorkspace(tombstones)) {
        found.push(...(await whoCameBack(engine, workspace, own)))
      }
      return found
    },
    async adopt(tombstones) {
      let persons = 0
      for (const [workspace, own] of await byWorkspace(tombstones)) {
        const back = await whoCameBack(engine, workspace, own)
        for (const person of back) {
          await erase(workspace, person, [], (own[0]?.at ?? 0) as EpochSeconds)
        }
        await engine.write(async (trx) => {
          for (const tombstone of own) await insertTombstone(trx, workspace, tombstone)
        })
        persons += back.length
      }
      if (persons > 0) await engine.scrub()
      return persons
    },
    expire: (workspace, limits, atOnce) =>
      expireOld(engine, dictionaries.of(workspace), workspace, limits, atOnce),
  }
}

function keyOf({ workspace, dimension, salt, hash }: Tombstone): string {
  return `${workspace}/${dimension}/${salt}/${hash}`
}

async function insertTombstone(
  trx: Writer,
  workspace: WorkspaceId,
  { dimension, salt, hash, at }: Tombstone,
): Promise<void> {
  await trx
    .insertInto('tombstone')
    .values({ ws: workspace, dimension: codeOf(dimension), salt, hash, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
