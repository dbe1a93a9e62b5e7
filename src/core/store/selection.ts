import type { Dimension } from '../feedback.ts'
import type { EpochSeconds } from '../identity.ts'

/** Half-open, in UTC. */
export interface TimeRange {
  readonly start: EpochSeconds
  readonly end: EpochSeconds
}

/**
 * Feedback passes where it passes every filter. A sentiment is that of the whole
 * text; beside an aspect it is the polarity of that aspect.
 */
export interface StoreFilter {
  readonly dimension: Dimension
  /** Exact names as stored; feedback passes where it has any of them. */
  readonly names: readonly string[]
}
