import type { Locale } from './locale.ts'

/** What a chart shows, with no word of how it is drawn. All texts are in the user's language. */
interface ChartFrame {
  readonly title: string
  /** Period, zone and n: the picture must make sense when it travels alone. */
  readonly subtitle: string
  /** Printed at the foot: the interval's meaning, sample-data notice. */
  readonly footnote?: string
  /** What the picture says, for those who cannot see it. */
  readonly alt: string
  /** Gives numbers and the legend's own words their form; English where it is not said. */
  readonly locale?: Locale
}

/** How a part is coloured: a meaning, not a colour. */
export type Tone = 'positive' | 'neutral' | 'negative' | 'accent' | 'muted' | 'quiet'

/**
 * `ratio` is one count over another: it is drawn on a logarithmic axis, may be
 * infinite, and differences of ratios are differences of their logarithms. `hours` are
 * told in days, hours and minutes.
 */
export type NumberUnit = 'points' | 'percent' | 'score' | 'count' | 'ratio' | 'hours'

/** Horizontal bars that each add up to 100 %: promoters, passives, detractors. */
export interface StackedShareChart extends ChartFrame {
  readonly type: 'stacked-share'
  readonly parts: readonly { readonly label: string; readonly tone: Tone }[]
  /** `shares` follow `parts`, in percent 0–100. */
  readonly rows: readonly {
    readonly label: string
    readonly n: number
    readonly shares: readonly number[]
  }[]
}

/** Lines over time; each point may carry its interval, drawn as a band. */
export interface TrendChart extends ChartFrame {
  readonly type: 'trend'
  readonly unit: NumberUnit
  readonly labels: readonly string[]
  /** `points` follow `labels`; null where there is nothing to show. */
  readonly series: readonly {
    readonly label: string
    readonly points: readonly (ChartPoint | null)[]
  }[]
  /** Labels of the points that are still growing. */
  readonly unfinished?: readonly number[]
  /** Labels of the points of the first series that stand out, such as spikes; `label` says why. */
  readonly marked?: { readonly at: readonly number[]; readonly label: string }
  readonly target?: { readonly value: number; readonly label: string }
  /** What happened, as vertical lines; `at` counts labels and may lie between two of them. */
  readonly events?: readonly { readonly at: number; readonly label: string }[]
}

export interface ChartPoint {
  readonly value: number
  readonly low: number | null
  readonly high: number | null
  readonly n: number
}

/** How often each answer was given. */
export interface DistributionChart extends ChartFrame {
  readonly type: 'distribution'
  readonly bars: readonly {
    readonly label: string
    readonly count: number
    /** In percent 0–100. */
    readonly share: number
    readonly tone: Tone
  }[]
}

/** Ranked dots with whiskers, one row a value, best on top. */
export interface DotsChart extends ChartFrame {
  readonly type: 'dots'
  readonly unit: NumberUnit
  readonly rows: readonly (ChartPoint & { readonly label: string; readonly tone: Tone })[]
  readonly reference?: { readonly value: number; readonly label: string }
}

/** What is said for and against, row by row: positive to the right, negative to the left. */
export interface DivergingChart extends ChartFrame {
  readonly type: 'diverging'
  /** What the two sides and the number of items are called. */
  readonly sides: { readonly positive: string; readonly negative: string }
  readonly rows: readonly {
    readonly label: string
    /** Rows of one group stand together under its name. */
    readonly group?: string
    readonly n: number
    /** Counts, at most `n` together. */
    readonly positive: number
    readonly negative: number
  }[]
}

/** Columns over time that each add up to 100 %; null where there is nothing to show. */
export interface StackedTrendChart extends ChartFrame {
  readonly type: 'stacked-trend'
  readonly parts: readonly { readonly label: string; readonly tone: Tone }[]
  readonly labels: readonly string[]
  readonly columns: readonly ({
    readonly n: number
    /** Follow `parts`, in percent 0–100. */
    readonly shares: readonly number[]
  } | null)[]
  /** Labels of the columns that are still growing. */
  readonly unfinished?: readonly number[]
}

export type ChartSpec =
  | StackedShareChart
  | TrendChart
  | DistributionChart
  | DotsChart
  | DivergingChart
  | StackedTrendChart

export interface ChartAppearance {
  readonly theme: 'light' | 'dark'
  /** Device pixels a unit: 1 or 2. */
  readonly scale: 1 | 2
  /** In CSS pixels: a wide page, or a narrow one for the screens of phones. */
  readonly width: ChartWidth
}

export const CHART_WIDTHS = [900, 400] as const
export type ChartWidth = (typeof CHART_WIDTHS)[number]

/** Draws charts. An implementation bounds its own time and memory. */
export interface ChartRenderer {
  /** The bytes of a PNG; the same spec gives the same bytes. Rejects with {@link ChartError}. */
  render(spec: ChartSpec, appearance?: Partial<ChartAppearance>): Promise<Uint8Array>
  close(): Promise<void>
}
