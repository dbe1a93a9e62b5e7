import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashWord } from '../../src/analysis/hashing.ts'
import type { ExtraLexicon } from '../../src/analysis/reader.ts'

/** Reads the words of the VADER lexicon; its emoticons are the scanner's business. */
export function vader(folder: string): ExtraLexicon {
  const words = new Map<number, number>()
  for (const line of readFileSync(join(folder, 'vader_lexicon.txt'), 'utf8').split('\n')) {
    const [word, valence] = line.split('\t')
    if (word && /^[a-z'-]+$/.test(word)) words.set(hashWord(word), Number(valence))
  }
  return words
}
