import { Temporal } from 'temporal-polyfill'
import type { EpochSeconds } from '../core/identity.ts'

const SECONDS_A_DAY = 86_400
const DAYS_A_WINDOW = 366

/** From `start` on the wall clock is `offset` seconds ahead of UTC. */
interface Segment {
  readonly start: number
  readonly offset: number
}

const windows = new Map<string, readonly Segment[]>()

/** Returns the offsets of the zone around a window of days, in order; each ends where the next begins. */
function segments(zone: string, window: number): readonly Segment[] {
  const key = `${zone} ${window}`
  const known = windows.get(key)
  if (known) return known
  const from = (window * DAYS_A_WINDOW - 3) * SECONDS_A_DAY
  const until = ((window + 1) * DAYS_A_WINDOW + 3) * SECONDS_A_DAY
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(
    from * 1000,
  ).toZonedDateTimeISO(zone)
  const found: Segment[] = []
  while (at && at.epochMilliseconds / 1000 <= until) {
    found.push({
      start: found.length === 0 ? Number.NEGATIVE_INFINITY : at.epochMilliseconds / 1000,
      offset: Math.round(at.offsetNanoseconds / 1e9),
    })
    at = at.getTimeZoneTransition('next')
  }
  windows.set(key, found)
  return found
}

/**
 * Returns the instant at which the clocks of a zone show `minute` on a day (counted from
 * 1970-01-01): the first where they show it twice, the first instant after where they
 * leap over it; null on a day that the zone left out.
 * Throws a RangeError for an unknown zone.
 */
export function wallClockInstant(zone: string, day: number, minute: number): EpochSeconds | null {
  const wanted = day * SECONDS_A_DAY + minute * 60
  const parts = segments(zone, Math.floor(day / DAYS_A_WINDOW))
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] as Segment
    const end = parts[index + 1]?.start ?? Number.POSITIVE_INFINITY
    const instant = wanted - part.offset
    if (instant < part.start) {
      const leapTo = Math.floor((part.start + part.offset) / SECONDS_A_DAY)
      return leapTo > day && wholeDayIsMissing(parts, index, day)
        ? null
        : (part.start as EpochSeconds)
    }
    if (instant < end) return instant as EpochSeconds
  }
  return null
}

/** Whether the leap into the segment begins at or before the day's midnight and ends after the day. */
function wholeDayIsMissing(parts: readonly Segment[], index: number, day: number): boolean {
  const [before, after] = [parts[index - 1], parts[index]]
  if (!before || !after) return false
  const leapFrom = after.start + before.offset
  return leapFrom <= day * SECONDS_A_DAY && after.start + after.offset >= (day + 1) * SECONDS_A_DAY
}
