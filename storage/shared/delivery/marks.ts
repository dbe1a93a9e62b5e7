import type { ClaimedPart } from '../../../src/core/delivery.ts'
import { Coalescer } from '../coalescer.ts'
import type { Writer } from '../engine.ts'
import type { DeliveryBase } from './base.ts'
import { remainingLeases } from './outbox.ts'
import { type PartMade, partsSent } from './sent-parts.ts'

/** Writes down in a transaction what became of one part. */
type Mark<Outcome> = (base: DeliveryBase, trx: Writer) => Promise<Outcome>

/** Parts that one transaction or query takes at most. */
const MOST_AT_ONCE = 100

/** What is asked and told of single parts; what comes together shares a transaction. */
export function createMarks(open: () => Promise<DeliveryBase>) {
  const leases = new Coalescer(
    async (parts: readonly ClaimedPart[]) => remainingLeases(await open(), parts),
    MOST_AT_ONCE,
  )
  const sent = inTransactions(open, partsSent)
  const others = inTransactions(open, async (base, trx, marks: readonly Mark<unknown>[]) => {
    const outcomes: unknown[] = []
    for (const mark of marks) outcomes.push(await mark(base, trx))
    return outcomes
  })
  return {
    lease: (part: ClaimedPart) => leases.add(part),
    sent: (made: PartMade) => sent.add(made),
    write: <Outcome>(mark: Mark<Outcome>) => others.add(mark) as Promise<Outcome>,
  }
}

/** Where a transaction fails, each of its items is tried by itself: one cannot spoil the others. */
function inTransactions<Item, Outcome>(
  open: () => Promise<DeliveryBase>,
  work: (base: DeliveryBase, trx: Writer, items: readonly Item[]) => Promise<readonly Outcome[]>,
): Coalescer<Item, Outcome> {
  return new Coalescer(async (together) => {
    const base = await open()
    const write = (items: readonly Item[]): Promise<readonly Outcome[]> =>
      base.write((trx) => work(base, trx, items))
    try {
      return await write(together)
    } catch (error) {
      if (together.length === 1) throw error
      return together.map(async (item) => (await write([item]))[0] as Outcome)
    }
  }, MOST_AT_ONCE)
}
