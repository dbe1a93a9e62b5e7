import type { Locale } from '../core/locale.ts'
import type { Annotation } from './annotate.ts'
import { hashWord } from './hashing.ts'
import { type Lexicon, Role, valenceOf } from './lexicon.ts'
import { type Scan, TokenKind } from './scan.ts'
import { foldWord } from './stem-table.ts'

/** How many words a negator reaches to the right, within its clause. */
const REACH: Readonly<Record<Locale, number>> = { en: 4, ru: 3, kk: 2, lt: 3 }
/** Share of a turned valence: "not good" is less than "bad", "not bad" is less than "good". */
const TURNED = { good: -0.8, bad: -0.55 } as const

/** Lithuanian words that begin with ne- and negate nothing. */
const LITHUANIAN_NOT_NEGATED = new Set(
  `nes net nebent nei nebe negu neseniai netoli netrukus nežinia nepaprastai neįtikėtinai neva neg nėra nereikia nekalbant nepaisant neskaitant nekantr nepriklausomai nepakartojam netgi nervai nervas nervų nemažai neretai nebūtinai nemokamai nemokamas nemokama nešti neša nešioti nešiojamas nešė neštis neutralu neutralus naujas nekilnojamas negyvenam`
    .split(/\s+/)
    .map((word) => hashWord(foldWord(word))),
)
const NE = [110, 101] as const

/**
 * Lithuanian negators that stand beside a verb with a ne- of its own and leave it
 * as it is („niekas nepadėjo“), with the words between from which that holds:
 * „jokių nesklandumų“ is turned, „jokios pagalbos nesulaukėme“ is not.
 */
const LITHUANIAN_CONCORD = new Map([
  ...spared(0, 'niekas niekam nieko nieką niekuo niekur niekaip niekada niekad niekuomet nė nei'),
  ...spared(1, 'joks jokia jokio jokios jokiu jokiai jokį jokią jokie jokių jokiais jokiomis'),
])

function spared(after: number, words: string): [hash: number, after: number][] {
  return words.split(' ').map((word) => [hashWord(foldWord(word)), after])
}

function turn(annotation: Annotation, token: number): void {
  const value = annotation.valence[token] as number
  annotation.valence[token] = value * (value > 0 ? TURNED.good : TURNED.bad)
  annotation.turned[token] = 1
}

/** True for a Lithuanian word with the prefix of negation. */
function isNegatedByPrefix(scan: Scan, token: number): boolean {
  const length = lithuanianPrefix(
    scan.folded,
    scan.start[token] as number,
    scan.end[token] as number,
  )
  return length > 0 && !LITHUANIAN_NOT_NEGATED.has(scan.hash[token] as number)
}

/**
 * Turns what a negator reaches: every odd negator turns, every second turns back.
 * Words negated by their own prefix are spared after `concord` words.
 */
function reachForward(
  scan: Scan,
  annotation: Annotation,
  from: number,
  reach: number,
  concord = Number.POSITIVE_INFINITY,
): void {
  const { clause, negated, entry } = annotation
  let words = 0
  for (let token = from + 1; token < scan.tokens && words < reach; token++) {
    if (clause[token] !== clause[from]) return
    if (scan.kind[token] !== TokenKind.word) continue
    const isSpared = words >= concord && isNegatedByPrefix(scan, token)
    if (!isSpared) negated[token] = (negated[token] as number) ^ 1
    const roles = entry[token] as number
    if ((roles & (Role.intensifier | Role.diminisher | Role.negator)) === 0) words++
  }
}

function reachBack(scan: Scan, annotation: Annotation, from: number, reach: number): void {
  const { clause, negated } = annotation
  let words = 0
  for (let token = from - 1; token >= 0 && words < reach; token--) {
    if (clause[token] !== clause[from] || scan.kind[token] !== TokenKind.word) return
    negated[token] = (negated[token] as number) ^ 1
    words++
  }
}

