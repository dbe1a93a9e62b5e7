import type { AccessTables } from './access-tables.ts'
import type { AlertTables } from './alert-tables.ts'
import type { CaptureTables } from './capture-tables.ts'
import type { DeliverySchema } from './delivery/schema.ts'
import type { DigestTables } from './digest-tables.ts'
import type { EffectTables } from './effects.ts'
import type { FeedTables } from './feed-tables.ts'
import type {
  FactorScoreTable,
  FeedbackAspectTable,
  FeedbackTable,
  FeedbackTagTable,
} from './feedback-tables.ts'
import type { ImportOccurrenceTable, ImportTable } from './import-tables.ts'
import type { LoopTables } from './loop-tables.ts'
import type { ModerationTables } from './moderation-tables.ts'
import type { CorrectionTable, FindingTable, LessonsTable, ReadingTable } from './opinion-tables.ts'
import type { PrivacyTables } from './privacy-tables.ts'
import type { SurveyTables } from './survey-tables.ts'

export * from './dimension-codes.ts'
export * from './feedback-tables.ts'
export type * from './import-tables.ts'
export type * from './opinion-tables.ts'

/**
 * The tables, the same in both databases. Times are epoch seconds, scores are
 * hundredths, names are ids of `term` rows (0 = none) and every key is led by the
 * workspace, except where SQLite wants its integer row id.
 */
export interface Schema
  extends AccessTables,
    AlertTables,
    DeliverySchema,
    DigestTables,
    EffectTables,
    FeedTables,
    CaptureTables,
    LoopTables,
    ModerationTables,
    PrivacyTables,
    SurveyTables {
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
