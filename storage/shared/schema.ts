import type { AccessTables } from './access-tables.ts'
import type { AlertTables } from './alert-tables.ts'
import type { DeliverySchema } from './delivery/schema.ts'
import type { DigestTables } from './digest-tables.ts'

/**
 * The tables, the same in both databases. Times are epoch seconds, scores are
 * hundredths, names are ids of `term` rows (0 = none) and every key is led by the
 * workspace, except where SQLite wants its integer row id.
 */
export interface Schema extends AccessTables, AlertTables, DeliverySchema, DigestTables {
  workspace: WorkspaceTable
  counter: CounterTable
  term: TermTable
  series: SeriesTable
  feedback: FeedbackTable
  feedback_tag: FeedbackTagTable
  factor_score: FactorScoreTable
  feedback_aspect: FeedbackAspectTable
  correction: CorrectionTable
  finding: FindingTable
  lessons: LessonsTable
  reading: ReadingTable
  tally: TallyTable
  import: ImportTable
  import_occurrence: ImportOccurrenceTable
  report: ReportTable
  migration: MigrationTable
}

export interface WorkspaceTable {
  id: number
  name: string
  zone: string
  /** Grows when the zone changes. */
  zone_version: number
  locale: string
  sample: number
  data_version: number
}

/** The next free id of each kind of thing. */
export interface CounterTable {
  ws: number
  name: string
  next: number
}

export interface TermTable {
  ws: number
  id: number
  dimension: number
  name: string
  /** Without case and accents. */
  folded: string
}

export interface SeriesTable {
  ws: number
  id: number
  kind: string
  /** Empty where the question has no name. */
  survey: string
  /** Null for feedback without a score. */
  min: number | null
  max: number | null
  reversed: number
}

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

/** What people set right, for ever. */
export interface CorrectionTable {
  ws: number
  id: number
  feedback: number
  part: string
  /** Empty where the part is not an aspect. */
  aspect: string
  value: string
  at: number
  by_user: string
  by_name: string
  undone_at: number | null
  undone_user: string | null
  undone_name: string | null
}

/** What the analyser found in a text that people corrected, as JSON. */
export interface FindingTable {
  ws: number
  feedback: number
  analysis: string
}

export interface LessonsTable {
  ws: number
  revision: number
  version: string
  weights: Uint8Array
}

/** How far one version of the analyser has read the stored texts. */
export interface ReadingTable {
  ws: number
  version: string
  /** The last id that was read. */
  last: number
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

/** Counts of a bucket of days; see `levels.ts` and `cells.ts`. */
export interface TallyTable {
  ws: number
  series: number
  dimension: number
  level: number
  bucket: number
  value: number
  n: number
  sum: number
  sum_sq: number
}

export interface ImportTable {
  ws: number
  id: number
  file: string
  fingerprint: string
  mapping: string
  state: string
  started_at: number
  finished_at: number | null
  rows: number
  accepted: number
  duplicates: number
  rejected: number
  /** JSON of the reasons. */
  reasons: string
}

/** How often a running import has met a content that it met more than once. */
export interface ImportOccurrenceTable {
  ws: number
  import: number
  content: string
  seen: number
}

export interface ReportTable {
  ws: number
  id: number
  at: number
  command_line: string
  locale: string
  zone: string
  /** JSON of the report. */
  report: string
  data_version: number
}

export interface MigrationTable {
  version: number
  name: string
}

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
