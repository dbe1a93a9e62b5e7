import { isoInstant } from '../calendar/iso-instant.ts'
import { UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'
import { parsePeriod } from '../parse/index.ts'

/**
 * Returns when something was said or done. A day is meant as its noon, so that no zone makes
 * another day of it, or as now where that is later. Throws a UserError for what is yet to come
 * and for what is no time.
 */
export function readTime(
  text: string,
  {
    now,
    zone,
    locale,
  }: { readonly now: EpochSeconds; readonly zone: string; readonly locale: Locale },
): EpochSeconds {
  const instant = /\d[T ]\d/i.test(text) ? isoInstant(text, zone) : undefined
  if (instant === undefined && /\d[T:]\d/i.test(text)) {
    throw new UserError('moderation.no-time', { value: text.slice(0, 40) })
  }
  const start = instant ?? parsePeriod(text, { now, zone, locale, span: undefined }).start
  if (start > now) throw new UserError('moderation.not-said-yet', { value: text.slice(0, 40) })
  return instant ?? (Math.min(now, start + 43_200) as EpochSeconds)
}
