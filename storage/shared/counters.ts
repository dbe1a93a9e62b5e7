import { sql } from 'kysely'
import type { Writer } from './engine.ts'

/**
 * Takes `count` ids in a row from a counter and returns the first. An id is
 * never given twice, also not after what had it was removed.
 */
export async function takeIds(
  trx: Writer,
  workspace: number,
  name: string,
  count: number,
): Promise<number> {
  const row = await trx
    .insertInto('counter')
    .values({ ws: workspace, name, next: count + 1 })
    .onConflict((conflict) =>
      conflict.columns(['ws', 'name']).doUpdateSet({ next: sql`counter.next + ${sql.lit(count)}` }),
    )
    .returning('next')
    .executeTakeFirstOrThrow()
  if (row.next > 2 ** 31 - 1) throw new RangeError(`no ids left for ${name}`)
  return row.next - count
}
