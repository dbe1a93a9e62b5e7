import type { LexiconPhrases, LexiconSource, LexiconWords } from './lexicons/source.ts'
import { PhraseTable } from './phrase-table.ts'
import type { Scan } from './scan.ts'
import { StemTable } from './stem-table.ts'

/** What a word does, as bits of its number; the low four bits hold its valence + 8. */
export const Role = {
  negator: 1 << 4,
  negatorAfter: 1 << 5,
  intensifier: 1 << 6,
  diminisher: 1 << 7,
  contrast: 1 << 8,
  firstPerson: 1 << 9,
  lukewarm: 1 << 10,
  reservation: 1 << 11,
} as const

const VALENCE_BITS = 15
const VALENCE_ZERO = 8

/** What a phrase says: its valence, and whether it is a verdict in the middle. */
export interface PhraseSense {
  readonly valence: number
  readonly lukewarm: boolean
}

/** A language's words, ready for look-up. */
export interface Lexicon {
  readonly words: StemTable
  readonly phrases: PhraseTable<PhraseSense>
}

/** Returns the valence in a word's number, −3 to 3; 0 where it has none. */
export function valenceOf(value: number): number {
  const bits = value & VALENCE_BITS
  return bits === 0 ? 0 : bits - VALENCE_ZERO
}

function split(list: string): string[] {
  return list.split(/\s+/).filter((word) => word.length > 0)
}

function mergeRoles(first: number, second: number): number {
  const valence = second & VALENCE_BITS || first & VALENCE_BITS
  return ((first | second) & ~VALENCE_BITS) | valence
}

function rolesOf(words: LexiconWords): [number, string][] {
  return [
    [Role.negator, words.negators],
    [Role.negatorAfter, words.negatorsAfter],
    [Role.intensifier, words.intensifiers],
    [Role.diminisher, words.diminishers],
    [Role.contrast, words.contrast],
    [Role.firstPerson, words.firstPerson],
    [Role.lukewarm, words.lukewarm],
    [Role.reservation, words.reservations],
    ...Object.entries(words.polarity).map(([valence, list]): [number, string] => [
      Number(valence) + VALENCE_ZERO,
      list,
    ]),
  ]
}

function splitPhrases(list: string): string[] {
  return list
    .split(';')
    .map((phrase) => split(phrase).join(' '))
    .filter((phrase) => phrase.length > 0)
}

/** Returns a phrase as listed, and as it is typed without apostrophes: can't, cant. */
function spellings(phrase: string): string[] {
  return phrase.includes("n't") ? [phrase, phrase.replaceAll("n't", 'nt')] : [phrase]
}

function sensesOf({ polarity, lukewarm }: LexiconPhrases): Map<string, PhraseSense> {
  const senses = new Map<string, PhraseSense>()
  for (const text of splitPhrases(lukewarm).flatMap(spellings)) {
    senses.set(text, { valence: 0, lukewarm: true })
  }
  for (const [valence, list] of Object.entries(polarity)) {
    for (const text of splitPhrases(list).flatMap(spellings)) {
      senses.set(text, { valence: Number(valence), lukewarm: senses.has(text) })
    }
  }
  return senses
}

/** Builds the tables of one language; the words of an earlier source win. */
export function compileLexicon(sources: readonly LexiconSource[]): Lexicon {
  const words = new Map<string, number>()
  const phrases = new Map<string, PhraseSense>()
  for (const source of sources) {
    for (const [value, list] of rolesOf(source.words)) {
      for (const word of split(list)) words.set(word, mergeRoles(value, words.get(word) ?? 0))
    }
    for (const [text, { valence, lukewarm }] of sensesOf(source.phrases)) {
      const before = phrases.get(text)
      phrases.set(text, {
        valence: before?.valence || valence,
        lukewarm: before?.lukewarm === true || lukewarm,
      })
    }
  }
  return { words: new StemTable(words, mergeRoles), phrases: new PhraseTable(phrases) }
}

/** Returns the number of a token: its own entry, with the valence of its stem where it has none. */
export function lookUpToken(table: StemTable, scan: Scan, token: number): number {
  const own = table.exact(scan.hash[token] as number)
  if (own !== 0 && (own & VALENCE_BITS) !== 0) return own
  const stem = table.stem(scan.folded, scan.start[token] as number, scan.end[token] as number)
  return own === 0 ? stem : own | (stem & VALENCE_BITS)
}
