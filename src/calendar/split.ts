import type { CivilDate, EpochSeconds } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'
import type { Period, PeriodUnit } from '../core/period.ts'
import { periodLabel } from './labels.ts'
import { addUnits, unitStart } from './units.ts'
import { dayNumber, zoneCalendar } from './zone.ts'

/**
 * Returns the period cut into consecutive calendar units. The first and the last
 * are clipped to it; of an unfinished period the last is the one that holds its
 * end, unfinished too.
 */
export function splitPeriod(period: Period, unit: PeriodUnit, locale: Locale): readonly Period[] {
  const calendar = zoneCalendar(period.zone)
  const startOf = (date: CivilDate): EpochSeconds => calendar.startOfDay(dayNumber(date))
  const parts: Period[] = []
  let from = period.from
  while (from < period.to && startOf(from) <= period.end) {
    const next = addUnits(unitStart(from, unit), unit, 1)
    const clipped = next > period.to
    const to = clipped ? period.to : next
    const finish = startOf(to)
    const complete = finish <= period.end
    const whole = from === unitStart(from, unit) && !clipped
    const part = {
      from,
      to,
      zone: period.zone,
      start: startOf(from),
      end: complete ? finish : period.end,
      complete,
      shape: whole
        ? ({ type: 'calendar', unit, count: 1 } as const)
        : ({ type: 'days', count: dayNumber(to) - dayNumber(from) } as const),
    }
    parts.push({
      ...part,
      get label() {
        return periodLabel(part, locale, period.end)
      },
    })
    from = to
  }
  return parts
}
