import type { Breakdown } from '../src/core/command.ts'
import type { TimeUnit } from '../src/core/period.ts'
import { BREAKDOWNS } from './metric-command.ts'

const UNITS: readonly Breakdown[] = ['day', 'week', 'month', 'quarter', 'year']

/** What texts can be cut by: all but the surveys, which ask for scores, and their own sentiment. */
export const TEXT_BREAKDOWNS: readonly Breakdown[] = BREAKDOWNS.filter(
  (by) => by !== 'survey' && by !== 'sentiment',
)

/** Returns whether a breakdown is by time. */
export function isTimeUnit(by: Breakdown): by is TimeUnit {
  return UNITS.includes(by)
}
