import type { Breakdown } from '../src/core/command.ts'
import { BREAKDOWNS } from './metric-command.ts'

/** What texts can be cut by: all but the surveys, which ask for scores, and their own sentiment. */
export const TEXT_BREAKDOWNS: readonly Breakdown[] = BREAKDOWNS.filter(
  (by) => by !== 'survey' && by !== 'sentiment',
)
