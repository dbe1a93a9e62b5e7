import type { Locale } from '../../../src/core/locale.ts'
import type web from '../../../src/language/locales/en/web.json'

export type Words = (typeof web)['page']

type Leaves<Tree, Prefix extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? `${Prefix}${Key}`
    : Leaves<Tree[Key], `${Prefix}${Key}.`>
}[keyof Tree & string]

/** The path of a text of the page, checked against the English file by the compiler. */
export type Key = Leaves<Words>

let current: Words | undefined
const listeners: (() => void)[] = []

/** Takes the words of a language and tells everyone who shows some. */
export function useWords(words: Words, locale: Locale): void {
  current = words
  document.documentElement.lang = locale
  for (const listener of listeners) listener()
}

/** Calls back now, and whenever the language changes. */
export function onWords(listener: () => void): void {
  listeners.push(listener)
  listener()
}

/** Returns all words of the language that is shown. */
export function allWords(): Words {
  if (!current) throw new Error('no words yet')
  return current
}

/** Returns a text with its parameters filled in. */
export function say(key: Key, parameters: Readonly<Record<string, string | number>> = {}): string {
  let found: unknown = current
  for (const part of key.split('.')) found = (found as Record<string, unknown>)[part]
  return String(found).replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
    String(parameters[name] ?? ''),
  )
}
