import { sql } from 'kysely'
import type { ButtonLine, OutgoingPart } from '../../../src/core/delivery.ts'
import type { Writer } from '../engine.ts'
import { inParts } from '../sql-text.ts'
import { storable } from '../text.ts'
import type { DeliveryBase } from './base.ts'
import { PART } from './schema.ts'

const ROWS_A_STATEMENT = 100

/** Stores parts in their order; a key that is there stays as it is. */
export async function insertParts(
  base: DeliveryBase,
  trx: Writer,
  parts: readonly OutgoingPart[],
  externalId: string | null,
): Promise<void> {
  for (const some of inParts(parts, ROWS_A_STATEMENT)) {
    await trx
      .insertInto('outbox')
      .values(
        some.map((part) => ({
          key: storable(part.key),
          platform: part.platform,
          bot: part.bot,
          place: storable(part.place),
          payload: storable(part.payload),
          external_id: externalId,
          state: PART.pending,
          attempts: 0,
          fence: 0,
          not_before: part.notBefore * 1000,
          due: sql<number>`CASE WHEN ${sql.lit(part.notBefore * 1000)} > ${base.now()}
            THEN ${sql.lit(part.notBefore * 1000)} ELSE ${base.now()} END`,
          first_attempt_at: null,
          memo: null,
          give_up_at: part.giveUpAt,
          reference: null,
          url: null,
          sent_at: null,
          ended_at: null,
          detail: null,
        })),
      )
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute()
  }
}

export async function insertButtons(
  base: DeliveryBase,
  trx: Writer,
  buttons: readonly ButtonLine[],
): Promise<void> {
  const lines = new Map(buttons.map(({ key, line }) => [storable(key), storable(line)]))
  for (const some of inParts([...lines], ROWS_A_STATEMENT)) {
    await trx
      .insertInto('button_line')
      .values(some.map(([key, line]) => ({ key, line, given_at: base.now() })))
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet({ given_at: sql<number>`excluded.given_at` }),
      )
      .execute()
  }
}
