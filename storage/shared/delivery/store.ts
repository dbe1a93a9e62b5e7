import type { InboundEvent } from '../../../src/core/delivery.ts'
import type { DeliveryStore } from '../../../src/core/store.ts'
import { Coalescer } from '../coalescer.ts'
import type { Engine } from '../engine.ts'
import { storable } from '../text.ts'
import type { DeliveryBase } from './base.ts'
import { claimParts } from './claim-parts.ts'
import {
  claimEvents,
  completeEvent,
  failEvent,
  postponeEvent,
  receiveAll,
  renewEvents,
} from './inbox.ts'
import { createMarks } from './marks.ts'
import {
  answeredEvent,
  movePlace,
  notePart,
  partDead,
  partLater,
  partStates,
  replaceParts,
} from './outbox.ts'
import { insertButtons, insertParts } from './parts.ts'
import { pause } from './pauses.ts'
import type { Relay } from './relay.ts'
import {
  countOn,
  depth,
  forgetDelivered,
  keepText,
  keptText,
  lead,
  leaders,
  releaseHeld,
} from './upkeep.ts'

/** Events that one commit takes at most. */
const MOST_EVENTS = 200

/**
 * Returns the inbox and the outbox in a database; it is opened with the first
 * call. With a relay, events that it completed are brought over before any are given out.
 */
export function createDeliveryStore(
  open: () => Promise<DeliveryBase>,
  relay: Relay | undefined,
): DeliveryStore {
  const receiving = new Coalescer<InboundEvent, 'new' | 'known'>(async (events) => {
    const fresh = await receiveAll(await open(), events)
    return events.map((_, index) => (fresh.has(index) ? 'new' : 'known'))
  }, MOST_EVENTS)
  const marks = createMarks(open)
  return {
    receive: (event) => receiving.add(event),
    async claimEvents(platform, bot, limit, leaseSeconds) {
      await relay?.flush()
      return await claimEvents(await open(), platform, bot, limit, leaseSeconds)
    },
    async completeEvent(event, outcome) {
      const base = await open()
      return await base.write((trx) => completeEvent(base, trx, event, outcome))
    },
    failEvent: async (event, detail, seconds) => failEvent(await open(), event, detail, seconds),
    renewEvents: async (events, seconds) => renewEvents(await open(), events, seconds),
    postponeEvent: async (event, seconds) => postponeEvent(await open(), event, seconds),
    async enqueue(parts, buttons) {
      const base = await open()
      await base.write(async (trx) => {
        await insertParts(base, trx, parts, null)
        await insertButtons(base, trx, buttons)
      })
    },
    async claimParts(platform, bot, limit, leaseSeconds) {
      await relay?.flush()
      return await claimParts(await open(), platform, bot, limit, leaseSeconds)
    },
    notePart: (part, memo) => marks.write((_, trx) => notePart(trx, part, memo)),
    remainingLease: (part) => marks.lease(part),
    partSent: (part, reference, url) => marks.sent({ part, reference, url }),
    partLater: (part, back) => marks.write((base, trx) => partLater(base, trx, part, back)),
    partDead: (part, detail) => marks.write((base, trx) => partDead(base, trx, part, detail)),
    answeredEvent: async (part) => answeredEvent((await open()).db, part),
    replaceParts: async (part, detail, parts, buttons) =>
      replaceParts(await open(), part, detail, parts, buttons),
    pause: async (platform, bot, place, seconds) =>
      pause(await open(), platform, bot, place, seconds),
    movePlace: async (platform, bot, from, to) => movePlace(await open(), platform, bot, from, to),
    partStates: async (prefix) => partStates((await open()).db, prefix),
    async buttonLine(key) {
      const { db } = await open()
      const row = await db
        .selectFrom('button_line')
        .select('line')
        .where('key', '=', storable(key))
        .executeTakeFirst()
      return row?.line
    },
    depth: async () => depth((await open()).db),
    releaseHeld: async () => releaseHeld(await open()),
    countOn: async (day, what) => countOn(await open(), day, what),
    kept: async (name) => keptText((await open()).db, name),
    keep: async (name, text) => keepText(await open(), name, text),
    lead: async (name, holder, seconds) => lead(await open(), name, holder, seconds),
    leaders: async (prefix) => leaders(await open(), prefix),
    forgetDelivered: async (payloads, ids, posted) =>
      forgetDelivered(await open(), payloads, ids, posted),
  }
}

/** Returns the inbox and the outbox as seen from a transaction of the main database. */
export function deliveryWithin(
  engine: Engine,
  outer: DeliveryStore,
  relay: Relay | undefined,
): DeliveryStore {
  if (!relay) return createDeliveryStore(() => engine.delivery(), undefined)
  return {
    ...outer,
    completeEvent: (event, outcome) =>
      engine.write((trx) => relay.completeEvent(trx, event, outcome)),
    enqueue: (parts, buttons) => engine.write((trx) => relay.enqueue(trx, parts, buttons)),
  }
}
