import { fold } from './fold.ts'
import { nearest } from './nearest.ts'
import { hasWord } from './word-list.ts'

/** What people call each verb, in any language: words with spaces between them. */
export type VerbWords<Verb extends string> = Readonly<Record<Verb, string>>

function verbsOf<Verb extends string>(words: VerbWords<Verb>): readonly Verb[] {
  return Object.keys(words) as Verb[]
}

/** Returns the verb that a word names in any language; case and accents do not matter. */
export function verbNamed<Verb extends string>(
  words: VerbWords<Verb>,
  text: string,
): Verb | undefined {
  return verbsOf(words).find((verb) => hasWord(words[verb], text))
}

/** Returns the verb with which a line begins. */
export function leadingVerb<Verb extends string>(
  words: VerbWords<Verb>,
  line: string,
): Verb | undefined {
  return verbNamed(words, /^\S*/.exec(line)?.[0] ?? '')
}

/** Returns the verb one of whose words is most like a mistyped one. */
export function nearestVerb<Verb extends string>(
  words: VerbWords<Verb>,
  text: string,
): Verb | undefined {
  const close = nearest(
    fold(text),
    verbsOf(words).flatMap((verb) => words[verb].split(' ').map(fold)),
  )
  return close === undefined ? undefined : verbNamed(words, close)
}
