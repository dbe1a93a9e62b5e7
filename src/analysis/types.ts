import type { TextLanguage } from './language-id.ts'
import type { WorkspaceWeights } from './workspace-weights.ts'

export const POLARITIES = ['positive', 'negative', 'neutral'] as const
export type Polarity = (typeof POLARITIES)[number]

/** One side of the experience that a text speaks of. */
export interface AspectOpinion {
  /** Key of the taxonomy. */
  readonly aspect: string
  readonly polarity: Polarity
  /** The words that say so: a piece of the text, character for character. */
  readonly quote: string
  /** Calibrated probability of the polarity, 0 to 1. */
  readonly confidence: number
}

/** What a text says. */
export interface Analysis {
  readonly lang: TextLanguage
  readonly languageConfidence: number
  readonly sentiment: Polarity
  /** From −1 (surely negative) to 1 (surely positive). */
  readonly score: number
  /** Calibrated probability of the sentiment, 0 to 1. */
  readonly confidence: number
  /** True where the confidence is too low to count on. */
  readonly unsure: boolean
  /** The author speaks of their own experience. */
  readonly firstPerson: boolean
  readonly aspects: readonly AspectOpinion[]
  /** Polarity towards the name that was asked for. */
  readonly target?: TargetOpinion
}

export interface TargetOpinion {
  readonly polarity: Polarity
  readonly confidence: number
  /** False where the text does not name it, and the polarity is the whole text's. */
  readonly found: boolean
}

export interface AnalyzeOptions {
  /** A name (a brand, a product) towards which the polarity is asked. */
  readonly target?: string
  /** The language, where the source states it: `en`, `ru`, `kk` or `lt`; another code is ignored. */
  readonly lang?: string
}

export interface Analyzer {
  /** Changes whenever the models, the words or the taxonomy change. */
  readonly version: string
  /** Never throws; time is bounded for a text of any length. */
  analyze(text: string, options?: AnalyzeOptions): Analysis
  /**
   * Returns weights that have also learned from a correction. Pure: neither the
   * given weights nor this analyser change; a new analyser with the result does.
   * Texts in no known language and aspects that the taxonomy lacks teach nothing.
   */
  learn(weights: WorkspaceWeights, correction: Correction): WorkspaceWeights
}

/** What a person set right in a text: its sentiment, or one aspect. */
export type Correction = {
  readonly text: string
  readonly lang?: string
} & (
  | { readonly sentiment: Polarity }
  /** `none`: the text does not speak of it. */
  | { readonly aspect: string; readonly polarity: Polarity | 'none' }
)
