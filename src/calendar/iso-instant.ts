import { Temporal } from 'temporal-polyfill'
import type { EpochSeconds } from '../core/identity.ts'

/**
 * Returns the instant of an ISO 8601 date or time. Without an offset it is read in `zone`; a
 * date alone is its first instant. Undefined for any other text.
 */
export function isoInstant(text: string, zone: string): EpochSeconds | undefined {
  try {
    const instant = /^[^T ]*[T ].*(?:Z|[+-]\d\d(?::?\d\d)?)$/i.test(text)
      ? Temporal.Instant.from(text)
      : Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant()
    return Math.floor(instant.epochMilliseconds / 1000) as EpochSeconds
  } catch {
    return undefined
  }
}
