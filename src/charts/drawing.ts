import type { ChartWidth, NumberUnit, Tone } from '../core/chart.ts'
import type { Locale } from '../core/locale.ts'

/** What surrounds every picture; texts are clean and short enough to measure. */
export interface DrawingFrame {
  readonly title: string
  readonly subtitle: string
  readonly footnote: string
  readonly locale: Locale
  /** Of the page, in CSS pixels. */
  readonly width: ChartWidth
  /** The picture's own words, in its language. */
  readonly words: {
    readonly interval: string
    readonly soFar: string
    readonly none: string
  }
  /** Says how many rows or series are left out; empty where none are. */
  readonly more: string
}

export interface StackedShareDrawing {
  readonly type: 'stacked-share'
  readonly frame: DrawingFrame
  readonly parts: readonly { readonly label: string; readonly tone: Tone }[]
  readonly rows: readonly {
    readonly label: string
    readonly n: number
    readonly shares: readonly number[]
  }[]
}

/** A point of a line; `value` is null where the line breaks. */
export interface DrawnPoint {
  readonly at: number
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

export interface TrendDrawing {
  readonly type: 'trend'
  readonly frame: DrawingFrame
  readonly unit: NumberUnit
  /** How many places the x axis has. */
  readonly places: number
  readonly labels: readonly { readonly at: number; readonly text: string }[]
  readonly series: readonly { readonly label: string; readonly points: readonly DrawnPoint[] }[]
  readonly unfinished: readonly number[]
  readonly marked: {
    readonly points: readonly { readonly at: number; readonly value: number }[]
    readonly label: string
  } | null
  readonly target: { readonly value: number; readonly label: string } | null
  readonly events: readonly { readonly at: number; readonly label: string }[]
}

export interface DistributionDrawing {
  readonly type: 'distribution'
  readonly frame: DrawingFrame
  readonly bars: readonly {
    readonly label: string
    readonly count: number
    readonly share: number
    readonly tone: Tone
  }[]
}

export interface DotsDrawing {
  readonly type: 'dots'
  readonly frame: DrawingFrame
  readonly unit: NumberUnit
  readonly rows: readonly {
    readonly label: string
    readonly n: number
    readonly value: number | null
    readonly low: number | null
    readonly high: number | null
    readonly tone: Tone
  }[]
  readonly reference: { readonly value: number; readonly label: string } | null
}

export interface DivergingDrawing {
  readonly type: 'diverging'
  readonly frame: DrawingFrame
  readonly sides: { readonly positive: string; readonly negative: string }
  readonly rows: readonly {
    readonly label: string
    /** Empty where rows are not grouped. */
    readonly group: string
    readonly n: number
    readonly positive: number
    readonly negative: number
  }[]
}

export interface StackedTrendDrawing {
  readonly type: 'stacked-trend'
  readonly frame: DrawingFrame
  readonly parts: readonly { readonly label: string; readonly tone: Tone }[]
  readonly labels: readonly { readonly at: number; readonly text: string }[]
  readonly columns: readonly ({ readonly shares: readonly number[] } | null)[]
  readonly unfinished: readonly number[]
}

/** A chart that is checked, bounded and ready for a worker. */
export type Drawing =
  | StackedShareDrawing
  | TrendDrawing
  | DistributionDrawing
  | DotsDrawing
  | DivergingDrawing
  | StackedTrendDrawing

/** What a worker is asked for. */
export interface DrawingTask {
  readonly drawing: Drawing
  readonly theme: 'light' | 'dark'
  readonly scale: 1 | 2
}
