import type {
  CorrectedPart,
  Correction,
  Signature,
  StoredAnalysis,
  TextAnalysis,
} from './analysis.ts'
import type {
  Dimension,
  Feedback,
  FeedbackKind,
  FeedbackPatch,
  NewFeedback,
  Scale,
} from './feedback.ts'
import type {
  EpochSeconds,
  FeedbackId,
  ImportId,
  ReportId,
  SeriesId,
  WorkspaceId,
} from './identity.ts'
import type { Locale } from './locale.ts'
import type { Report } from './reply.ts'

export interface Workspace {
  readonly id: WorkspaceId
  readonly name: string
  /** The IANA zone in which days are cut. */
  readonly zone: string
  readonly locale: Locale
  /** True for the made-up sample workspace. */
  readonly sample: boolean
}

/** One question: answers to it can be pooled. */
export interface Series {
  readonly id: SeriesId
  readonly kind: FeedbackKind
  readonly survey: string | null
  /** Null for feedback without a score. */
  readonly scale: Scale | null
}

/**
 * What analysed texts say, counted like answers: one series for the sentiment of
 * whole texts and one for each aspect. Their tallies have three bins in the
 * order of SENTIMENTS; `sum` is positive minus negative.
 */
export interface OpinionSeries {
  readonly id: SeriesId
  /** Null for the sentiment of whole texts. */
  readonly aspect: string | null
}

/** How many equal answers a {@link Tally} can tell apart. */
export const TALLY_BINS = 11

/**
 * Counts of one group of answers. `bins[i]` counts the scores from
 * `scale.min + i` up to, not including, `scale.min + i + 1` (the last bin takes the
 * top of the scale too). A scale wider than eleven answers is cut into eleven equal bins.
 */
export interface Tally {
  readonly n: number
  readonly sum: number
  readonly sumOfSquares: number
  readonly bins: readonly number[]
}

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

export interface TallyQuery {
  /** Questions, opinions or both. */
  readonly series: readonly SeriesId[]
  /** In order, not overlapping. */
  readonly ranges: readonly TimeRange[]
  /** Adds a row for each value of the dimension; feedback without one is under null. */
  readonly by?: Dimension
  readonly filters: readonly StoreFilter[]
}

export interface TallyRow {
  /** Index into `ranges`. */
  readonly range: number
  readonly series: SeriesId
  /** The name of the dimension's value; null without `by` or where feedback has none. */
  readonly value: string | null
  readonly tally: Tally
}

export interface QuoteQuery {
  readonly range: TimeRange
  readonly filters: readonly StoreFilter[]
  readonly kinds?: readonly FeedbackKind[]
  /** All must occur; matched by stem, in any of the bot's languages. */
  readonly words: readonly string[]
  /** On the scale as given, both ends included. */
  readonly score?: { readonly low: number; readonly high: number }
  readonly limit: number
  /** Where the last page ended. */
  readonly after?: string
}

export interface QuotePage {
  /** Newest first. */
  readonly quotes: readonly Feedback[]
  /** Where the next page starts; null at the end. */
  readonly next: string | null
}

/** One respondent's ratings of several factors. */
export interface FactorAnswers {
  readonly id: FeedbackId
  readonly score: number | null
  readonly scale: Scale | null
  readonly factors: Readonly<Record<string, { readonly score: number; readonly scale: Scale }>>
}

export interface ImportReason {
  /** A message id of the `import` locale files. */
  readonly reason: string
  readonly count: number
  /** 1-based line of the file. */
  readonly firstLine: number
}

export interface ImportRecord {
  readonly id: ImportId
  /** The file's name without its folders. */
  readonly file: string
  /** Hash of the file's content and of the mapping: tells the same import when it is run again. */
  readonly fingerprint: string
  /** The mapping in effect, as JSON. */
  readonly mapping: string
  readonly state: 'running' | 'done' | 'undone'
  readonly startedAt: EpochSeconds
  readonly finishedAt: EpochSeconds | null
  /** Rows read so far, good and bad: where a killed import goes on. */
  readonly rows: number
  readonly accepted: number
  readonly duplicates: number
  readonly rejected: number
  readonly reasons: readonly ImportReason[]
}

