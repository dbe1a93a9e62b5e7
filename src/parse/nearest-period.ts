import { nearestWords } from './nearest.ts'
import { periodPhrase } from './period-phrase.ts'
import { meaningsOf, suggestibleWords } from './vocabulary/index.ts'

/** How many replacements of one word are tried. */
const TRIES = 8

/** Returns the phrase with its one or two unknown words replaced so that it names a period. */
export function nearestPeriod(text: string): string | undefined {
  const words = text.split(' ').filter((word) => word !== '')
  const joined = words.length === 1 && text.includes('-') ? text.split('-') : words
  let phrases: readonly string[][] = [[]]
  for (const word of joined.slice(0, 8)) {
    const known = /\d/.test(word) || meaningsOf(word).length > 0
    const choices = known ? [word] : nearestWords(word, suggestibleWords(), 4).slice(0, TRIES)
    phrases = phrases
      .flatMap((phrase) => choices.map((choice) => [...phrase, choice]))
      .slice(0, TRIES * TRIES)
  }
  if (joined.length > 8) return undefined
  return phrases.map((phrase) => phrase.join(' ')).find((phrase) => periodPhrase(phrase))
}
