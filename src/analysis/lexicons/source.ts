/**
 * A language's own words of feedback. In each list `stem*` stands for every
 * word that begins so, a bare word for itself; the longest match wins.
 * Diacritics do not matter. A phrase is words or stems in a row.
 */
export interface LexiconSource {
  /** Stems by valence, from 3 (superb) to −3 (appalling). */
  readonly polarity: Readonly<Record<string, string>>
  /** Phrases whose valence is not the sum of their words'. */
  readonly phrases: readonly (readonly [phrase: string, valence: number])[]
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
