import { UserError } from '../core/errors.ts'
import type { Period } from '../core/period.ts'
import { nearestPeriod } from './nearest-period.ts'
import { type PeriodEnvironment, periodOfPhrase } from './period-dates.ts'
import { periodPhrase } from './period-phrase.ts'
import { cleanLine } from './text.ts'

/** Longer texts are not read as periods. */
export const LONGEST_PERIOD = 100

/**
 * Returns the period that the text names in any of the bot's languages. Throws a
 * UserError, with a suggestion where a known phrase is near, for anything else.
 */
export function parsePeriod(text: string, environment: PeriodEnvironment): Period {
  const cleaned = cleanLine(text).trim()
  const phrase = cleaned.length <= LONGEST_PERIOD ? periodPhrase(cleaned) : undefined
  if (phrase) return periodOfPhrase(phrase, environment)
  const shown = cleaned.slice(0, LONGEST_PERIOD)
  const nearest = nearestPeriod(shown)
  if (nearest === undefined) throw new UserError('parse.unknown_period', { period: shown })
  throw new UserError('parse.unknown_period_nearest', { period: shown, nearest }, nearest)
}
