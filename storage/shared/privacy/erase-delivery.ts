import { sql } from 'kysely'
import { type OutgoingPart, retraction } from '../../../src/core/delivery.ts'
import type { EpochSeconds } from '../../../src/core/identity.ts'
import type { DeliveryBase } from '../delivery/base.ts'
import { insertParts } from '../delivery/parts.ts'
import { EVENT_STATES, PART } from '../delivery/schema.ts'
import type { Writer } from '../engine.ts'
import { isAbout, type Subject } from './subject.ts'

const ROWS_A_PAGE = 200
/** How long the platform is asked to take a message back. */
const RETRACT_SECONDS = 2 * 86_400
/** Whether a part still says anything. */
const isHeld = sql<boolean>`(payload <> '' OR memo IS NOT NULL OR detail IS NOT NULL)`

/**
 * Empties the inbox and the outbox of what they no longer need, and of what names a person
 * or quotes their words. What was posted of it is to be taken back: that goes into the outbox.
 * Returns how many messages that are.
 */
export async function eraseDelivery(
  base: DeliveryBase,
  subject: Subject,
  now: EpochSeconds,
): Promise<number> {
  return await base.write(async (trx) => {
    const posted = await eraseOutbox(base, trx, subject, now)
    await eraseInbox(base, trx, subject)
    await eraseKept(trx, subject)
    return posted
  })
}

async function eraseOutbox(
  base: DeliveryBase,
  trx: Writer,
  subject: Subject,
  now: EpochSeconds,
): Promise<number> {
  const posted: OutgoingPart[] = []
  const open: number[] = []
  let last = 0
  for (;;) {
    const rows = await trx
      .selectFrom('outbox')
      .selectAll()
      .where('id', '>', last)
      .where(isHeld)
      .orderBy('id')
      .limit(ROWS_A_PAGE)
      .execute()
    for (const row of rows) {
      const texts = [row.payload, row.memo, row.detail]
      if (!texts.some((text) => text !== null && isAbout(subject, text))) continue
      const { key, platform, bot, place, reference } = row
      if (row.state < PART.sent) open.push(row.id)
      else if (row.state === PART.sent && reference && reference !== '-') {
        posted.push({
          key: `x:${key}`,
          platform,
          bot,
          place,
          payload: retraction(reference),
          notBefore: 0 as EpochSeconds,
          giveUpAt: (now + RETRACT_SECONDS) as EpochSeconds,
        })
      }
    }
    last = rows.at(-1)?.id ?? 0
    if (rows.length < ROWS_A_PAGE) break
  }
  if (open.length > 0) {
    await trx
      .updateTable('outbox')
      .set({
        payload: '',
        memo: null,
        state: PART.dead,
        ended_at: base.now(),
        detail: 'forgotten',
      })
      .where('id', 'in', open)
      .execute()
  }
  await trx
    .updateTable('outbox')
    .set({ payload: '', memo: null, detail: null })
    .where('state', '>=', PART.sent)
    .where(isHeld)
    .execute()
  await insertParts(base, trx, posted, null)
  return posted.length
}

async function eraseInbox(base: DeliveryBase, trx: Writer, subject: Subject): Promise<void> {
  await trx
    .updateTable('inbox')
    .set({ payload: '', reply: null, detail: null })
    .where('state', '>', EVENT_STATES.open)
    .execute()
  const open = await trx
    .selectFrom('inbox')
    .select(['platform', 'bot', 'external_id', 'payload', 'reply', 'detail'])
    .where('state', '=', EVENT_STATES.open)
    .execute()
  for (const { platform, bot, external_id, payload, reply, detail } of open) {
    if (![payload, reply, detail].some((text) => text !== null && isAbout(subject, text))) continue
    await trx
      .updateTable('inbox')
      .set({
        payload: '',
        reply: null,
        detail: null,
        state: EVENT_STATES.done,
        done_at: base.now(),
      })
      .where('platform', '=', platform)
      .where('bot', '=', bot)
      .where('external_id', '=', external_id)
      .execute()
  }
}

/** Lines of buttons, and texts that outlive a restart. */
async function eraseKept(trx: Writer, subject: Subject): Promise<void> {
  for (const { key, line } of await trx.selectFrom('button_line').selectAll().execute()) {
    if (isAbout(subject, line)) await trx.deleteFrom('button_line').where('key', '=', key).execute()
  }
  for (const { name, content } of await trx.selectFrom('kept_text').selectAll().execute()) {
    if (isAbout(subject, content)) {
      await trx.deleteFrom('kept_text').where('name', '=', name).execute()
    }
  }
}

/** Drops what is on its way from the main database to the file of the outbox. */
export async function eraseRelay(trx: Writer, subject: Subject): Promise<void> {
  for (const { id, content } of await trx.selectFrom('relay').selectAll().execute()) {
    if (isAbout(subject, content)) {
      await trx.deleteFrom('relay').where(sql<boolean>`id = ${id}`).execute()
    }
  }
}
