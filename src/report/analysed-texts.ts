import type { CommandContext } from '../core/command.ts'
import type { Period } from '../core/period.ts'
import type { Frame } from './chart-frame.ts'
import { filtersOf } from './inquiry.ts'
import type { OpinionRow } from './opinions.ts'

/** Returns how many texts were analysed in the period, the first of the ranges. */
export function textsIn(rows: readonly OpinionRow[]): number {
  return rows.reduce(
    (sum, { range, aspect, tally }) => sum + (range === 0 && aspect === null ? tally.n : 0),
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
