import type { Locale } from '../core/locale.ts'
import type { Annotation } from './annotate.ts'
import { hashWord } from './hashing.ts'
import { type Scan, TokenKind } from './scan.ts'
import { foldWord } from './stem-table.ts'
import { comparisonWords } from './words.ts'

/** Endings of a comparative, folded, and words that compare by themselves. */
const COMPARATIVES: Readonly<Record<Locale, { readonly endings: string; readonly words: string }>> =
  {
    en: { endings: 'er ier', words: 'more less better worse' },
    ru: { endings: 'ее ей ше же че ще вле', words: 'более менее лучше хуже больше меньше' },
    kk: { endings: 'рак рек ырак ирек лау леу', words: 'артык кем жаксы жаман арзан кымбат' },
    lt: {
      endings: 'esnis esne esni esnes esnius esniai esnio iau',
      words: 'daugiau maziau geriau blogiau',
    },
  }
/** Words that turn the comparison round. */
const LESS = new Set(['less', 'fewer', 'менее', 'меньше', 'maziau'].map(hashWord))
/** Endings of the Kazakh ablative, in which the lesser side of a comparison stands. */
const ABLATIVE = ['дан', 'ден', 'тан', 'тен', 'нан', 'нен']
/** Words that a comparison may take before its conjunction. */
const REACH = 4
/** Words from a name to the conjunction that it is compared by, and from there to the other name. */
const SUBJECT_REACH = 6
const OBJECT_REACH = 2

function foldedText(scan: Scan, token: number): string {
  return foldWord(scan.text.slice(scan.start[token], scan.end[token]))
}

function isComparative(scan: Scan, lang: Locale, token: number): boolean {
  if (scan.kind[token] !== TokenKind.word) return false
  const word = foldedText(scan, token)
  const { endings, words } = COMPARATIVES[lang]
  if (words.split(' ').includes(word)) return true
  return word.length >= 4 && endings.split(' ').some((ending) => word.endsWith(ending))
}

/** Value of the comparison that ends at a token: positive, negative, or 0 where there is none. */
function comparisonBefore(
  scan: Scan,
  annotation: Annotation,
  lang: Locale,
  end: number,
  from: number,
): number {
  let sum = 0
  let compares = false
  let isTurned = false
  for (let token = end - 1; token >= Math.max(from, end - REACH - 1); token--) {
    if (isComparative(scan, lang, token)) compares = true
    if (LESS.has(scan.hash[token] as number)) isTurned = true
    sum += annotation.valence[token] as number
  }
  return compares ? (isTurned ? -Math.abs(sum) : sum) : 0
}

/**
 * Returns the polarity towards a name by a comparison in its sentence ("A is
 * faster than B" is good for A and bad for B): above 0 good, below 0 bad, 0
 * where nothing compares it.
 */
export function comparedPolarity(
  scan: Scan,
  annotation: Annotation,
  lang: Locale,
  anchors: readonly number[],
  from: number,
  to: number,
): number {
  const first = anchors[0] as number
  const last = anchors[anchors.length - 1] as number
  const than = comparisonWords(lang)
  for (let token = from; token < to; token++) {
    if (!than.has(scan.hash[token] as number)) continue
    const value = comparisonBefore(scan, annotation, lang, token, from)
    if (value === 0) continue
    if (token + 1 < to && scan.kind[token + 1] === TokenKind.number) continue
    if (last < token && token - last <= SUBJECT_REACH) return value
    if (first > token && first - token <= OBJECT_REACH) return -value
  }
  return withoutConjunction(scan, annotation, lang, first, from, to)
}

/** «Магнум дешевле Рамстора», «Магнум Рамстордан арзан»: the case alone marks the lesser side. */
function withoutConjunction(
  scan: Scan,
  annotation: Annotation,
  lang: Locale,
  first: number,
  from: number,
  to: number,
): number {
  if (lang === 'ru' && first > from && isComparative(scan, lang, first - 1)) {
    return -comparisonBefore(scan, annotation, lang, first, from)
  }
  if (lang !== 'kk') return 0
  for (let token = from; token < to; token++) {
    const word = foldedText(scan, token)
    if (word.length < 5 || !ABLATIVE.some((ending) => word.endsWith(ending))) continue
    const end = Math.min(to, token + REACH + 1)
    const value = comparisonBefore(scan, annotation, lang, end, token + 1)
    if (value !== 0 && Math.abs(first - token) <= REACH) return first === token ? -value : value
  }
  return 0
}
