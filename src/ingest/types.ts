import type { FeedbackKind, Scale } from '../core/feedback.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { AnswerNumbers } from './answer-words.ts'
import type { CommaMeaning } from './commas.ts'

/** What a column of a file, or a constant, can be mapped to. */
export const FIELDS = [
  'kind',
  'score',
  'scale',
  'survey',
  'text',
  'at',
  'lang',
  'source',
  'externalId',
  'customer',
  'author',
  'brand',
  'product',
  'channel',
  'store',
  'stage',
  'segment',
  'tags',
  'url',
  'firstResponseAt',
  'resolvedAt',
] as const
export type Field = (typeof FIELDS)[number]

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251'] as const
export type Encoding = (typeof ENCODINGS)[number]

export type TableFormat = 'csv' | 'json' | 'jsonl' | 'xlsx'

/** Why a row could not be used; the names are message ids of the `import` locale files. */
export const REJECTION_REASONS = [
  'tooFewCells',
  'tooManyCells',
  'brokenQuotes',
  'cellTooLong',
  'badCharacters',
  'badJson',
  'empty',
  'badScore',
  'scoreOutOfScale',
  'easternDigits',
  'openComma',
  'badFactor',
  'badDate',
  'noDate',
  'impossibleDate',
  'dateTooEarly',
  'dateInFuture',
  'badFollowUp',
  'followUpTooEarly',
  'badKind',
  'badScale',
  'conflictingId',
] as const
export type RejectionReason = (typeof REJECTION_REASONS)[number]

/** One row of a table as it was read. */
export interface Row {
  /** Physical line of the file where it begins, from 1; row of the sheet in a workbook. */
  readonly line: number
  readonly cells: readonly string[]
  /** Set where the row could be told from its neighbours but not read. */
  readonly fault?: RejectionReason
}

/** A file opened for reading: its form is known, its rows can be read any number of times. */
export interface Table {
  readonly format: TableFormat
  /** Null in a workbook, which states its own. */
  readonly encoding: Encoding | null
  /** Null where the format has none. */
  readonly delimiter: string | null
  /** Unique names, in the order of the file. */
  readonly header: readonly string[]
  /** Of a workbook: its other sheets are not read. */
  readonly sheet?: {
    readonly name: string
    readonly others: readonly string[]
    /** Named by the user. */
    readonly given: boolean
  }
  /** Titles that stand above the header. */
  readonly above?: readonly string[]
  /** Reads from the top, in blocks of bounded size. Throws a UserError where reading cannot go on. */
  rows(signal?: AbortSignal): AsyncGenerator<readonly Row[]>
}

/** How the dates of a column are read. */
export interface DateRule {
  /** Unicode tokens such as `d/M/yyyy`, or one of `NAMED_FORMATS`. */
  readonly format: string
  /** Where the column says whose times it holds: `Submitted (UTC)`. */
  readonly zone?: string
}

export interface FactorRule {
  readonly factor: string
  readonly column: number
  readonly scale: Scale
}

/** Everything that decides how a row becomes feedback. Columns are indexes into the header. */
export interface Mapping {
  readonly kind: FeedbackKind
  readonly scale: Scale | null
  readonly columns: Readonly<Partial<Record<Field, readonly number[]>>>
  readonly factors: readonly FactorRule[]
  /** The numbers of answers in words, where the user gave them. */
  readonly answers: AnswerNumbers | null
  /** What commas in ratings mean; null where nothing shows it. */
  readonly commas: CommaMeaning | null
  readonly constants: Readonly<Partial<Record<Field, string>>>
  /** The instant of every row where the file has no dates. */
  readonly at: EpochSeconds | null
  readonly date: DateRule | null
  /** Answers are written as in an export: a word where one is awaited, nothing where none is. */
  readonly exportedFollowUps: boolean
  readonly source: string
  readonly survey: string | null
}

/** What the user has said; what is left out is proposed from the file. */
export interface ImportOptions {
  readonly kind?: string
  readonly scale?: string
  readonly reversed?: boolean
  /** Answers in words, worst first: `Bad | Fair | Good`. */
  readonly answers?: string
  /** What follows a comma in ratings: `decimals` or `thousands`. */
  readonly comma?: string
  /** `field=column`, as typed. */
  readonly map?: readonly string[]
  /** `field=value`, as typed. */
  readonly set?: readonly string[]
  readonly dateFormat?: string
  readonly encoding?: string
  readonly delimiter?: string
  /** The sheet of a workbook, by its name. */
  readonly sheet?: string
  /** Goes on although most of the first rows cannot be used. */
  readonly acceptBadRows?: boolean
  /** Keeps e-mail addresses, phone numbers and payment cards in texts. */
  readonly keepPersonal?: boolean
}
