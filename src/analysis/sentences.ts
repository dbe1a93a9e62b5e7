import { type Scan, TokenFlag, TokenKind } from './scan.ts'

const MAX_SENTENCES = 512
const DOT = 46
const ENDS = new Set([...'.!?…。！？\n'].map((mark) => mark.charCodeAt(0)))

/** Ranges of tokens, one a sentence; `end` is past the last. */
export interface Sentences {
  readonly start: Int32Array
  readonly end: Int32Array
  count: number
}

export function createSentences(): Sentences {
  return {
    start: new Int32Array(MAX_SENTENCES),
    end: new Int32Array(MAX_SENTENCES),
    count: 0,
  }
}

function isEnd(scan: Scan, token: number): boolean {
  const unit = scan.folded[scan.start[token] as number] as number
  if (!ENDS.has(unit)) return false
  if (unit !== DOT || ((scan.flags[token] as number) & TokenFlag.repeated) !== 0) return true
  // "3.5" and "coursera.org" go on; "e. g." and initials have one letter before the dot.
  if (token + 1 < scan.tokens && scan.start[token + 1] === scan.end[token]) return false
  if (token === 0) return false
  return (scan.end[token - 1] as number) - (scan.start[token - 1] as number) > 1
}

/** Cuts a scanned text into sentences; past the limit the last one takes the rest. */
export function splitSentences(scan: Scan, sentences: Sentences): void {
  sentences.count = 0
  let from = 0
  let words = 0
  for (let token = 0; token < scan.tokens; token++) {
    if (scan.kind[token] === TokenKind.word) words++
    if (scan.kind[token] !== TokenKind.mark || !isEnd(scan, token)) continue
    if (words === 0 || sentences.count >= MAX_SENTENCES - 1) continue
    sentences.start[sentences.count] = from
    sentences.end[sentences.count] = token + 1
    sentences.count++
    from = token + 1
    words = 0
  }
  if (words > 0 || (sentences.count === 0 && scan.tokens > 0)) {
    sentences.start[sentences.count] = from
    sentences.end[sentences.count] = scan.tokens
    sentences.count++
  } else if (sentences.count > 0) sentences.end[sentences.count - 1] = scan.tokens
}
