import { aroundFeatures } from './around.ts'
import { comparedPolarity } from './comparison.ts'
import { probabilities, rawProbabilities, verdictOf } from './decide.ts'
import { hashWord } from './hashing.ts'
import { extraOf, type Reader, readFeatures } from './reader.ts'
import { type Scan, TokenKind } from './scan.ts'
import type { AspectContext } from './sentence-aspects.ts'
import { foldWord } from './stem-table.ts'
import type { TargetOpinion } from './types.ts'
import { comparisonWords } from './words.ts'

export const TARGET_HASH = hashWord('target')
const MAX_TARGET_WORDS = 8
/** Letters that inflected forms of a name share at least. */
const SHARED_LETTERS = 4
const LONGEST_ENDING = 4

function foldedToken(scan: Scan, token: number): string {
  let out = ''
  for (let at = scan.start[token] as number; at < (scan.end[token] as number); at++) {
    const unit = scan.folded[at] as number
    if (unit !== 0) out += String.fromCharCode(unit)
  }
  return out
}

/** True where two words are one name in different cases: «Магнум», «Магнумда». */
function isSameName(word: string, name: string): boolean {
  if (word === name) return true
  const shorter = Math.min(word.length, name.length)
  let shared = 0
  while (shared < shorter && word[shared] === name[shared]) shared++
  return (
    shared >= Math.max(SHARED_LETTERS, shorter - 2) &&
    word.length - shared <= LONGEST_ENDING &&
    name.length - shared <= 2
  )
}

function wordsOf(name: string): string[] {
  return (name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .slice(0, MAX_TARGET_WORDS)
    .map(foldWord)
}

/** Returns the tokens that name a target, one list a mention; other forms of the name count. */
function findTarget(scan: Scan, name: string): number[][] {
  const words = wordsOf(name)
  const mentions: number[][] = []
  if (words.length === 0) return mentions
  for (let token = 0; token < scan.tokens && mentions.length < 64; token++) {
    const tokens: number[] = []
    let at = token
    for (const word of words) {
      while (at < scan.tokens && tokens.length > 0 && scan.kind[at] === TokenKind.mark) at++
      if (at >= scan.tokens || !isSameName(foldedToken(scan, at), word)) break
      tokens.push(at++)
    }
    if (tokens.length === words.length) {
      mentions.push(tokens)
      token = at - 1
    }
  }
  return mentions
}

/** Probability that a comparison leaves to the other classes. */
const DOUBT = 0.2

const scores = new Float64Array(3)
const sentence = new Float64Array(3)
const total = new Float64Array(3)

/** Lets one class prevail. */
function favour(probabilities: Float64Array, prevailing: number): void {
  for (let c = 0; c < 3; c++) {
    const share = (probabilities[c] as number) * DOUBT
    probabilities[c] = c === prevailing ? share + 1 - DOUBT : share
  }
}

/** Returns the polarity towards a name in a text that the reader has read; undefined where it is not named. */
export function targetPolarity(
  reader: Reader,
  context: AspectContext,
  name: string,
): TargetOpinion | undefined {
  const mentions = findTarget(reader.scan, name)
  if (mentions.length === 0) return undefined
  const { sentences, scan, annotation, around } = reader
  const { heads, lang } = context
  total.fill(0)
  for (const anchors of mentions) {
    const first = anchors[0] as number
    let at = 0
    while (at + 1 < sentences.count && (sentences.end[at] as number) <= first) at++
    const from = sentences.start[at] as number
    const to = sentences.end[at] as number
    const count = readFeatures(reader, from, to)
    rawProbabilities(heads.sentiment, reader.features, count, reader.dense, sentence)
    aroundFeatures(
      scan,
      annotation,
      { anchors, from, to },
      TARGET_HASH,
      extraOf(reader),
      sentence,
      comparisonWords(lang),
      around,
    )
    probabilities(heads.target, around.hashed, around.count, around.dense, scores)
    const compared = comparedPolarity(scan, annotation, lang, anchors, from, to)
    if (compared !== 0) favour(scores, compared > 0 ? 0 : 1)
    for (let c = 0; c < 3; c++) total[c] = (total[c] as number) + (scores[c] as number)
  }
  for (let c = 0; c < 3; c++) total[c] = (total[c] as number) / mentions.length
  const { polarity, confidence } = verdictOf(total)
  return { polarity, confidence, found: true }
}
