import { type Selectable, sql } from 'kysely'
import type { ClaimedPart } from '../../../src/core/delivery.ts'
import type { SentMark } from '../../../src/core/store.ts'
import type { Writer } from '../engine.ts'
import { storable } from '../text.ts'
import type { DeliveryBase } from './base.ts'
import { endTrials } from './pauses.ts'
import { type OutboxTable, PART } from './schema.ts'

/** What the platform made of a part. */
export interface PartMade {
  readonly part: ClaimedPart
  readonly reference: string
  readonly url: string | null
}

/**
 * Writes down what stands on the platform, whoever holds the parts by now: that holder must
 * not send them again.
 */
export async function partsSent(
  base: DeliveryBase,
  trx: Writer,
  all: readonly PartMade[],
): Promise<readonly SentMark[]> {
  const rows = await trx
    .selectFrom('outbox')
    .select(['id', 'key', 'platform', 'bot', 'external_id', 'state', 'reference'])
    .where('key', 'in', [...new Set(all.map(({ part }) => part.key))])
    .orderBy('id')
    .$if(base.name === 'postgres', (query) => query.forUpdate())
    .execute()
  const known = new Map(rows.map((row) => [row.key, row]))
  const made = new Map<string, PartMade>()
  const marks = all.map((one): SentMark => {
    const { key } = one.part
    const row = known.get(key)
    if (!row || row.state === PART.dead) return 'known'
    const stands = made.get(key)?.reference ?? (row.state === PART.sent ? row.reference : undefined)
    if (stands !== undefined) return stands === storable(one.reference) ? 'known' : 'twice'
    made.set(key, { ...one, reference: storable(one.reference) })
    return 'sent'
  })
  const ended = rows.filter(({ key }) => made.has(key))
  if (ended.length === 0) return marks
  const each = (value: (one: PartMade) => string | null) =>
    sql<string>`CASE key ${sql.join(
      [...made].map(([key, one]) => sql`WHEN ${key} THEN CAST(${value(one)} AS TEXT)`),
      sql` `,
    )} END`
  await trx
    .updateTable('outbox')
    .set({
      state: PART.sent,
      reference: each(({ reference }) => reference),
      url: each(({ url }) => (url === null ? null : storable(url))),
      sent_at: sql<number>`(${base.now()}) / 1000`,
      ended_at: base.now(),
      detail: null,
    })
    .where('key', 'in', [...made.keys()])
    .execute()
  await endTrials(
    trx,
    ended.map(({ id }) => id),
  )
  await wipeAnswered(trx, ended)
  return marks
}

/** Empties events whose answers are out. */
async function wipeAnswered(
  trx: Writer,
  ended: readonly Pick<Selectable<OutboxTable>, 'platform' | 'bot' | 'external_id'>[],
): Promise<void> {
  const answers = ended.flatMap(({ platform, bot, external_id }) =>
    external_id === null ? [] : [{ platform, bot, id: external_id }],
  )
  if (answers.length === 0) return
  await trx
    .updateTable('inbox')
    .set({ payload: '', reply: null })
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('platform', 'bot', 'external_id'),
        'in',
        answers.map(({ platform, bot, id }) => tuple(platform, bot, id)),
      ),
    )
    .where(
      sql<boolean>`NOT EXISTS (SELECT 1 FROM outbox o WHERE o.platform = inbox.platform
        AND o.bot = inbox.bot AND o.external_id = inbox.external_id AND o.state < 3)`,
    )
    .execute()
}