/** Length of the Lithuanian prefix of negation of a word: ne-, nebe-, nesi-, nebesi-. */
function lithuanianPrefix(units: Uint16Array, from: number, to: number): number {
  if (to - from < 5 || units[from] !== NE[0] || units[from + 1] !== NE[1]) return 0
  let length = 2
  if (units[from + 2] === 98 && units[from + 3] === 101 && to - from > 6) length = 4
  if (units[from + length] === 115 && units[from + length + 1] === 105 && to - from > length + 4) {
    return length + 2
  }
  return length
}

function negateLithuanian(scan: Scan, lexicon: Lexicon, annotation: Annotation): void {
  const { entry, valence, negator, negated } = annotation
  for (let token = 0; token < scan.tokens; token++) {
    if (scan.kind[token] !== TokenKind.word || entry[token] !== 0 || negated[token] === 2) continue
    const from = scan.start[token] as number
    const to = scan.end[token] as number
    const prefix = lithuanianPrefix(scan.folded, from, to)
    if (prefix === 0 || LITHUANIAN_NOT_NEGATED.has(scan.hash[token] as number)) continue
    negator[token] = 1
    let inner = lexicon.words.stem(scan.folded, from + prefix, to)
    if (inner === 0 && prefix > 2) inner = lexicon.words.stem(scan.folded, from + 2, to)
    const value = valenceOf(inner)
    if (value !== 0) {
      valence[token] = value * (value > 0 ? TURNED.good - 0.2 : TURNED.bad)
      annotation.turned[token] = 1
    } else reachForward(scan, annotation, token, 2)
  }
}

const KAZAKH_NEGATIVE = new Set([...'мбп'].map((letter) => letter.charCodeAt(0)))
const KAZAKH_VOWEL = new Set([...'ае'].map((letter) => letter.charCodeAt(0)))
const KAZAKH_AFTER = new Set([...'йдгкстпуи'].map((letter) => letter.charCodeAt(0)))

/** Valence of abuse, which no ending turns into praise. */
const ABUSE = -3

/** True where the ending of a Kazakh verb holds -ма/-ме/-ба/-бе/-па/-пе before tense or person. */
function hasKazakhNegative(units: Uint16Array, from: number, to: number): boolean {
  for (let at = from; at + 2 < to; at++) {
    if (!KAZAKH_NEGATIVE.has(units[at] as number)) continue
    if (!KAZAKH_VOWEL.has(units[at + 1] as number)) continue
    if (!KAZAKH_AFTER.has(units[at + 2] as number)) continue
    if (to - at <= 9) return true
  }
  return false
}

function negateKazakh(scan: Scan, lexicon: Lexicon, annotation: Annotation): void {
  const { valence, negator, negated } = annotation
  for (let token = 0; token < scan.tokens; token++) {
    if (scan.kind[token] !== TokenKind.word || negated[token] === 2) continue
    const from = scan.start[token] as number
    const to = scan.end[token] as number
    if (to - from < 5) continue
    const isKnown = valenceOf(lexicon.words.stem(scan.folded, from, to)) !== 0
    const after = isKnown ? lexicon.words.stemEnd : from + 2
    if (!hasKazakhNegative(scan.folded, after, to)) continue
    negator[token] = 1
    const value = valence[token] as number
    if (value > 0 || (isKnown && value < 0 && value > ABUSE)) turn(annotation, token)
  }
}

/** Marks negators, finds what they reach, and turns the valence of it. */
export function negate(scan: Scan, lang: Locale, lexicon: Lexicon, annotation: Annotation): void {
  const { entry, valence, negated, negator } = annotation
  if (lang === 'lt') negateLithuanian(scan, lexicon, annotation)
  if (lang === 'kk') negateKazakh(scan, lexicon, annotation)
  for (let token = 0; token < scan.tokens; token++) {
    const roles = entry[token] as number
    if ((roles & (Role.negator | Role.negatorAfter)) === 0 || negated[token] === 2) continue
    negator[token] = 1
    if (roles & Role.negator) {
      const concord = lang === 'lt' ? LITHUANIAN_CONCORD.get(scan.hash[token] as number) : undefined
      reachForward(scan, annotation, token, REACH[lang], concord)
    } else reachBack(scan, annotation, token, 1)
  }
  for (let token = 0; token < scan.tokens; token++) {
    if (negated[token] === 1 && valence[token] !== 0) turn(annotation, token)
  }
}
