import type { CivilDate, EpochSeconds } from './identity.ts'

/** The units of the calendar, the shortest first. */
export const PERIOD_UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const
export type PeriodUnit = (typeof PERIOD_UNITS)[number]

/**
 * A half-open stretch of calendar days in a zone: `from` is its first day,
 * `to` the first day after it.
 */
export interface Period {
  readonly from: CivilDate
  readonly to: CivilDate
  /** An IANA zone name. */
  readonly zone: string
  /** The first instant of `from` in the zone. */
  readonly start: EpochSeconds
  /** The first instant after the period, or now where the period is unfinished. */
  readonly end: EpochSeconds
  /** False while the period is still running: it is then compared with the same elapsed part. */
  readonly complete: boolean
  /** How the period is made, so that the one before it and the one a year before can be found. */
  readonly shape:
    | { readonly type: 'calendar'; readonly unit: PeriodUnit; readonly count: number }
    | { readonly type: 'days'; readonly count: number }
    | { readonly type: 'all' }
  /** In the user's language: absolute dates, "so far" where unfinished. */
  readonly label: string
}

/** What a report is cut into over time. */
export type TimeUnit = PeriodUnit

/** Returns whether a breakdown is by time; any other is by a dimension. */
export function isTimeUnit(by: string): by is TimeUnit {
  return PERIOD_UNITS.some((unit) => unit === by)
}

/** What a value is compared with. */
export type Baseline =
  | { readonly type: 'previous' }
  | { readonly type: 'year-earlier' }
  | { readonly type: 'period'; readonly period: Period }
  | { readonly type: 'target' }
