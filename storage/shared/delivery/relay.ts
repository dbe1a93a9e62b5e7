import { type Insertable, sql } from 'kysely'
import type { ButtonLine, ClaimedEvent, OutgoingPart } from '../../../src/core/delivery.ts'
import type { EventOutcome } from '../../../src/core/store.ts'
import type { Engine, Writer } from '../engine.ts'
import { inParts } from '../sql-text.ts'
import { storable } from '../text.ts'
import type { DeliveryBase } from './base.ts'
import { completeEvent } from './inbox.ts'
import { insertButtons, insertParts } from './parts.ts'
import { EVENT_STATES, type RelayTable } from './schema.ts'

const ROWS_A_STATEMENT = 100

interface Relayed extends EventOutcome {
  /** Null where the parts answer no event. */
  readonly externalId: string | null
}

/**
 * Hands over from the main database to the file of the inbox and the outbox, so
 * that effects and what is said of them are one transaction although they are two
 * files: the row is committed with the effects, and brought over as often as
 * it takes. An event whose row is there is done and is given to nobody.
 */
export class Relay {
  private readonly main: Engine
  private readonly base: () => Promise<DeliveryBase>
  private running: Promise<void> = Promise.resolve()

  constructor(main: Engine, base: () => Promise<DeliveryBase>) {
    this.main = main
    this.base = base
  }

  /** Writes what completes an event into a transaction of the main database; false where the event is not the caller's any more. */
  async completeEvent(trx: Writer, event: ClaimedEvent, outcome: EventOutcome): Promise<boolean> {
    const { platform, bot, externalId, fence } = event
    const { db } = await this.base()
    const held = await db
      .selectFrom('inbox')
      .select('fence')
      .where('platform', '=', platform)
      .where('bot', '=', bot)
      .where('external_id', '=', storable(externalId))
      .where('state', '=', EVENT_STATES.open)
      .where('fence', '=', fence)
      .executeTakeFirst()
    if (!held) return false
    return await insert(trx, [rowOf(event, externalId, { ...outcome, externalId })])
  }

  async enqueue(
    trx: Writer,
    parts: readonly OutgoingPart[],
    buttons: readonly ButtonLine[],
  ): Promise<void> {
    const rows = parts.map((part) =>
      rowOf(part, `part ${part.key}`, { parts: [part], buttons, reply: null, externalId: null }),
    )
    for (const some of inParts(rows, ROWS_A_STATEMENT)) await insert(trx, some)
  }

  /** Brings over what is committed. Resolves to false where there was nothing. */
  async flush(): Promise<boolean> {
    const waiting = await this.main.db.selectFrom('relay').select('id').limit(1).execute()
    if (waiting.length === 0) return false
    const before = this.running
    const turn = before.catch(() => undefined).then(() => this.bringOver())
    this.running = turn
    await turn
    return true
  }

  private async bringOver(): Promise<void> {
    const rows = await this.main.db
      .selectFrom('relay')
      .selectAll()
      .orderBy('id')
      .limit(500)
      .execute()
    if (rows.length === 0) return
    const base = await this.base()
    await base.write(async (trx) => {
      let unasked: Relayed[] = []
      const insertUnasked = async (): Promise<void> => {
        const all = unasked
        unasked = []
        await insertParts(
          base,
          trx,
          all.flatMap(({ parts }) => parts),
          null,
        )
        await insertButtons(
          base,
          trx,
          all.flatMap(({ buttons }) => buttons),
        )
      }
      for (const { platform, bot, content } of rows) {
        const relayed = JSON.parse(content) as Relayed
        const { externalId, ...outcome } = relayed
        if (externalId === null) unasked.push(relayed)
        else {
          await insertUnasked()
          await completeEvent(base, trx, { platform, bot, externalId, fence: null }, outcome)
        }
      }
      await insertUnasked()
    })
    const last = rows.at(-1)?.id ?? 0
    await this.main.write((trx) =>
      trx.deleteFrom('relay').where(sql<boolean>`id <= ${last}`).execute(),
    )
  }
}

function rowOf(
  { platform, bot }: { readonly platform: string; readonly bot: string },
  id: string,
  content: Relayed,
): Insertable<RelayTable> {
  return { platform, bot, external_id: storable(id), content: storable(JSON.stringify(content)) }
}

/** Returns whether any of the rows was not there yet. */
async function insert(trx: Writer, rows: readonly Insertable<RelayTable>[]): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('relay')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}
