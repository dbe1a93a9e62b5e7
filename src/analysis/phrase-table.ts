import type { Scan } from './scan.ts'
import { foldWord, StemTable } from './stem-table.ts'

interface Pattern {
  readonly word: string
  readonly isStem: boolean
}

interface Phrase<T> {
  readonly rest: readonly Pattern[]
  readonly value: T
}

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

/** A phrase that was found: how many tokens it takes, and what it stands for. */
export interface PhraseMatch<T> {
  readonly length: number
  readonly value: T
}

/** Phrases of two and more words or stems, found by their first word. */
export class PhraseTable<T> {
  private readonly starts: StemTable
  private readonly lists: readonly (readonly Phrase<T>[])[]

  constructor(entries: Iterable<readonly [phrase: string, value: T]>) {
    const byStart = new Map<string, Phrase<T>[]>()
    for (const [text, value] of entries) {
      const [head, ...rest] = text.split(' ')
      if (head === undefined) continue
      const list = byStart.get(head) ?? []
      list.push({ rest: rest.map(patternOf), value })
      byStart.set(head, list)
    }
    this.lists = [...byStart.values()]
    for (const list of this.lists as Phrase<T>[][]) {
      list.sort((a, b) => b.rest.length - a.rest.length)
    }
    this.starts = new StemTable([...byStart.keys()].map((head, at) => [head, at + 1] as const))
  }

  /** Returns the longest phrase that begins at a token. */
  at(scan: Scan, token: number): PhraseMatch<T> | undefined {
    const list =
      this.starts.exact(scan.hash[token] as number) ||
      this.starts.stem(scan.folded, scan.start[token] as number, scan.end[token] as number)
    if (list === 0) return undefined
    for (const { rest, value } of this.lists[list - 1] ?? []) {
      if (token + rest.length >= scan.tokens) continue
      if (rest.every((each, at) => matches(scan, token + 1 + at, each))) {
        return { length: rest.length + 1, value }
      }
    }
    return undefined
  }
}
