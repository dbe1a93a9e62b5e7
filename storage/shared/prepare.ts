import type { FactorScore, NewFeedback } from '../../src/core/feedback.ts'
import { indexTerms } from '../../src/language/search-terms.ts'
import type { NamedDimension } from './dictionary.ts'
import { FIRST_INSTANT, LAST_INSTANT } from './levels.ts'
import { type PreparedAnalysis, prepareAnalysis } from './opinion.ts'
import { TERM_COLUMNS, type TermColumn } from './schema.ts'
import { SCORE_LIMIT, toHundredths } from './scores.ts'
import { storable } from './text.ts'

/** An item with storable texts, hundredths for scores, and no scale without a score. */
export interface PreparedItem
  extends Omit<NewFeedback, 'score' | 'scale' | 'factors' | 'analysis' | 'followUp'> {
  /** In hundredths. */
  readonly score: number | null
  /** In hundredths. */
  readonly scale: PreparedScale | null
  readonly factors: readonly PreparedFactor[]
  readonly analysis: PreparedAnalysis | null
}

export interface PreparedScale {
  readonly min: number
  readonly max: number
  readonly reversed: 0 | 1
}

export interface PreparedFactor {
  readonly factor: string
  readonly score: number
  readonly scale: PreparedScale
}

function name(text: string | null): string | null {
  return text === null ? null : storable(text) || null
}

/** Returns a score in hundredths. Throws a RangeError, with `what` it is, beyond ±10 000. */
export function hundredths(score: number, what: string): number {
  if (!(Math.abs(score) <= SCORE_LIMIT)) throw new RangeError(`${what} out of range: ${score}`)
  return toHundredths(score)
}

/** Returns a scale as it is stored, in hundredths. Throws a RangeError for an end beyond ±10 000. */
export function prepareScale(scale: {
  min: number
  max: number
  reversed: boolean
}): PreparedScale {
  return {
    min: hundredths(scale.min, 'scale'),
    max: hundredths(scale.max, 'scale'),
    reversed: scale.reversed ? 1 : 0,
  }
}

/**
 * Returns factors in the order of their names, the last score of each. Throws a RangeError beyond
 * ±10 000.
 */
export function prepareFactors(factors: readonly FactorScore[]): PreparedFactor[] {
  const byName = new Map<string, PreparedFactor>()
  for (const { factor, score, scale } of factors) {
    const stored = storable(factor)
    byName.set(stored, {
      factor: stored,
      score: hundredths(score, 'factor score'),
      scale: prepareScale(scale),
    })
  }
  return [...byName.values()].sort((left, right) => (left.factor < right.factor ? -1 : 1))
}

/** Throws a RangeError for a time that is no whole second of the years 1834 to 2106. */
export function checkTime(at: number): void {
  if (!Number.isInteger(at) || at < FIRST_INSTANT || at >= LAST_INSTANT) {
    throw new RangeError(`time out of range: ${at}`)
  }
}

/** Returns tags as they are stored: each once, in order. */
export function prepareTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map(storable))].filter((tag) => tag !== '').sort()
}

/**
 * Returns an item as it will be stored. Throws a RangeError for a time outside
 * 1834–2106 or a score beyond ±10 000.
 */
export function prepare(item: NewFeedback): PreparedItem {
  checkTime(item.at)
  const scored = item.score !== null && item.scale !== null
  const text = name(item.text)
  const lang = name(item.lang)
  return {
    kind: item.kind,
    score: scored ? hundredths(item.score, 'score') : null,
    scale: scored ? prepareScale(item.scale) : null,
    survey: name(item.survey),
    text,
    lang,
    at: item.at,
    source: storable(item.source),
    externalId: storable(item.externalId),
    customer: name(item.customer),
    author: name(item.author),
    brand: name(item.brand),
    product: name(item.product),
    channel: name(item.channel),
    store: name(item.store),
    stage: name(item.stage),
    segment: name(item.segment),
    tags: prepareTags(item.tags),
    url: name(item.url),
    factors: prepareFactors(item.factors),
    analysis: item.analysis && text ? prepareAnalysis(item.analysis, text, lang) : null,
  }
}

/** Returns the name by which an item is counted: an unstated language is the one that was found. */
export function countedName(
  item: Pick<PreparedItem, TermColumn | 'analysis'>,
  column: TermColumn,
): string | null {
  return item[column] ?? (column === 'lang' ? (item.analysis?.lang ?? null) : null)
}

/** Returns every name that the items mention, by dimension. */
export function mentionedNames(
  items: Iterable<Pick<PreparedItem, TermColumn | 'tags' | 'analysis'>>,
): Map<NamedDimension, Set<string>> {
  const names = new Map<NamedDimension, Set<string>>(
    [...TERM_COLUMNS, 'tag' as const, 'analyzer' as const].map((dimension) => [
      dimension,
      new Set(),
    ]),
  )
  for (const item of items) {
    for (const column of TERM_COLUMNS) {
      const value = countedName(item, column)
      if (value !== null) names.get(column)?.add(value)
    }
    for (const tag of item.tags) names.get('tag')?.add(tag)
    if (item.analysis) names.get('analyzer')?.add(item.analysis.version)
  }
  return names
}

/** Returns the stems under which an item is found, with a space between. */
export function searchTerms(item: PreparedItem): string {
  return item.text === null ? '' : indexTerms(item.text, item.lang).join(' ')
}

/** Equal for equal content, whatever the id: tells a repetition from a contradiction. */
export function contentOf(item: PreparedItem): string {
  const { externalId: _, analysis: __, ...content } = item
  return JSON.stringify(content, Object.keys(content).sort().concat(CONTENT_KEYS))
}

const CONTENT_KEYS = ['min', 'max', 'reversed', 'factor']
