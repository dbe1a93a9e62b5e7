import { extendHash, HASH_SEED } from './hashing.ts'
import { type Scan, TokenKind } from './scan.ts'
import { foldWord, StemTable } from './stem-table.ts'

interface Pattern {
  readonly word: string
  readonly isStem: boolean
}

interface Phrase<T> {
  readonly rest: readonly Pattern[]
  readonly value: T
}

const LONGEST_NUMBER = 4
const HYPHENS = new Set([0x2d, 0x2010, 0x2011])

function patternOf(word: string): Pattern {
  const isStem = word.endsWith('*')
  return { word: foldWord(isStem ? word.slice(0, -1) : word), isStem }
}

function matches(scan: Scan, token: number, { word, isStem }: Pattern): boolean {
  const end = scan.end[token] as number
  let letter = 0
  for (let at = scan.start[token] as number; at < end; at++) {
    const unit = scan.folded[at] as number
    if (unit === 0) continue
    if (letter === word.length) return isStem
    if (unit !== word.charCodeAt(letter)) return false
    letter++
  }
  return letter === word.length
}

/** Says whether a token is a hyphen between two words without spaces. */
function isJoint(scan: Scan, token: number): boolean {
  const start = scan.start[token] as number
  const end = scan.end[token] as number
  return (
    scan.kind[token] === TokenKind.mark &&
    end - start === 1 &&
    HYPHENS.has(scan.folded[start] as number) &&
    scan.end[token - 1] === start &&
    token + 1 < scan.tokens &&
    scan.start[token + 1] === end
  )
}

/** Returns the token after the last of a phrase whose first word is `token`; 0 where it differs. */
function endOf(scan: Scan, token: number, rest: readonly Pattern[]): number {
  let at = token + 1
  for (const pattern of rest) {
    if (at >= scan.tokens) return 0
    if (!matches(scan, at, pattern) && isJoint(scan, at)) at++
    if (!matches(scan, at, pattern)) return 0
    at++
  }
  return at
}

function letters(patterns: readonly Pattern[]): number {
  return patterns.reduce((sum, { word, isStem }) => sum + word.length + (isStem ? 0 : 0.5), 0)
}

/** Longer phrases stand before shorter ones, and whole words before stems. */
function byPrecision<T>(a: Phrase<T>, b: Phrase<T>): number {
  return b.rest.length - a.rest.length || letters(b.rest) - letters(a.rest)
}

/** Hash of a token by its characters: the scan knows a number only by its length. */
function hashOf(scan: Scan, token: number): number {
  if (scan.kind[token] !== TokenKind.number) return scan.hash[token] as number
  let hash = HASH_SEED
  const end = Math.min(scan.end[token] as number, (scan.start[token] as number) + LONGEST_NUMBER)
  for (let at = scan.start[token] as number; at < end; at++) {
    hash = extendHash(hash, scan.folded[at] as number)
  }
  return hash
}

/** A phrase that was found: how many tokens it takes, and what it stands for. */
export interface PhraseMatch<T> {
  readonly length: number
  readonly value: T
}

/**
 * Phrases of words or stems, found by their first word. A hyphen between two words of a
 * text counts as a space; of several phrases the longest and most precise is taken.
 */
export class PhraseTable<T> {
  private readonly starts: StemTable
  private readonly lists: readonly (readonly Phrase<T>[])[]

  constructor(entries: Iterable<readonly [phrase: string, value: T]>) {
    const byStart = new Map<string, Phrase<T>[]>()
    for (const [text, value] of entries) {
      const [head, ...rest] = text.split(' ').map(patternOf)
      if (head === undefined) continue
      const key = head.isStem ? `${head.word}*` : head.word
      const list = byStart.get(key) ?? []
      list.push({ rest, value })
      byStart.set(key, list)
    }
    this.lists = [...byStart.values()].map((list) => list.sort(byPrecision))
    this.starts = new StemTable([...byStart.keys()].map((head, at) => [head, at + 1] as const))
  }

  /** Returns the longest phrase that begins at a token. */
  at(scan: Scan, token: number): PhraseMatch<T> | undefined {
    const list =
      this.starts.exact(hashOf(scan, token)) ||
      this.starts.stem(scan.folded, scan.start[token] as number, scan.end[token] as number)
    if (list === 0) return undefined
    for (const { rest, value } of this.lists[list - 1] ?? []) {
      const end = endOf(scan, token, rest)
      if (end > 0) return { length: end - token, value }
    }
    return undefined
  }
}
