import { indexTerms, queryTerms } from '../language/search-terms.ts'

/**
 * Returns whether a text holds any of the phrases: all words of a phrase, in any case and
 * ending of the bot's languages, wherever they stand.
 */
export function holdsAny(text: string, phrases: readonly string[]): boolean {
  const terms = new Set(indexTerms(text, null))
  return phrases.some((phrase) => {
    const words = queryTerms([phrase])
    return words.length > 0 && words.every(({ stems }) => stems.some((stem) => terms.has(stem)))
  })
}
