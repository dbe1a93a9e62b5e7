import type { AspectName } from '../core/analysis.ts'
import { LOCALES, type Locale } from '../core/locale.ts'
import shipped from './taxonomy.json' with { type: 'json' }

/** One side of the experience: its key, its names and the words that speak of it. */
export interface TaxonomyAspect {
  readonly key: string
  readonly names: Readonly<Record<Locale, string>>
  /** Stems (`deliver*`), words and phrases joined by hyphens, by language. */
  readonly words: Readonly<Record<Locale, readonly string[]>>
}

export interface Taxonomy {
  readonly aspects: readonly TaxonomyAspect[]
}

export type TaxonomyProblem =
  | 'not-json'
  | 'not-an-object'
  | 'unknown-field'
  | 'bad-key'
  | 'bad-name'
  | 'bad-word'
  | 'unknown-language'
  | 'name-missing'
  | 'words-missing'
  | 'too-many-aspects'

/** A taxonomy file that cannot be used: what is wrong, where, and the offending value. */
export class TaxonomyError extends Error {
  readonly problem: TaxonomyProblem
  /** Path in the file: `aspects.delivery.words.en[3]`. */
  readonly place: string
  readonly found: string

  constructor(problem: TaxonomyProblem, place: string, found: string) {
    super(`taxonomy: ${problem} at ${place}: ${found}`)
    this.name = 'TaxonomyError'
    this.problem = problem
    this.place = place
    this.found = found
  }
}

/** Aspects that a taxonomy may have: as many as the buffers of the scores hold. */
export const MAX_ASPECTS = 64
const KEY = /^[a-z][a-z0-9_]{0,31}$/
const WORD = /^(?=.{2})[^\s*-]{1,40}\*?(?:-[^\s*-]{1,40}\*?){0,5}$/
const FIELDS = new Set(['names', 'words', 'replace', 'hidden'])

type Json = Readonly<Record<string, unknown>>

function objectAt(value: unknown, place: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TaxonomyError('not-an-object', place, JSON.stringify(value) ?? 'undefined')
  }
  return value as Json
}

function languagesOf(value: Json, place: string): Locale[] {
  return Object.keys(value).map((key) => {
    const known = LOCALES.find((locale) => locale === key)
    if (!known) throw new TaxonomyError('unknown-language', `${place}.${key}`, key)
    return known
  })
}

function readNames(value: unknown, place: string): Partial<Record<Locale, string>> {
  if (value === undefined) return {}
  const object = objectAt(value, place)
  const names: Partial<Record<Locale, string>> = {}
  for (const locale of languagesOf(object, place)) {
    const name = object[locale]
    if (typeof name !== 'string' || name.trim() === '' || name.length > 60) {
      throw new TaxonomyError('bad-name', `${place}.${locale}`, JSON.stringify(name) ?? 'undefined')
    }
    names[locale] = name.trim()
  }
  return names
}

function readWords(value: unknown, place: string): Partial<Record<Locale, string[]>> {
  if (value === undefined) return {}
  const object = objectAt(value, place)
  const words: Partial<Record<Locale, string[]>> = {}
  for (const locale of languagesOf(object, place)) {
    const given = object[locale]
    const list = typeof given === 'string' ? given.split(/\s+/).filter(Boolean) : given
    if (!Array.isArray(list)) {
      throw new TaxonomyError(
        'bad-word',
        `${place}.${locale}`,
        JSON.stringify(given) ?? 'undefined',
      )
    }
    words[locale] = list.map((each: unknown, at) => {
      const word = typeof each === 'string' ? each.trim().replace(/\s+/g, '-') : ''
      if (!WORD.test(word)) {
        throw new TaxonomyError('bad-word', `${place}.${locale}[${at}]`, JSON.stringify(each))
      }
      return word
    })
  }
  return words
}

function fill<T>(value: (locale: Locale) => T): Record<Locale, T> {
  return { en: value('en'), ru: value('ru'), kk: value('kk'), lt: value('lt') }
}

function extend(
  before: TaxonomyAspect | undefined,
  key: string,
  entry: Json,
  place: string,
): TaxonomyAspect {
  for (const field of Object.keys(entry)) {
    if (!FIELDS.has(field)) throw new TaxonomyError('unknown-field', `${place}.${field}`, field)
  }
  const names = readNames(entry['names'], `${place}.names`)
  const words = readWords(entry['words'], `${place}.words`)
  const anyName = names.en ?? Object.values(names)[0]
  if (!before && anyName === undefined) {
    throw new TaxonomyError('name-missing', `${place}.names`, key)
  }
  if (!before && Object.values(words).every((list) => list.length === 0)) {
    throw new TaxonomyError('words-missing', `${place}.words`, key)
  }
  const kept = entry['replace'] === true ? undefined : before?.words
  return {
    key,
    names: fill((locale) => names[locale] ?? before?.names[locale] ?? anyName ?? key),
    words: fill((locale) => [...(kept?.[locale] ?? []), ...(words[locale] ?? [])]),
  }
}

function merge(base: readonly TaxonomyAspect[], aspects: Json): Taxonomy {
  const byKey = new Map(base.map((aspect) => [aspect.key, aspect]))
  for (const [key, value] of Object.entries(aspects)) {
    const place = `aspects.${key}`
    if (!KEY.test(key)) throw new TaxonomyError('bad-key', place, key)
    const entry = objectAt(value, place)
    if (entry['hidden'] === true) byKey.delete(key)
    else byKey.set(key, extend(byKey.get(key), key, entry, place))
  }
  if (byKey.size > MAX_ASPECTS) {
    throw new TaxonomyError('too-many-aspects', 'aspects', String(byKey.size))
  }
  return { aspects: [...byKey.values()] }
}

let standard: Taxonomy | undefined

/** Returns the taxonomy of customer experience that the program ships with. */
export function defaultTaxonomy(): Taxonomy {
  standard ??= merge([], shipped.aspects)
  return standard
}

/** Returns what the aspects of the shipped taxonomy are called, without reading their words. */
export function shippedAspectNames(): readonly AspectName[] {
  return Object.entries(shipped.aspects).map(([key, { names }]) => ({ key, names }))
}

/**
 * Reads a workspace's file, which extends the shipped taxonomy: new names and
 * words for a known key, `"replace": true` to drop its shipped words,
 * `"hidden": true` to drop the aspect, and new keys with names and words.
 * Throws a `TaxonomyError` that says what is wrong and where.
 */
export function parseTaxonomy(json: string): Taxonomy {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    throw new TaxonomyError('not-json', 'file', error instanceof Error ? error.message : 'JSON')
  }
  const file = objectAt(value, 'file')
  for (const field of Object.keys(file)) {
    if (field !== 'aspects') throw new TaxonomyError('unknown-field', field, field)
  }
  return merge(defaultTaxonomy().aspects, objectAt(file['aspects'], 'aspects'))
}