/** What an ingest batch adds to its import, written in the batch's transaction. */
export interface ImportProgress {
  readonly id: ImportId
  readonly rows: number
  readonly rejected: number
  readonly reasons: readonly ImportReason[]
}

export interface IngestBatch {
  readonly items: readonly NewFeedback[]
  /**
   * Items whose source has no ids carry an `externalId` that is a hash of their
   * content. Such items may repeat within a file legitimately: the j-th repetition
   * of a content within one import is a duplicate only if an earlier import
   * already brought at least j of them.
   */
  readonly derivedIds: boolean
  readonly progress?: ImportProgress
}

export interface IngestResult {
  readonly accepted: number
  /** Indexes into `items` of those that were stored before with the same content. */
  readonly duplicates: readonly number[]
  /** Indexes of those whose id was stored before with other content; the stored one stays. */
  readonly conflicts: readonly number[]
}

/** A text that an analyser has yet to read. */
export interface UnreadText {
  readonly id: FeedbackId
  readonly text: string
  /** As the source states it. */
  readonly lang: string | null
}

/** How far the stored texts were read by one version of the analyser. */
export interface ReadingProgress {
  readonly done: number
  readonly total: number
}

/** What a workspace's corrections taught its analyser; the bytes are the analyser's own. */
export interface Lessons {
  /** Grows with every change. */
  readonly revision: number
  /** The analyser that can use them. */
  readonly version: string
  readonly weights: Uint8Array
}

/** A stored analysis before and after a person set it right. */
export interface CorrectionOutcome {
  readonly before: StoredAnalysis
  readonly after: StoredAnalysis
}

/** Feedback that is there: the span of the data, for `all` and for empty answers. */
export interface DataSpan {
  readonly first: EpochSeconds
  readonly last: EpochSeconds
  readonly n: number
}

export interface StoredReport {
  readonly id: ReportId
  readonly at: EpochSeconds
  /** With absolute dates: asks the same again. */
  readonly commandLine: string
  readonly locale: Locale
  readonly zone: string
  /** As it was answered, without quoted words: those are read again by their ids. */
  readonly report: Report
  /** The workspace's data version when it was answered. */
  readonly dataVersion: number
}

/**
 * What the bot asks of a database, in the domain's words. Every call but those
 * of the first group is about one workspace. A write is done as a whole or not
 * at all. Faults reject with a StorageError.
 */
export interface Store {
  readonly engine: { readonly name: 'sqlite' | 'postgres'; readonly version: string }

  workspaces(): Promise<readonly Workspace[]>
  findWorkspace(name: string): Promise<Workspace | undefined>
  /** Returns the one of that name as it is, or makes it. */
  ensureWorkspace(
    name: string,
    settings: { zone: string; locale: Locale; sample: boolean },
  ): Promise<Workspace>
  /** A changed zone counts every day anew, in one transaction. */
  updateWorkspace(
    workspace: WorkspaceId,
    settings: Partial<{ zone: string; locale: Locale }>,
  ): Promise<Workspace>
  close(): Promise<void>

  /** Stores feedback with all its counts and indexes in one transaction. */
  ingest(workspace: WorkspaceId, batch: IngestBatch): Promise<IngestResult>
  /** Single items from many callers; those that arrive together share a commit. */
  add(workspace: WorkspaceId, item: NewFeedback): Promise<'accepted' | 'duplicate' | 'conflict'>
  edit(workspace: WorkspaceId, id: FeedbackId, patch: FeedbackPatch): Promise<Feedback | undefined>
  /** Returns how many there were. */
  remove(workspace: WorkspaceId, ids: readonly FeedbackId[]): Promise<number>
  feedback(workspace: WorkspaceId, id: FeedbackId): Promise<Feedback | undefined>

