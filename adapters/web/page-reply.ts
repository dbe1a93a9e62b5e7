import type { Locale } from '../../src/core/locale.ts'
import type { Span, Verdict, View } from '../../src/core/reply.ts'

/** Words ready to be shown: those from outside are tamed, and still marked as such. */
export type PageText = readonly Span[]

export interface PageAction {
  readonly label: string
  readonly command: string
}

/** The first value, large. */
export interface PageValue {
  readonly label: string
  readonly value: string
  /** Null where too few answers were given. */
  readonly interval: string | null
  readonly answers: string
  readonly verdict: {
    readonly kind: Verdict
    readonly against: 'period' | 'target'
    readonly difference: string | null
  } | null
}

export interface PageTable {
  readonly type: 'table'
  readonly caption: string | null
  readonly columns: readonly { readonly label: string; readonly numeric: boolean }[]
  readonly rows: readonly (readonly string[])[]
  /** All rows there are; more than `rows` where the table was cut. */
  readonly total: number
}

export interface PageQuote {
  readonly text: string
  readonly cut: boolean
  /** The day, the score, the id: the bot's own words. */
  readonly about: readonly string[]
  readonly source: string
  readonly sentiment: {
    readonly kind: 'positive' | 'neutral' | 'negative'
    readonly label: string
  } | null
}

export type PageBlock =
  | { readonly type: 'headline'; readonly text: PageText; readonly value: PageValue | null }
  | { readonly type: 'paragraph'; readonly text: PageText }
  | PageTable
  | {
      readonly type: 'chart'
      readonly alt: string
      /** Null where the picture could not be drawn: the table then takes its place. */
      readonly picture: {
        /** Without its query. */
        readonly address: string
        readonly width: number
        readonly height: number
      } | null
    }
  | { readonly type: 'quotes'; readonly quotes: readonly PageQuote[]; readonly total: number }
  | { readonly type: 'notes'; readonly notes: readonly PageText[] }
  | { readonly type: 'actions'; readonly actions: readonly PageAction[] }

export interface PageReport {
  readonly kind: 'report'
  readonly locale: Locale
  readonly command: string
  /** Asks the same again, with absolute dates. */
  readonly commandLine: string
  readonly title: string
  readonly definition: string | null
  /** Period, zone and filters that the headline does not say. */
  readonly context: readonly string[]
  readonly view: View
  readonly sample: boolean
  readonly reportId: string | null
  readonly blocks: readonly PageBlock[]
  /** The address of the data as CSV; null where there are no data. */
  readonly csv: string | null
}

export interface PageNotice {
  readonly kind: 'notice'
  readonly level: 'information' | 'success' | 'error'
  readonly locale: Locale
  readonly text: PageText
  readonly actions: readonly PageAction[]
  readonly errorId: string | null
  /** A word that would be right, where it is no command line of its own. */
  readonly suggestion: string | null
}

/** What the page shows for one question. */
export type PageReply = PageReport | PageNotice

/** What the page is told of the bot when it opens. */
export interface PageStart {
  readonly locale: Locale
  /** Numbers come from the made-up sample workspace. */
  readonly sample: boolean
  /** A password is asked for, so that one can sign out. */
  readonly signedIn: boolean
  /** Commands that only read: a link may ask them at once. */
  readonly reading: readonly string[]
}
