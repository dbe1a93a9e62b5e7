import { Temporal } from 'temporal-polyfill'
import type { CivilDate, EpochSeconds } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'
import type { Period, PeriodUnit } from '../core/period.ts'
import { formatDays } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { civilDate, dayNumber, zoneCalendar } from './zone.ts'

const ROMAN = ['I', 'II', 'III', 'IV']

function timeOfDay(at: EpochSeconds, zone: string): string {
  const time = Temporal.Instant.fromEpochMilliseconds(at * 1000).toZonedDateTimeISO(zone)
  return time.toPlainTime().toString({ smallestUnit: 'minute' })
}

/**
 * Returns the period's days as absolute dates: “Nov 9 – 15, 2026”. An unfinished
 * one shows the days up to now and says “so far”; the elapsed part of an earlier
 * one says until what time it reaches.
 */
export function periodLabel(
  period: Omit<Period, 'label'>,
  locale: Locale,
  now: EpochSeconds,
): string {
  const translate = translator(locale)
  const lastDay = dayNumber(period.to) - 1
  const reached = zoneCalendar(period.zone).dayOf(period.end)
  const shown = Math.max(
    dayNumber(period.from),
    period.complete ? lastDay : Math.min(lastDay, reached),
  )
  const days = formatDays(period.from, civilDate(shown), locale)
  if (period.shape.type === 'all') return translate('parse:label.all', { days })
  if (period.complete) return days
  if (period.end === now) return translate('parse:label.soFar', { days })
  return translate('parse:label.until', { days, time: timeOfDay(period.end, period.zone) })
}

function utcFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
}

function atMidnight(day: CivilDate): Date {
  return new Date(`${day}T00:00:00Z`)
}

/**
 * Returns a short label for each of consecutive periods of one unit, for a chart
 * axis: days “9 Nov”, weeks by their first and last day, “Nov”, “Q4 2026”,
 * “2026”. The year is shown where the periods are of more than one.
 */
export function axisLabels(
  periods: readonly Pick<Period, 'from' | 'to'>[],
  unit: PeriodUnit,
  locale: Locale,
): readonly string[] {
  const years = new Set(periods.map((period) => period.from.slice(0, 4)))
  const withYear = years.size > 1
  const year = withYear ? { year: '2-digit' as const } : {}
  switch (unit) {
    case 'day':
    case 'week': {
      const format = utcFormat(locale, { day: 'numeric', month: 'short', ...year })
      return periods.map((period) =>
        format.formatRange(
          atMidnight(period.from),
          atMidnight(civilDate(dayNumber(period.to) - 1)),
        ),
      )
    }
    case 'month': {
      const month = locale === 'lt' && !withYear ? 'long' : 'short'
      const format = utcFormat(locale, { month, ...(withYear ? { year: 'numeric' } : {}) })
      return periods.map((period) => format.format(atMidnight(period.from)))
    }
    case 'quarter':
      return periods.map((period) => {
        const quarter = Math.ceil(Number(period.from.slice(5, 7)) / 3)
        return translator(locale)('parse:label.quarter', {
          quarter,
          roman: ROMAN[quarter - 1] ?? '',
          year: period.from.slice(0, 4),
        })
      })
    case 'year':
      return periods.map((period) => period.from.slice(0, 4))
  }
}
