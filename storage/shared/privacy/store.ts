import type { WorkspaceId } from '../../../src/core/identity.ts'
import type { Erased, Person, Tombstone } from '../../../src/core/privacy.ts'
import type { PrivacyStore } from '../../../src/core/store.ts'
import type { Dictionary } from '../dictionary.ts'
import { DIMENSION_CODES } from '../dimension-codes.ts'
import type { Engine, Writer } from '../engine.ts'
import { storable } from '../text.ts'
import { findWorkspace } from '../workspaces.ts'
import { type ErasedRows, eraseRows } from './erase.ts'
import { eraseDelivery } from './erase-delivery.ts'
import { tellingNames, withinJson } from './needles.ts'
import { holds } from './person-rows.ts'
import { expireOld } from './retention.ts'
import { currentSalt, dimensionOf, Forgotten, hashOf, listTombstones } from './tombstones.ts'
import { tracesOf } from './traces.ts'

const TERMS_A_PAGE = 5_000

/** The names that a process remembers of a workspace. */
export interface Dictionaries {
  of(workspace: WorkspaceId): Dictionary
  /** What was remembered may be gone from the database. */
  clear(workspace: WorkspaceId): void
}

/** Returns what is stored of single people, and how it is erased. */
export function createPrivacyStore(engine: Engine, dictionaries: Dictionaries): PrivacyStore {
  const { db } = engine

  async function eraseAll(
    workspace: WorkspaceId,
    persons: readonly Person[],
    tombstones: readonly Tombstone[],
  ): Promise<readonly ErasedRows[]> {
    const done = await engine.write(async (trx) => {
      for (const tombstone of tombstones) await insertTombstone(trx, workspace, tombstone)
      const rows: ErasedRows[] = []
      for (const person of persons) {
        rows.push(await eraseRows(engine, trx, dictionaries.of(workspace), workspace, person))
      }
      const names = rows.flatMap((each) => each.names)
      const needles = [
        ...tellingNames(names).map(withinJson),
        ...rows.flatMap((each) => each.pieces),
      ]
      if (engine.name === 'sqlite' && needles.length > 0) {
        for (let first = 0; first < needles.length; first += 100) {
          const part = needles.slice(first, first + 100)
          await trx
            .deleteFrom('relay')
            .where(holds(engine, ['content'], part))
            .execute()
        }
      }
      return rows
    })
    dictionaries.clear(workspace)
    const base = await engine.delivery()
    await eraseDelivery(
      engine,
      base,
      done.flatMap((each) => each.names),
      done.flatMap((each) => each.pieces),
    )
    return done
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
            dimension: DIMENSION_CODES[person.dimension],
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
        return row && { dimension: dimensionOf(row.dimension), name: row.name }
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
    async erase(workspace, person, tombstone): Promise<Erased> {
      const [rows] = await eraseAll(workspace, [person], [tombstone])
      return rows?.erased ?? { feedback: 0, mentions: 0, reports: 0, messages: 0, log: 0 }
    },
    scrub: () => engine.scrub(),
    tombstones: () => listTombstones(db),
    async adopt(tombstones) {
      const known = new Set((await listTombstones(db)).map(keyOf))
      const fresh = tombstones.filter((each) => !known.has(keyOf(each)))
      let persons = 0
      for (const name of new Set(fresh.map((each) => each.workspace))) {
        const workspace = (await findWorkspace(db, name))?.id
        if (workspace === undefined) continue
        const own = fresh.filter((each) => each.workspace === name)
        const back = await whoCameBack(engine, workspace, own)
        await eraseAll(workspace, back, own)
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
    .values({ ws: workspace, dimension: DIMENSION_CODES[dimension], salt, hash, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Returns the people whom the tombstones name and who are stored. */
async function whoCameBack(
  engine: Engine,
  workspace: WorkspaceId,
  tombstones: readonly Tombstone[],
): Promise<readonly Person[]> {
  const forgotten = new Forgotten(tombstones)
  const found: Person[] = []
  for (const dimension of new Set(tombstones.map((each) => each.dimension))) {
    let last = 0
    for (;;) {
      const rows = await engine.db
        .selectFrom('term')
        .select(['id', 'name'])
        .where('ws', '=', workspace)
        .where('id', '>', last)
        .where('dimension', '=', DIMENSION_CODES[dimension])
        .orderBy('id')
        .limit(TERMS_A_PAGE)
        .execute()
      for (const { name } of rows)
        if (forgotten.has(dimension, name)) found.push({ dimension, name })
      last = rows.at(-1)?.id ?? 0
      if (rows.length < TERMS_A_PAGE) break
    }
  }
  return found
}
