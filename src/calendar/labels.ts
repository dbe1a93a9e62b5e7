import { Temporal } from 'temporal-polyfill'
import type { CivilDate, EpochSeconds } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'
import type { Period, PeriodUnit } from '../core/period.ts'
import { closeDays, dateFormat, formatDays } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { civilDate, dayNumber, zoneCalendar } from './zone.ts'

const ROMAN = ['I', 'II', 'III', 'IV']

function timeOfDay(at: EpochSeconds, zone: string): string {
  const time = Temporal.Instant.fromEpochMilliseconds(at * 1000).toZonedDateTimeISO(zone)
  return time.toPlainTime().toString({ smallestUnit: 'minute' })
}

/**
 * Returns the period's days as absolute dates: “9–15 Nov 2026”. An unfinished
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

/**
 * Returns a short label for each of consecutive periods of one unit, for a chart
 * axis: “9 Nov”, “9–15 Nov”, “Nov”, “Q4 2026”, “2026”. Where the periods are of
 * more than one year, days, weeks and months show it where it begins.
 */
export function axisLabels(
  periods: readonly Pick<Period, 'from' | 'to'>[],
  unit: PeriodUnit,
  locale: Locale,
): readonly string[] {
  if (unit === 'quarter') return periods.map((period) => quarterLabel(period.from, locale))
  if (unit === 'year') return periods.map((period) => period.from.slice(0, 4))
  const plain = axisFormat(unit, locale, false)
  const withYear = axisFormat(unit, locale, true)
  const lastDay = ({ to }: Pick<Period, 'to'>): CivilDate => civilDate(dayNumber(to) - 1)
  const years = periods.flatMap((period) => [period.from.slice(0, 4), lastDay(period).slice(0, 4)])
  const several = new Set(years).size > 1
  return periods.map((period, index) => {
    const begins =
      years[2 * index] !== years[2 * index - 1] || years[2 * index] !== years[2 * index + 1]
    const format = several && begins ? withYear : plain
    const first = atMidnight(period.from)
    return unit === 'month'
      ? format.format(first)
      : closeDays(format.formatRange(first, atMidnight(lastDay(period))))
  })
}

function quarterLabel(from: CivilDate, locale: Locale): string {
  const quarter = Math.ceil(Number(from.slice(5, 7)) / 3)
  const roman = ROMAN[quarter - 1] ?? ''
  return translator(locale)('parse:label.quarter', { quarter, roman, year: from.slice(0, 4) })
}

function axisFormat(unit: PeriodUnit, locale: Locale, withYear: boolean): Intl.DateTimeFormat {
  const year = withYear ? { year: 'numeric' as const } : {}
  const month = unit === 'month' && locale === 'lt' && !withYear ? 'long' : 'short'
  const day = unit === 'month' ? {} : { day: 'numeric' as const }
  return dateFormat(locale, { ...day, month, ...year, timeZone: 'UTC' })
}

function atMidnight(day: CivilDate): Date {
  return new Date(`${day}T00:00:00Z`)
}
