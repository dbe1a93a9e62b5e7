import type { CivilDate, EpochSeconds } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'

const numberFormats = new Map<string, Intl.NumberFormat>()
const dateFormats = new Map<string, Intl.DateTimeFormat>()

function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = numberFormats.get(key)
  if (known) return known
  const format = new Intl.NumberFormat(locale, options)
  numberFormats.set(key, format)
  return format
}

/** English dates are written day first, with a clock of 24 hours, as most of the bot's readers write them. */
function dateLanguage(locale: Locale): string {
  return locale === 'en' ? 'en-GB' : locale
}

/** Returns the format of dates in the locale; each is made once. */
export function dateFormat(
  locale: Locale,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = dateFormats.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat(dateLanguage(locale), options)
  dateFormats.set(key, format)
  return format
}

/** Returns a number in the locale's form with a true minus sign, rounded to `decimals` (default 1). */
export function formatNumber(
  value: number,
  locale: Locale,
  options: { readonly decimals?: number; readonly signed?: boolean } = {},
): string {
  const decimals = options.decimals ?? 1
  return numberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: options.signed ? 'exceptZero' : 'negative',
  })
    .format(value)
    .replace('-', '−')
}

/** Returns a whole number with the locale's group separators. */
export function formatCount(value: number, locale: Locale): string {
  return formatNumber(value, locale, { decimals: 0 })
}

/**
 * Returns a length of time in its two greatest units: `25 min`, `3 hr 12 min`, `2 days 4 hr`.
 * Of nothing and less, its sign is told by the caller.
 */
export function formatDuration(hours: number, locale: Locale): string {
  const minutes = Math.round(hours * 60)
  const told = (value: number, unit: 'day' | 'hour' | 'minute') =>
    numberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value)
  if (minutes < 60) return told(Math.max(0, minutes), 'minute')
  const whole = Math.round(minutes / 60)
  const [great, small, first, second] =
    minutes < 48 * 60
      ? ([Math.floor(minutes / 60), minutes % 60, 'hour', 'minute'] as const)
      : ([Math.floor(whole / 24), whole % 24, 'day', 'hour'] as const)
  return small === 0 ? told(great, first) : `${told(great, first)} ${told(small, second)}`
}

/** Returns a calendar day such as “9 Nov 2026”. */
export function formatDay(day: CivilDate, locale: Locale): string {
  return dateFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}

/** Returns a range of calendar days, both ends included, such as “9–15 Nov 2026”. */
export function formatDays(first: CivilDate, last: CivilDate, locale: Locale): string {
  const format = dateFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  return closeDays(
    format.formatRange(new Date(`${first}T00:00:00Z`), new Date(`${last}T00:00:00Z`)),
  )
}

/** Takes out the spaces between two days of one month, which CLDR sets in some languages only. */
export function closeDays(range: string): string {
  return range.replace(/^(\d{1,2})\p{Zs}–\p{Zs}(?=\d{1,2}\p{Zs}\p{L})/u, '$1–')
}

/** Returns a day and a time of day in a zone. */
export function formatInstant(at: EpochSeconds, locale: Locale, zone: string): string {
  return dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(
    new Date(at * 1000),
  )
}
