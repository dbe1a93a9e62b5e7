/**
 * Words of feedback by what they do, apart by spaces. `stem*` stands for every
 * word that begins so, a bare word for itself; the longest match wins.
 * Diacritics do not matter.
 */
export interface LexiconWords {
  /** Words by valence, from 3 (superb) to −3 (appalling). */
  readonly polarity: Readonly<Record<string, string>>
  /** Words that turn what follows. */
  readonly negators: string
  /** Words that turn what stands before them. */
  readonly negatorsAfter: string
  readonly intensifiers: string
  readonly diminishers: string
  /** Words after which the other side begins. */
  readonly contrast: string
  /** Words that open a small reservation: only, the one drawback. */
  readonly reservations: string
  /** Words of a verdict in the middle: average, so-so. */
  readonly lukewarm: string
  /** Words by which an author speaks of themselves. */
  readonly firstPerson: string
}

/** Words or stems in a row, apart by semicolons; `*` alone stands for any word. */
export interface LexiconPhrases {
  /** Phrases by valence, where it is not the sum of their words'. */
  readonly polarity: Readonly<Record<string, string>>
  /** Phrases of a verdict in the middle: nothing special. */
  readonly lukewarm: string
}

/** What is known of a language's words. */
export interface LexiconSource {
  readonly words: LexiconWords
  readonly phrases: LexiconPhrases
}
