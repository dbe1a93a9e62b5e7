import type { CivilDate, EpochSeconds } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'
import type { Period } from '../core/period.ts'
import type { DataSpan } from '../core/store.ts'
import { periodLabel } from './labels.ts'
import { civilDate, dayNumber, zoneCalendar } from './zone.ts'

export { previousPeriod, sameElapsedPart, yearEarlier } from './baseline.ts'
export { axisLabels } from './labels.ts'
export { splitPeriod } from './split.ts'
export { addUnits, unitStart } from './units.ts'

/** What every period needs besides its dates. */
export interface PeriodFrame {
  /** An IANA zone name. */
  readonly zone: string
  readonly now: EpochSeconds
  /** The language of the label. */
  readonly locale: Locale
}

/** Returns the calendar day that it is now in the frame's zone. */
export function today(frame: Pick<PeriodFrame, 'zone' | 'now'>): CivilDate {
  return civilDate(zoneCalendar(frame.zone).dayOf(frame.now))
}

/**
 * Returns the days from `from` up to, not including, `to`, unfinished where now
 * comes before its end. What is made of days that are all to come has no length.
 */
export function makePeriod(
  from: CivilDate,
  to: CivilDate,
  shape: Period['shape'],
  frame: PeriodFrame,
): Period {
  const calendar = zoneCalendar(frame.zone)
  const start = calendar.startOfDay(dayNumber(from))
  const finish = calendar.startOfDay(dayNumber(to))
  const complete = finish <= frame.now
  const end = complete ? finish : (Math.max(start, frame.now) as EpochSeconds)
  const dates = { from, to, zone: frame.zone, start, end, complete, shape }
  return { ...dates, label: periodLabel(dates, frame.locale, frame.now) }
}

/**
 * Returns the days from the first to the last feedback, none of them after
 * today; today alone where there is no feedback. What was said in this very second is part of it.
 */
export function allPeriod(span: DataSpan | undefined, frame: PeriodFrame): Period {
  const calendar = zoneCalendar(frame.zone)
  const current = calendar.dayOf(frame.now)
  const last = span ? Math.min(current, calendar.dayOf(span.last)) : current
  const first = span ? Math.min(last, calendar.dayOf(span.first)) : current
  const all = makePeriod(civilDate(first), civilDate(last + 1), { type: 'all' }, frame)
  return span?.last === frame.now ? { ...all, end: (frame.now + 1) as EpochSeconds } : all
}
