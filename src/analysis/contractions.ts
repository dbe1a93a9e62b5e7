import { CharacterClass } from './characters.ts'
import type { Scan } from './scan.ts'
import { TokenKind } from './token-kind.ts'

export const SPACE = 32
/** What follows the apostrophe of a contraction: don't, it's, they're. */
const ENDINGS = new Set(['t', 's', 'm', 'd', 're', 've', 'll'])
/** No contraction is longer: what is joined again and again takes time in proportion to this. */
const LONGEST = 24

/** Tokens that are one word: from the first of them up to a place in the text. */
export interface Joint {
  readonly first: number
  readonly to: number
}

function jointOf(scan: Scan, first: number, to: number): Joint | undefined {
  return to - (scan.start[first] as number) <= LONGEST ? { first, to } : undefined
}

/**
 * Says whether a token is a word that ends one space before another begins. Nothing but a space
 * is read over when the two are joined: a line break or an apostrophe would be met for ever.
 */
function isBeside(scan: Scan, token: number, start: number): boolean {
  return (
    token >= 0 &&
    scan.kind[token] === TokenKind.word &&
    scan.end[token] === start - 1 &&
    scan.text.charCodeAt(start - 1) === SPACE
  )
}

/**
 * Returns the contraction that an apostrophe at `at` was cut apart from: "don ' t", "wo n ' t",
 * "it ' s". Undefined where it is none.
 */
export function joinedContraction(scan: Scan, at: number, classes: Uint8Array): Joint | undefined {
  const { text } = scan
  const last = scan.tokens - 1
  const isCut = isBeside(scan, last, at) || (last >= 0 && scan.end[last] === at)
  if (!isCut || scan.kind[last] !== TokenKind.word) return undefined
  const from = text.charCodeAt(at + 1) === SPACE ? at + 2 : at + 1
  const most = from + LONGEST
  let to = from
  while (to < Math.min(scan.units, most) && isLetter(scan, to, classes)) to++
  const ending = to - from > 2 ? '' : text.slice(from, to).toLowerCase()
  if (!ENDINGS.has(ending)) return undefined
  if (ending !== 't') return jointOf(scan, last, to)
  const start = scan.start[last] as number
  if (scan.folded[(scan.end[last] as number) - 1] !== 110) return undefined
  const isAlone = scan.end[last] === start + 1
  if (isAlone && !isBeside(scan, last - 1, start)) return undefined
  return jointOf(scan, isAlone ? last - 1 : last, to)
}

function isLetter(scan: Scan, at: number, classes: Uint8Array): boolean {
  return classes[scan.folded[at] as number] === CharacterClass.letter
}

/** Returns "n't", where the last token is that, with the word that it was cut from: "did n't". */
export function joinedNegation(scan: Scan, end: number): Joint | undefined {
  const { folded } = scan
  const last = scan.tokens - 1
  const start = scan.start[last] as number
  const isNegation =
    end - start === 3 &&
    folded[start] === 110 &&
    folded[start + 1] === 39 &&
    folded[start + 2] === 116
  return isNegation && isBeside(scan, last - 1, start) ? jointOf(scan, last - 1, end) : undefined
}
