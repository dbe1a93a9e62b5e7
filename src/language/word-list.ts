import { fold } from './fold.ts'

/** Returns whether a list of words with spaces between them holds the word; case and accents do not matter. */
export function hasWord(list: string, word: string): boolean {
  const wanted = fold(word)
  return list.split(' ').some((known) => fold(known) === wanted)
}
