import { TERM_COLUMNS } from './feedback-tables.ts'

/** The number that stands for a dimension in `term` and `tally`; 0 in `tally` is everything. */
export const DIMENSION_CODES = {
  source: 1,
  channel: 2,
  store: 3,
  stage: 4,
  segment: 5,
  brand: 6,
  product: 7,
  lang: 8,
  tag: 9,
  author: 10,
  customer: 11,
  analyzer: 15,
} as const

/** The same for what analysis finds, which has no names in `term`. */
export const FOUND_CODES = { aspect: 12, sentiment: 13, wom: 14 } as const

/**
 * The columns that have counts of their own in `tally`: the first of
 * {@link TERM_COLUMNS}, each with its position plus one as its code.
 */
export const TALLY_COLUMNS = TERM_COLUMNS.slice(0, 8)
