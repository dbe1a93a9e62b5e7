import type { AspectName } from '../core/analysis.ts'
import { UserError } from '../core/errors.ts'
import { LOCALES, type Locale } from '../core/locale.ts'
import { fold } from '../language/fold.ts'
import { nearest } from '../language/nearest.ts'

/** What is needed to call aspects by their names. */
export interface AspectNaming {
  readonly locale: Locale
  readonly aspects: readonly AspectName[]
}

/** Returns what the aspect is called; its key where the taxonomy no longer has it. */
export function aspectName(key: string, { aspects, locale }: AspectNaming): string {
  return aspects.find((aspect) => aspect.key === key)?.names[locale] ?? key
}

/** A shorter word of a name, such as “and”, does not stand for it. */
const SHORTEST_PART = 3

/**
 * Returns the key of the aspect that is called so in any language, case and
 * accents aside, or that alone has the word in its name.
 */
export function findAspect(word: string, aspects: readonly AspectName[]): string | undefined {
  const wanted = fold(word.trim())
  const called = ({ key, names }: AspectName) =>
    fold(key) === wanted || LOCALES.some((locale) => fold(names[locale]) === wanted)
  const exact = aspects.find(called)
  if (exact) return exact.key
  const parts = aspects.filter(({ names }) =>
    LOCALES.some((locale) =>
      fold(names[locale])
        .split(/[^\p{L}\p{N}]+/u)
        .includes(wanted),
    ),
  )
  return wanted.length >= SHORTEST_PART && parts.length === 1 ? parts[0]?.key : undefined
}

/**
 * Returns the key of the aspect that is called so, or that has the word as its
 * key in `stored`. Throws the UserError `commands.unknown-aspect` with the
 * nearest name.
 */
export function knownAspect(
  word: string,
  { aspects, locale }: AspectNaming,
  stored: readonly string[],
  lineWith: (name: string) => string,
): string {
  const found = findAspect(word, aspects) ?? stored.find((key) => fold(key) === fold(word))
  if (found !== undefined) return found
  const names = aspects.flatMap(({ key, names: own }) => [own[locale], key])
  const best = nearest(word, names)
  throw new UserError(
    'commands.unknown-aspect',
    { name: word, names: aspects.map((aspect) => aspect.names[locale]).join(', ') },
    best === undefined ? undefined : lineWith(best),
  )
}