  /** Grows with every write to the workspace; equal versions mean equal answers. */
  dataVersion(workspace: WorkspaceId): Promise<number>
  span(workspace: WorkspaceId, kind?: FeedbackKind): Promise<DataSpan | undefined>
  series(workspace: WorkspaceId): Promise<readonly Series[]>
  /** The aspects that stored texts have ever spoken of, after the sentiment of whole texts. */
  opinions(workspace: WorkspaceId): Promise<readonly OpinionSeries[]>
  /** Groups without answers are left out. */
  tallies(workspace: WorkspaceId, query: TallyQuery): Promise<readonly TallyRow[]>
  quotes(workspace: WorkspaceId, query: QuoteQuery): Promise<QuotePage>
  /** At most `limit` respondents, spread evenly over the range, with the number there are. */
  factorAnswers(
    workspace: WorkspaceId,
    query: {
      readonly ranges: readonly TimeRange[]
      readonly filters: readonly StoreFilter[]
      readonly limit: number
    },
  ): Promise<readonly { readonly total: number; readonly answers: readonly FactorAnswers[] }[]>
  /** Names of a dimension that begin with `prefix` (case and accents aside), most used first. */
  names(
    workspace: WorkspaceId,
    dimension: Dimension,
    options: { readonly prefix?: string; readonly limit: number },
  ): Promise<readonly string[]>
  /** The stored spelling of a name, case and accents aside. */
  findName(workspace: WorkspaceId, dimension: Dimension, name: string): Promise<string | undefined>

  /**
   * Sets one part of an analysis right; it stays so whatever an analyser finds later.
   * Undefined where there is no such feedback or it has no analysis.
   */
  correct(
    workspace: WorkspaceId,
    id: FeedbackId,
    part: CorrectedPart,
    by: Signature,
  ): Promise<CorrectionOutcome | undefined>
  /** Takes the last correction back that still holds; undefined where there is none. */
  undoCorrection(
    workspace: WorkspaceId,
    id: FeedbackId,
    by: Signature,
  ): Promise<CorrectionOutcome | undefined>
  /** All that was ever corrected in one piece of feedback, oldest first. */
  corrections(workspace: WorkspaceId, id: FeedbackId): Promise<readonly Correction[]>
  /** The sentiments that people set right and that hold, in the order of correction. */
  correctedSentiments(
    workspace: WorkspaceId,
    limit: number,
  ): Promise<readonly (UnreadText & { readonly sentiment: StoredAnalysis['sentiment'] })[]>
  /** Undefined where nothing was taught, or where the lessons are still of revision `known`. */
  lessons(workspace: WorkspaceId, known?: number): Promise<Lessons | undefined>
  /** Keeps lessons that replace those of the given revision (0: none); false where others came first. */
  saveLessons(workspace: WorkspaceId, lessons: Lessons): Promise<boolean>

  /** Texts that this version of the analyser has yet to read, in order of id; empty at the end. */
  unreadTexts(
    workspace: WorkspaceId,
    version: string,
    limit: number,
  ): Promise<readonly UnreadText[]>
  /**
   * Keeps what this version found in the texts of a page, in one transaction, and goes on
   * behind the page. Corrections hold; a text that has changed meanwhile is left as it is.
   */
  saveReadings(
    workspace: WorkspaceId,
    version: string,
    readings: readonly (UnreadText & { readonly analysis: TextAnalysis })[],
  ): Promise<void>
  readingProgress(workspace: WorkspaceId, version: string): Promise<ReadingProgress>

  /** The running import of this fingerprint, which then goes on, or a new one. */
  openImport(
    workspace: WorkspaceId,
    start: Pick<ImportRecord, 'file' | 'fingerprint' | 'mapping' | 'startedAt'>,
  ): Promise<ImportRecord>
  finishImport(workspace: WorkspaceId, id: ImportId, at: EpochSeconds): Promise<ImportRecord>
  /** Newest first. */
  imports(workspace: WorkspaceId, limit: number): Promise<readonly ImportRecord[]>
  findImport(workspace: WorkspaceId, id: ImportId): Promise<ImportRecord | undefined>
  /**
   * Takes back all that the import brought, a bounded transaction at a time, and
   * marks it undone with the last. Interrupted, it goes on when called again.
   */
  undoImport(
    workspace: WorkspaceId,
    id: ImportId,
    onProgress?: (removed: number) => void,
  ): Promise<ImportRecord>

  saveReport(workspace: WorkspaceId, report: Omit<StoredReport, 'id'>): Promise<ReportId>
  findReport(workspace: WorkspaceId, id: ReportId): Promise<StoredReport | undefined>

  /** Feedback in order of id, for export, a page at a time. */
  exportPage(
    workspace: WorkspaceId,
    after: FeedbackId | null,
    limit: number,
  ): Promise<readonly Feedback[]>
}
