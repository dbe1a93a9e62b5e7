import type { Locale } from '../core/locale.ts'
import { PhraseTable } from './phrase-table.ts'
import { type Scan, TokenKind } from './scan.ts'
import { StemTable } from './stem-table.ts'
import type { Taxonomy } from './taxonomy.ts'

type AspectSet = readonly number[]

/** The words of a taxonomy in one language, ready for look-up. */
export interface AspectWords {
  readonly words: StemTable
  readonly phrases: PhraseTable<AspectSet>
  /** Aspects, by place in the taxonomy, of each number in `words`, less one. */
  readonly sets: readonly AspectSet[]
}

/** Builds the look-up of a language. */
export function compileAspectWords(taxonomy: Taxonomy, lang: Locale): AspectWords {
  const entries = new Map<string, number[]>()
  taxonomy.aspects.forEach((aspect, at) => {
    for (const word of aspect.words[lang]) {
      const set = entries.get(word) ?? []
      if (!set.includes(at)) set.push(at)
      entries.set(word, set)
    }
  })
  const singles = [...entries].filter(([word]) => !word.includes('-'))
  const phrases = [...entries].filter(([word]) => word.includes('-'))
  return {
    words: new StemTable(singles.map(([word], at) => [word, at + 1] as const)),
    phrases: new PhraseTable(
      phrases.map(([word, set]) => [word.replaceAll('-', ' '), set] as const),
    ),
    sets: singles.map(([, set]) => set),
  }
}

/** Aspects that the words of a text name, by token. */
export interface AspectHits {
  readonly token: Int32Array
  readonly aspect: Int32Array
  count: number
}

const MAX_HITS = 4_096

export function createHits(): AspectHits {
  return { token: new Int32Array(MAX_HITS), aspect: new Int32Array(MAX_HITS), count: 0 }
}

function add(hits: AspectHits, token: number, set: AspectSet): void {
  for (const aspect of set) {
    if (hits.count >= MAX_HITS) return
    hits.token[hits.count] = token
    hits.aspect[hits.count] = aspect
    hits.count++
  }
}

/** Finds the words of a taxonomy in a scanned text, in the order of the text. */
export function findAspectWords(table: AspectWords, scan: Scan, hits: AspectHits): void {
  hits.count = 0
  for (let token = 0; token < scan.tokens; token++) {
    if (scan.kind[token] !== TokenKind.word) continue
    const phrase = table.phrases.at(scan, token)
    if (phrase) {
      const last = token + phrase.length - 1
      for (; token <= last; token++) {
        if (scan.kind[token] !== TokenKind.mark) add(hits, token, phrase.value)
      }
      token = last
      continue
    }
    const number =
      table.words.exact(scan.hash[token] as number) ||
      table.words.stem(scan.folded, scan.start[token] as number, scan.end[token] as number)
    const set = number > 0 ? table.sets[number - 1] : undefined
    if (set) add(hits, token, set)
  }
}
