import { DENSE_COUNT } from './features.ts'
import { combineHashes, extendHash, mixHash } from './hashing.ts'
import type { TokenRange } from './mention.ts'
import type { Reader } from './reader.ts'
import { type Scan, TokenKind } from './scan.ts'

/** Buckets of words: their numbers fit into two bytes. */
export const WORD_BUCKETS = 2 ** 15
/** Words that a text may have at most; what comes later is left out. */
const MAX_WORDS = 1_024

const NEGATED_SALT = 0x2545f491
const PREFIX_SALT = 0x3c6ef372
const PAIR_SALT = 0x1b873593
/** Letters that the forms of a word share, mostly. */
const PREFIX = 5

/** A text, or what one says of an aspect, as judgements see it. */
export interface JudgedText {
  /** Logarithms of the probabilities that the shipped models gave the classes. */
  readonly base: Float32Array
  /** Its real-valued features. */
  readonly dense: Float32Array
  /** Buckets of its words, their beginnings and pairs; of a space, the first `count`. */
  readonly words: Uint16Array
  readonly count: number
}

/** Working space for one text at a time. */
export interface JudgedSpace extends JudgedText {
  count: number
}

export function createJudgedSpace(): JudgedSpace {
  return {
    base: new Float32Array(3),
    dense: new Float32Array(DENSE_COUNT),
    words: new Uint16Array(MAX_WORDS),
    count: 0,
  }
}

/** What a person said of it: all that is kept to learn from. */
export interface Judgement extends JudgedText {
  readonly right: number
}

/** Least probability of a class: a text that is surely read can still be set right. */
const LEAST = 1e-4

/** Returns the hash of the first letters of a word; 0 where it has no more than these. */
function hashPrefix({ start, end, folded }: Scan, token: number): number {
  const first = start[token] as number
  if ((end[token] as number) - first <= PREFIX) return 0
  let hash = PREFIX_SALT
  for (let at = first; at < first + PREFIX; at++) hash = extendHash(hash, folded[at] as number)
  return hash
}

/**
 * Writes the buckets of tokens, of the beginnings of words and of pairs, which
 * differ inside and outside the reach of a negator: few, so that a correction teaches
 * words and not spelling. Returns how many.
 */
function judgedWords(
  { scan, annotation }: Reader,
  { from, to }: TokenRange,
  out: Uint16Array,
): number {
  const { kind, hash } = scan
  let count = 0
  let last = 0
  const add = (value: number): void => {
    out[count++] = value & (WORD_BUCKETS - 1)
  }
  for (let token = from; token < to && count < out.length - 3; token++) {
    const own = hash[token] as number
    const salt = ((annotation.negated[token] as number) & 1) === 1 ? NEGATED_SALT : 0
    add(mixHash(own ^ salt))
    const prefix = kind[token] === TokenKind.word ? hashPrefix(scan, token) : 0
    if (prefix !== 0) add(mixHash(prefix ^ salt))
    if (last !== 0) add(combineHashes(last, own ^ PAIR_SALT))
    last = own
  }
  return count
}

/** Writes what was just read: its probabilities, its real-valued features and the tokens that count. */
export function readJudged(
  reader: Reader,
  probabilities: Float64Array,
  dense: Float64Array,
  range: TokenRange,
  space: JudgedSpace,
): void {
  space.base.forEach((_, c) => {
    space.base[c] = Math.log(Math.max(LEAST, probabilities[c] as number))
  })
  space.dense.set(dense.subarray(0, DENSE_COUNT))
  space.count = judgedWords(reader, range, space.words)
}

/** Returns what a person said of the text in a space. */
export function judgementOf({ base, dense, words, count }: JudgedSpace, right: number): Judgement {
  return { right, base: base.slice(), dense: dense.slice(), words: words.slice(0, count), count }
}
