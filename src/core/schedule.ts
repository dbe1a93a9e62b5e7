/** 1 is Monday, 7 is Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** The calendar days on which something happens. */
export type ScheduleDays =
  | { readonly type: 'weekdays'; readonly weekdays: readonly Weekday[] }
  /** `day` 1 to 31; in a month that is shorter, its last day. */
  | { readonly type: 'monthday'; readonly day: number }

/**
 * Once on each of its days, at a time of the wall clock of one zone. A local date has at
 * most one occurrence, which is why the date is its key.
 */
export interface Schedule {
  readonly days: ScheduleDays
  /** Minutes after midnight by the wall clock, 0 to 1439. */
  readonly minute: number
  /** An IANA zone. */
  readonly zone: string
}
