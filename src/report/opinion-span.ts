import { splitPeriod } from '../calendar/periods.ts'
import { civilDate, dayNumber, zoneCalendar } from '../calendar/zone.ts'
import type { CommandContext } from '../core/command.ts'
import type { CivilDate, EpochSeconds, SeriesId } from '../core/identity.ts'
import type { Period, TimeUnit } from '../core/period.ts'

/** Returns the first and the last day with analysed texts; undefined where there are none. */
export async function opinionDays(
  context: CommandContext,
  series: readonly SeriesId[],
): Promise<{ readonly first: CivilDate; readonly last: CivilDate } | undefined> {
  const { store, workspaceId, zone } = context
  const span = await store.span(workspaceId)
  if (!span || series.length === 0) return undefined
  const calendar = zoneCalendar(zone)
  const day = (at: EpochSeconds) => calendar.dayOf(at)
  const whole = daysOf(day(span.first), day(span.last) + 1, zone)
  const parts = await filled(context, series, whole, 'quarter')
  const [from, to] = [parts.at(0), parts.at(-1)]
  if (!from || !to) return undefined
  const [first] = await filled(context, series, from, 'day')
  const last = (await filled(context, series, to, 'day')).at(-1)
  return first && last ? { first: first.from, last: last.from } : undefined
}

function daysOf(from: number, to: number, zone: string): Period {
  const calendar = zoneCalendar(zone)
  return {
    from: civilDate(from),
    to: civilDate(to),
    zone,
    start: calendar.startOfDay(from),
    end: calendar.startOfDay(to),
    complete: true,
    shape: { type: 'days', count: to - from },
    label: '',
  }
}

/** Returns the parts of a period that hold analysed texts, in order. */
async function filled(
  { store, workspaceId, locale, zone }: CommandContext,
  series: readonly SeriesId[],
  period: Period,
  unit: TimeUnit,
): Promise<readonly Period[]> {
  const parts = splitPeriod(period, unit, locale).map(({ from, to }) =>
    daysOf(dayNumber(from), dayNumber(to), zone),
  )
  const rows = await store.tallies(workspaceId, { series, ranges: parts, filters: [] })
  const found = new Set(rows.map(({ range }) => range))
  return parts.filter((_, index) => found.has(index))
}
