import { sql } from 'kysely'
import type { Digest } from '../../src/core/digest.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { DigestPlan, PlannedSlot } from '../../src/core/store.ts'
import { toDigest } from './digest-rows.ts'
import type { Engine, Writer } from './engine.ts'
import { inParts } from './sql-text.ts'

const SLOTS_A_STATEMENT = 100

/** Plans digests that are due; processes that plan at once take different ones. */
export async function planDueDigests(
  engine: Engine,
  now: EpochSeconds,
  limit: number,
  plan: (digest: Digest) => DigestPlan,
): Promise<readonly DigestPlan[]> {
  const due = engine.db
    .selectFrom('digest')
    .where('state', '=', sql.lit('active'))
    .where('next_due', '<=', now)
  if (!(await due.select('id').limit(1).executeTakeFirst())) return []
  return await engine.write(async (trx) => {
    const taken = trx
      .selectFrom('digest')
      .selectAll()
      .where('state', '=', sql.lit('active'))
      .where('next_due', '<=', now)
      .orderBy('next_due')
      .orderBy('ws')
      .orderBy('id')
      .limit(limit)
    const shared = engine.name === 'postgres'
    const rows = await (shared ? taken.forUpdate().skipLocked() : taken).execute()
    const planned = rows.map((row) => {
      const digest = toDigest(row)
      return { digest, ...plan(digest) }
    })
    await insertSlots(trx, planned)
    await moveOn(trx, planned)
    return planned
  })
}

async function moveOn(
  trx: Writer,
  planned: readonly (DigestPlan & { readonly digest: Digest })[],
): Promise<void> {
  const times = new Map<EpochSeconds | null, Digest[]>()
  for (const { digest, nextDue } of planned) {
    const together = times.get(nextDue)
    if (together) together.push(digest)
    else times.set(nextDue, [digest])
  }
  for (const [nextDue, digests] of times) {
    await trx
      .updateTable('digest')
      .set({ next_due: nextDue })
      .where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple('ws', 'id'),
          'in',
          digests.map(({ workspace, id }) => tuple(workspace, id)),
        ),
      )
      .execute()
  }
}

/** Enters slots; those that are there stay as they are. */
export async function insertSlots(
  trx: Writer,
  planned: readonly { readonly digest: Digest; readonly slots: readonly PlannedSlot[] }[],
): Promise<void> {
  const rows = planned.flatMap(({ digest, slots }) =>
    slots.map(({ date, dueAt, state }) => ({
      ws: digest.workspace,
      digest: digest.id,
      date,
      due_at: dueAt,
      state,
      attempts: 0,
      fence: 0,
      free_at: 0,
      queued_at: null,
      detail: null,
    })),
  )
  for (const some of inParts(rows, SLOTS_A_STATEMENT)) {
    await trx
      .insertInto('digest_slot')
      .values([...some])
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}
