import type { ChartSpec, NumberUnit } from './chart.ts'
import type { FeedbackId, ReportId } from './identity.ts'
import type { Locale } from './locale.ts'
import type { Period } from './period.ts'

/**
 * Text is spans, never Markdown. `data` marks words that came from outside
 * (customers, files, users): each renderer escapes and isolates them once.
 */
export interface Span {
  readonly text: string
  readonly style?: 'strong' | 'muted' | 'code'
  readonly data?: true
}
export type Text = readonly Span[]

/** A value with its uncertainty. `low` and `high` are null where too few answers were given. */
export interface MetricValue {
  /** Stable and independent of the language: `nps`, `promoters`, `csat`, `mean` … */
  readonly key: string
  /** In the user's language. */
  readonly label: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly n: number
  readonly unit: NumberUnit
  /** How many of the `n` a share counts. */
  readonly count?: number
}

export type Verdict = 'up' | 'down' | 'no-clear-change' | 'too-few'

/** Later minus earlier, in the unit of the first headline value. */
export interface Change {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly verdict: Verdict
  readonly baseline: {
    /** The days of the earlier period, `to` exclusive; null where the baseline is a fixed target. */
    readonly from: string | null
    readonly to: string | null
    readonly value: number | null
    readonly n: number
  }
}

export interface HeadlineBlock {
  readonly type: 'headline'
  /** The one sentence that answers the question: value, interval, n, change, verdict. */
  readonly text: Text
  readonly values: readonly MetricValue[]
  readonly change?: Change
}

export interface ParagraphBlock {
  readonly type: 'paragraph'
  readonly text: Text
}

export interface Column {
  readonly key: string
  readonly label: string
  /** Columns of text are aligned to the start, all others to the end. */
  readonly format: 'text' | 'count' | 'points' | 'percent' | 'score' | 'ratio' | 'hours' | 'date'
  /** For programs: it is in JSON and CSV, and people are not shown it. */
  readonly forPrograms?: true
}
export type Cell = string | number | null

export interface TableBlock {
  readonly type: 'table'
  readonly caption?: string
  readonly columns: readonly Column[]
  /** Each as long as `columns`; numbers unrounded. */
  readonly rows: readonly (readonly Cell[])[]
}

export interface ChartBlock {
  readonly type: 'chart'
  readonly spec: ChartSpec
}

export interface Quote {
  readonly id: FeedbackId
  readonly text: string
  /** ISO 8601 in UTC. */
  readonly at: string
  /** The day in the workspace's zone, for people. */
  readonly day: string
  readonly source: string
  readonly sentiment: 'positive' | 'neutral' | 'negative' | null
  readonly score: number | null
  readonly scaleMax: number | null
}

export interface QuotesBlock {
  readonly type: 'quotes'
  readonly quotes: readonly Quote[]
}

export interface NotesBlock {
  readonly type: 'notes'
  readonly notes: readonly Text[]
}

/** A button is a command: it holds no state. */
export interface Action {
  readonly label: string
  /** A command line without the leading slash. */
  readonly command: string
}

export interface ActionsBlock {
  readonly type: 'actions'
  readonly actions: readonly Action[]
}

export type Block =
  | HeadlineBlock
  | ParagraphBlock
  | TableBlock
  | ChartBlock
  | QuotesBlock
  | NotesBlock
  | ActionsBlock

/** What the person asked to see first. */
export type View = 'chart' | 'table' | 'csv' | 'text'

/** A document: blocks in reading order, complete without its pictures. */
export interface Report {
  readonly kind: 'report'
  readonly command: string
  /** The command line that asks the same again, with absolute dates. */
  readonly commandLine: string
  readonly locale: Locale
  readonly title: string
  /** How the number is computed, in one sentence. */
  readonly definition?: string
  readonly period?: Period
  readonly filters: Readonly<Record<string, readonly string[]>>
  /** The same as people call them, where that differs: aspects and sentiments have keys. */
  readonly filterNames?: Readonly<Record<string, readonly string[]>>
  /** What the place where it was asked was narrowed to. */
  readonly scope?: Readonly<Record<string, readonly string[]>>
  readonly view: View
  readonly blocks: readonly Block[]
  /** True where the numbers come from the made-up sample workspace. */
  readonly sample: boolean
  /** Names of people are in it: it is answered, and never stored or shared. */
  readonly namesPeople?: true
  readonly reportId?: ReportId
}

/** One or two sentences: an error, a confirmation, an empty result. */
export interface Notice {
  readonly kind: 'notice'
  readonly level: 'information' | 'success' | 'error'
  readonly locale: Locale
  readonly text: Text
  readonly actions: readonly Action[]
  /** The message id of an error, the same in every language. */
  readonly errorId?: string
  /** What would have been right, as a command line or a word. */
  readonly suggestion?: string
}

/** A form that the platform shows; submitting it runs `command` with the fields as arguments. */
export interface Form {
  readonly kind: 'form'
  readonly locale: Locale
  readonly title: string
  readonly command: string
  readonly fields: readonly {
    readonly name: string
    readonly label: string
    readonly type: 'text' | 'long-text' | 'choice'
    readonly required: boolean
    readonly choices?: readonly { readonly value: string; readonly label: string }[]
    readonly value?: string
  }[]
}

export type Reply = Report | Notice | Form
