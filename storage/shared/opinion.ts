import { SENTIMENTS, type Sentiment, type TextAnalysis } from '../../src/core/analysis.ts'
import { storable } from './text.ts'

/** The scale of opinions, in hundredths like every scale: −1, 0 and 1. */
export const OPINION_SCALE = { min: -100, max: 100, reversed: 0 } as const

const SCORE_UNITS = 10_000
const LONGEST_KEY = 64

/** An aspect with its polarity (place in SENTIMENTS plus one) and where its words stand in the text. */
export interface Mention<Aspect> {
  readonly aspect: Aspect
  readonly polarity: number
  readonly start: number
  readonly length: number
}

/** What is kept of a text beside its aspects; see the columns of `feedback`. */
interface Finding<Aspect> {
  readonly sentiment: number
  readonly wom: number
  /** In ten-thousandths. */
  readonly opinion: number
  readonly corrected: 0 | 1
  readonly aspects: readonly Mention<Aspect>[]
}

/** An analysis ready to be stored: aspects by key. */
export interface PreparedAnalysis extends Finding<string> {
  readonly version: string
  readonly lang: string
}

/** An analysis as its row holds it: names as ids, aspects by their series. */
export interface StoredOpinion extends Finding<number> {
  readonly analyzer: number
  /** The series of the sentiment of whole texts. */
  readonly series: number
  readonly langFound: 0 | 1
}

/** Returns the number under which a sentiment is stored, from 1; 0 stands for none. */
export function sentimentCode(sentiment: Sentiment): number {
  return SENTIMENTS.indexOf(sentiment) + 1
}

function sentimentOf(code: number): Sentiment {
  return SENTIMENTS[code - 1] ?? 'neutral'
}

/** Returns the score of an analysis, from −1 to 1, in ten-thousandths. */
export function opinionUnits(score: number): number {
  const units = Math.round(Math.min(1, Math.max(-1, score)) * SCORE_UNITS)
  return Number.isFinite(units) ? units : 0
}

/** Returns the analysis of a stored text as it will be kept. */
export function prepareAnalysis(
  analysis: TextAnalysis & { readonly corrected?: boolean },
  text: string,
  lang: string | null,
): PreparedAnalysis {
  const mentions = new Map<string, Mention<string>>()
  for (const { aspect, polarity, quote } of analysis.aspects) {
    const key = storable(aspect).slice(0, LONGEST_KEY)
    if (key === '' || mentions.has(key)) continue
    const at = quote === '' ? -1 : text.indexOf(quote)
    mentions.set(key, {
      aspect: key,
      polarity: sentimentCode(polarity),
      start: Math.max(at, 0),
      length: at < 0 ? 0 : quote.length,
    })
  }
  return {
    version: storable(analysis.version),
    lang: lang ?? storable(analysis.lang),
    sentiment: sentimentCode(analysis.sentiment),
    wom: analysis.firstPerson ? 2 : 1,
    opinion: opinionUnits(analysis.score),
    corrected: analysis.corrected ? 1 : 0,
    aspects: [...mentions.values()],
  }
}

/** Returns a kept analysis in the words of the domain. */
export function toAnalysis(
  kept: PreparedAnalysis,
  text: string,
): TextAnalysis & { readonly corrected: boolean } {
  return {
    version: kept.version,
    lang: kept.lang,
    sentiment: sentimentOf(kept.sentiment),
    score: kept.opinion / SCORE_UNITS,
    firstPerson: kept.wom === 2,
    aspects: kept.aspects.map(({ aspect, polarity, start, length }) => ({
      aspect,
      polarity: sentimentOf(polarity),
      quote: text.slice(start, start + length),
    })),
    corrected: kept.corrected === 1,
  }
}

/** Returns aspects as their column holds them: `aspect:polarity:start:length`, joined by `;`. */
export function writeAspects(aspects: readonly Mention<number>[]): string | null {
  if (aspects.length === 0) return null
  return aspects
    .map(({ aspect, polarity, start, length }) => `${aspect}:${polarity}:${start}:${length}`)
    .join(';')
}

/** Returns the aspects that a column holds; see `writeAspects`. */
export function readAspects(column: string | null): Mention<number>[] {
  if (column === null) return []
  return column.split(';').map((one) => {
    const [aspect = 0, polarity = 0, start = 0, length = 0] = one.split(':').map(Number)
    return { aspect, polarity, start, length }
  })
}
