/** The columns of `feedback` that hold a term's id. */
export const TERM_COLUMNS = [
  'source',
  'channel',
  'store',
  'stage',
  'segment',
  'brand',
  'product',
  'lang',
  'author',
  'customer',
] as const
export type TermColumn = (typeof TERM_COLUMNS)[number]

export interface FeedbackTable extends Record<TermColumn, number> {
  ws: number
  id: number
  series: number
  at: number
  score: number | null
  external_id: string
  /** The import that brought it; 0 for single items. */
  import: number
  text: string | null
  url: string | null
  /** One more than the place in SENTIMENTS; 0 where the text was not analysed. */
  sentiment: number
  /** One more than the place in WORD_OF_MOUTH; 0 where the text was not analysed. */
  wom: number
  aspect_count: number
  /** The term that names the analyser's version. */
  analyzer: number
  /** 1 where the language was found by analysis, 0 where the source stated it. */
  lang_found: number
  corrected: number
  /** From −10 000 to 10 000. */
  opinion: number | null
  /** See `opinion.ts`. */
  aspects: string | null
}

/**
 * The texts that speak of an aspect, in the order of time, with all that they
 * can be filtered by: columns are named as in `feedback`.
 */
export interface FeedbackAspectTable extends Record<TermColumn, number> {
  ws: number
  /** The aspect's series. */
  aspect: number
  at: number
  id: number
  /** As `sentiment` in `feedback`. */
  polarity: number
  series: number
  score: number | null
  sentiment: number
  wom: number
}

export interface FeedbackTagTable {
  ws: number
  feedback: number
  tag: number
}

/** Led by time, so that a period's respondents lie together. */
export interface FactorScoreTable {
  ws: number
  at: number
  feedback: number
  factor: string
  score: number
  min: number
  max: number
  reversed: number
}
