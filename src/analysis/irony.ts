import type { Annotation } from './annotate.ts'
import { hashWord } from './hashing.ts'
import { type Scan, TokenKind } from './scan.ts'
import { foldWord } from './stem-table.ts'

const OPEN = new Set([...'("«“„'].map((mark) => mark.charCodeAt(0)))
const QUOTES = new Set([...'"«»“”„'].map((mark) => mark.charCodeAt(0)))
const BRACKETS = new Set([...'()'].map((mark) => mark.charCodeAt(0)))
const ENDS = new Set([...'.!?…\n'].map((mark) => mark.charCodeAt(0)))
const LONGEST_ASIDE = 3
const REACH = 14

/** What stands alone in brackets and takes back what was said: "(yeah right)". */
const ASIDES = new Set(
  [
    ...['yeah', 'right', 'sure', 'not', 'sarcasm', 'sarcastic', 'irony', 'ironic', 'joke'],
    ...['just', 'joking', 'kidding', 'lol', 'ha'],
    ...['нет', 'ага', 'ну', 'да', 'сарказм', 'щас', 'конечно', 'шутка', 'ирония'],
    ...['жоқ', 'иә', 'әрине', 'мазақ', 'күлкі'],
    ...['ne', 'aha', 'taip', 'na', 'sarkazmas', 'juokauju', 'ironija', 'žinoma'],
  ].map((word) => hashWord(foldWord(word))),
)

function unitOf(scan: Scan, token: number): number {
  return scan.folded[scan.start[token] as number] as number
}

/** What stands between a quoted word and what it is said of: "Amazing" is the word. */
const COPULAS = new Set(
  [
    ...['is', 'was', 'are', 'were', 'said', 'says', 'would', 'and', 'or', 'in', 'on', 'at'],
    ...['это', 'был', 'была', 'было', 'были', 'есть', 'и', 'или', 'в', 'на', 'сказал', 'сказала'],
    ...['деп', 'деген', 'болды', 'екен', 'және', 'мен'],
    ...['yra', 'buvo', 'tai', 'ir', 'ar', 'sakė', 'sako'],
  ].map((word) => hashWord(foldWord(word))),
)

/** True where the word is written small: a quoted name is not meant otherwise. */
function isSmall(scan: Scan, token: number): boolean {
  const letter = scan.text.charAt(scan.start[token] as number)
  return letter === letter.toLowerCase()
}

function opensSentence(scan: Scan, token: number): boolean {
  return (
    token === 0 || (scan.kind[token - 1] === TokenKind.mark && ENDS.has(unitOf(scan, token - 1)))
  )
}

/**
 * True where one quoted word opens a sentence, stands before the word that it is
 * said of, and nothing else in the sentence is praise: "Fast" delivery took a month.
 */
function isDoubted(scan: Scan, annotation: Annotation, open: number, close: number): boolean {
  const next = close + 1
  if (close - open !== 2 || !opensSentence(scan, open) || next >= scan.tokens) return false
  if (scan.kind[next] !== TokenKind.word || !isSmall(scan, next)) return false
  if (COPULAS.has(scan.hash[next] as number)) return false
  for (let token = next; token < scan.tokens; token++) {
    if (scan.kind[token] === TokenKind.mark && ENDS.has(unitOf(scan, token))) break
    if ((annotation.valence[token] as number) > 0) return false
  }
  return true
}

function turnBack(scan: Scan, annotation: Annotation, from: number): void {
  for (let token = from - 1; token >= Math.max(0, from - REACH); token--) {
    if (scan.kind[token] === TokenKind.mark && ENDS.has(unitOf(scan, token))) return
    if ((annotation.valence[token] as number) > 0 && annotation.negated[token] === 0) {
      annotation.negated[token] = 1
    }
  }
}

function isAside(scan: Scan, from: number, to: number): boolean {
  for (let token = from; token < to; token++) {
    if (scan.kind[token] === TokenKind.mark) continue
    if (!ASIDES.has(scan.hash[token] as number)) return false
  }
  return true
}

function isMeantOtherwise(
  scan: Scan,
  annotation: Annotation,
  open: number,
  close: number,
): boolean {
  if (close - open > LONGEST_ASIDE) return false
  return isSmall(scan, open + 1) || isDoubted(scan, annotation, open, close)
}

/** Turns the praise in scare quotes, and the praise that scare quotes stand beside. */
function doubt(scan: Scan, annotation: Annotation, open: number, close: number): void {
  const { valence, negated } = annotation
  for (const token of [open - 1, open + 1, open + 2, close + 1]) {
    if (token < 0 || token >= scan.tokens || token === close) continue
    if (scan.kind[token] !== TokenKind.word || negated[token] !== 0) continue
    if ((valence[token] as number) > 0) negated[token] = 1
  }
}

/** Marks praise that is not meant: asides in brackets, and words in scare quotes. */
export function markIrony(scan: Scan, annotation: Annotation): void {
  for (let open = 0; open < scan.tokens; open++) {
    if (scan.kind[open] !== TokenKind.mark || !OPEN.has(unitOf(scan, open))) continue
    const isQuote = QUOTES.has(unitOf(scan, open))
    const closers = isQuote ? QUOTES : BRACKETS
    let close = open + 1
    while (close < scan.tokens && close - open <= LONGEST_ASIDE) {
      if (scan.kind[close] === TokenKind.mark && closers.has(unitOf(scan, close))) break
      close++
    }
    const isClosed = close < scan.tokens && closers.has(unitOf(scan, close)) && close > open + 1
    if (!isClosed) continue
    if (!isQuote && isAside(scan, open + 1, close)) turnBack(scan, annotation, open)
    else if (isQuote && isMeantOtherwise(scan, annotation, open, close)) {
      doubt(scan, annotation, open, close)
    }
    open = close
  }
}
