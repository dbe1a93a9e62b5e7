import { DIMENSIONS, type Dimension } from '../../core/feedback.ts'
import { LOCALES, type Locale } from '../../core/locale.ts'
import { PERIOD_UNITS, type PeriodUnit } from '../../core/period.ts'
import type { View } from '../../core/reply.ts'
import { fold } from '../text.ts'
import { en } from './en.ts'
import { kk } from './kk.ts'
import { lt } from './lt.ts'
import { ru } from './ru.ts'
import type { Forms, Vocabulary } from './types.ts'

export const vocabularies: Readonly<Record<Locale, Vocabulary>> = { en, ru, kk, lt }

const VIEWS = ['chart', 'table', 'csv', 'text'] as const satisfies readonly View[]

/** Word classes without a value of their own. */
const PLAIN_CLASSES = [
  'current',
  'last',
  'next',
  'beforeLast',
  'yearMarks',
  'dayMarks',
  'fillers',
  'polite',
  'from',
  'to',
  'fromAfter',
  'toAfter',
  'beginning',
  'everything',
  'timeNouns',
  'by',
  'byAfter',
  'vs',
  'vsAfter',
  'vsLinks',
  'as',
  'asAfter',
  'and',
  'previous',
  'target',
] as const satisfies readonly (keyof Vocabulary)[]
type PlainClass = (typeof PLAIN_CLASSES)[number]

/** One meaning of a word form. */
export type Meaning =
  | { readonly kind: PlainClass }
  /** A calendar unit counted from the running one: yesterday is day −1. */
  | { readonly kind: 'relative'; readonly unit: PeriodUnit; readonly offset: number }
  | {
      readonly kind: 'unit'
      readonly unit: PeriodUnit
      readonly one: boolean
      readonly many: boolean
    }
  | { readonly kind: 'eachUnit'; readonly unit: PeriodUnit }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'month'; readonly number: number }
  | { readonly kind: 'ordinal'; readonly number: number }
  | { readonly kind: 'view'; readonly view: View; readonly alone: boolean }
  | { readonly kind: 'dimension'; readonly dimension: Dimension }

/** The words of all languages by what they are compared as. */
interface Lexicon {
  readonly meanings: Map<string, Meaning[]>
  /** The proper spelling of each. */
  readonly surfaces: Map<string, string>
}

let built: Lexicon | undefined

/** Returns the words; they are folded when the first line is read. */
function lexicon(): Lexicon {
  built ??= buildLexicon()
  return built
}

function forms(list: Forms): readonly string[] {
  return list.split(' ').filter((form) => form !== '')
}

function add({ meanings, surfaces }: Lexicon, list: Forms, meaning: Meaning): void {
  for (const form of forms(list)) {
    const key = fold(form)
    const known = meanings.get(key)
    if (!surfaces.has(key)) surfaces.set(key, form)
    if (!known) meanings.set(key, [meaning])
    else if (!known.some((other) => JSON.stringify(other) === JSON.stringify(meaning)))
      known.push(meaning)
  }
}

function addUnits(into: Lexicon, units: Vocabulary['units']): void {
  for (const unit of PERIOD_UNITS) {
    const one = new Set(forms(units[unit].one).map(fold))
    const many = new Set(forms(units[unit].many).map(fold))
    for (const form of forms(`${units[unit].one} ${units[unit].many}`)) {
      const key = fold(form)
      add(into, form, { kind: 'unit', unit, one: one.has(key), many: many.has(key) })
    }
  }
}

function buildLexicon(): Lexicon {
  const into: Lexicon = { meanings: new Map(), surfaces: new Map() }
  for (const locale of LOCALES) {
    const words = vocabularies[locale]
    add(into, words.today, { kind: 'relative', unit: 'day', offset: 0 })
    add(into, words.yesterday, { kind: 'relative', unit: 'day', offset: -1 })
    add(into, words.dayBeforeYesterday, { kind: 'relative', unit: 'day', offset: -2 })
    add(into, words.tomorrow, { kind: 'relative', unit: 'day', offset: 1 })
    add(into, words.thisYear, { kind: 'relative', unit: 'year', offset: 0 })
    add(into, words.lastYear, { kind: 'relative', unit: 'year', offset: -1 })
    for (const unit of PERIOD_UNITS)
      add(into, words.toDate[unit] ?? '', { kind: 'relative', unit, offset: 0 })
    for (const unit of PERIOD_UNITS)
      add(into, words.eachUnit[unit] ?? '', { kind: 'eachUnit', unit })
    words.numbers.forEach((number, index) => {
      add(into, number, { kind: 'number', number: index + 1 })
    })
    addUnits(into, words.units)
    words.months.forEach((month, index) => {
      add(into, month, { kind: 'month', number: index + 1 })
    })
    words.ordinals.forEach((ordinal, index) => {
      add(into, ordinal, { kind: 'ordinal', number: index + 1 })
    })
    for (const kind of PLAIN_CLASSES) add(into, words[kind], { kind })
    for (const view of VIEWS) {
      add(into, words.viewsAlone[view], { kind: 'view', view, alone: true })
      add(into, words.views[view], { kind: 'view', view, alone: false })
    }
    for (const dimension of DIMENSIONS)
      add(into, words.dimensions[dimension], { kind: 'dimension', dimension })
  }
  return into
}

/** Returns all that a folded word can mean; nothing for a word that the command language does not know. */
export function meaningsOfFolded(word: string): readonly Meaning[] {
  return lexicon().meanings.get(word) ?? []
}

/** Returns all that a word can mean; nothing for a word that the command language does not know. */
export function meaningsOf(word: string): readonly Meaning[] {
  return meaningsOfFolded(fold(word))
}

/** Returns the meaning of one kind, where the word has it. */
export function meaningOf<Kind extends Meaning['kind']>(
  word: string,
  kind: Kind,
): Extract<Meaning, { kind: Kind }> | undefined {
  for (const meaning of meaningsOf(word))
    if (meaning.kind === kind) return meaning as Extract<Meaning, { kind: Kind }>
  return undefined
}

/** Returns whether the word belongs to the class. */
export function hasMeaning(word: string, kind: Meaning['kind']): boolean {
  return meaningOf(word, kind) !== undefined
}

/** Kinds of words that stand for something by themselves. */
const CONTENT: ReadonlySet<Meaning['kind']> = new Set<Meaning['kind']>([
  'current',
  'last',
  'beforeLast',
  'beginning',
  'everything',
  'by',
  'vs',
  'as',
  'previous',
  'target',
  'relative',
  'unit',
  'eachUnit',
  'month',
  'view',
  'dimension',
])

let suggestible: readonly string[] | undefined

/** Returns the forms that a mistyped word may have been meant as, in their proper spelling. */
export function suggestibleWords(): readonly string[] {
  suggestible ??= wordsWithContent(lexicon())
  return suggestible
}

function wordsWithContent({ meanings, surfaces }: Lexicon): readonly string[] {
  return [...surfaces]
    .filter(([key]) => key.length > 2)
    .filter(([key]) => meanings.get(key)?.some(({ kind }) => CONTENT.has(kind)))
    .map(([, surface]) => surface)
}
