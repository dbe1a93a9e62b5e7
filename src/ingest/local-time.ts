import { Temporal } from 'temporal-polyfill'
import { zoneCalendar } from '../calendar/zone.ts'
import type { EpochSeconds } from '../core/identity.ts'

const SECONDS_A_DAY = 86_400

/**
 * Returns how wall-clock times of a zone become instants. `day` counts from
 * 1970-01-01, `second` from midnight. A time that the zone skipped is moved on by
 * the length of the gap; of a time that came twice the first is meant.
 */
export function createLocalClock(zone: string): (day: number, second: number) => EpochSeconds {
  const calendar = zoneCalendar(zone)
  /** The start of each day on which the clocks stayed as they were; undefined where they moved. */
  const starts = new Map<number, EpochSeconds | undefined>()
  function plainStart(day: number): EpochSeconds | undefined {
    if (starts.has(day)) return starts.get(day)
    const start = calendar.startOfDay(day)
    const plain = calendar.startOfDay(day + 1) - start === SECONDS_A_DAY ? start : undefined
    starts.set(day, plain)
    return plain
  }
  return (day, second) => {
    const start = plainStart(day)
    if (start !== undefined) return (start + second) as EpochSeconds
    const wall = Temporal.PlainDateTime.from('1970-01-01T00:00').add({ days: day, seconds: second })
    return Math.floor(wall.toZonedDateTime(zone).epochMilliseconds / 1000) as EpochSeconds
  }
}
