import type { DeliveryBase } from '../delivery/base.ts'
import { EVENT_STATES, PART } from '../delivery/schema.ts'
import type { Engine } from '../engine.ts'
import { tellingNames, withinJson } from './needles.ts'
import { holds } from './person-rows.ts'

/**
 * Empties the inbox and the outbox of what they no longer need, and of what names a person
 * or quotes their words.
 */
export async function eraseDelivery(
  engine: Pick<Engine, 'name'>,
  base: DeliveryBase,
  names: readonly string[],
  pieces: readonly string[],
): Promise<void> {
  const needles = [...new Set([...tellingNames(names).map(withinJson), ...pieces])]
  await base.write(async (trx) => {
    await trx
      .updateTable('inbox')
      .set({ payload: '', reply: null })
      .where('state', '>', EVENT_STATES.open)
      .execute()
    await trx
      .updateTable('outbox')
      .set({ payload: '' })
      .where('state', '>=', PART.sent)
      .where('payload', '<>', '')
      .execute()
    for (let first = 0; first < needles.length; first += 100) {
      const part = needles.slice(first, first + 100)
      await trx
        .updateTable('outbox')
        .set({ payload: '', state: PART.dead, ended_at: base.now(), detail: 'forgotten' })
        .where('state', '<', PART.sent)
        .where(holds(engine, ['payload'], part))
        .execute()
      await trx
        .updateTable('inbox')
        .set({ payload: '', reply: null, state: EVENT_STATES.done, done_at: base.now() })
        .where('state', '=', EVENT_STATES.open)
        .where(holds(engine, ['payload'], part))
        .execute()
    }
    if (names.length > 0) {
      await trx
        .deleteFrom('button_line')
        .where(holds(engine, ['line'], names))
        .execute()
    }
  })
}
