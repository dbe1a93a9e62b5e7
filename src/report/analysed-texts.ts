import type { CommandContext } from '../core/command.ts'
import type { Period } from '../core/period.ts'
import type { Frame } from './chart-frame.ts'
import { filtersOf } from './inquiry.ts'
import type { OpinionRow } from './opinions.ts'

/** Returns the period that was asked for. */
export function periodOf({ arguments: { period } }: CommandContext): Period {
  if (!period) throw new RangeError('the command has a default period')
  return period
}

/** Returns how many texts were analysed in a range. */
export function textsIn(rows: readonly OpinionRow[], range: number): number {
  return rows.reduce(
    (sum, row) => sum + (row.range === range && row.aspect === null ? row.tally.n : 0),
    0,
  )
}

/** Returns what a picture of analysed texts says of the question. */
export function textFrame(context: CommandContext, period: Period, n: number): Frame {
  const { workspace } = context
  return { period, n, counted: 'texts', filters: filtersOf(context), sample: workspace.sample }
}

/** Returns the fact that a period is still running, where it is. */
export function unfinished(
  { complete, shape }: Period,
  compared: boolean,
): { readonly unfinished?: 'compared' | 'alone' } {
  if (complete || shape.type === 'all') return {}
  return { unfinished: compared ? 'compared' : 'alone' }
}
