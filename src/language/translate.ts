import i18next, { type TOptions } from 'i18next'
import type { Locale } from '../core/locale.ts'
import { type Texts, textsOf } from './texts.ts'

type PluralSuffix = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
type Base<Key> = Key extends `${infer Stem}_${PluralSuffix}` ? Stem : Key
type Leaves<Tree, Prefix extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? `${Prefix}${Base<Key>}`
    : Leaves<Tree[Key], `${Prefix}${Key}.`>
}[keyof Tree & string]

/** `namespace:path.to.key`, checked against the English files by the compiler. */
export type MessageKey = {
  [Namespace in keyof Texts & string]: `${Namespace}:${Leaves<Texts[Namespace]>}`
}[keyof Texts & string]

export type MessageParams = Readonly<Record<string, string | number>>

const FALLBACK: Locale = 'en'

const engine = i18next.createInstance()
void engine.init({
  resources: {},
  lng: FALLBACK,
  fallbackLng: FALLBACK,
  defaultNS: false,
  initAsync: false,
  interpolation: { escapeValue: false },
})

const known = new Set<Locale>()

/** Makes a language known to the engine before its first word. */
function learn(locale: Locale): void {
  if (known.has(locale)) return
  for (const [namespace, texts] of Object.entries(textsOf(locale))) {
    engine.addResourceBundle(locale, namespace, texts, false, true, { skipCopy: true })
  }
  known.add(locale)
}

/** Returns the engine with the texts of a language, and those that stand in for missing ones. */
function engineFor(locale: Locale): typeof engine {
  learn(FALLBACK)
  learn(locale)
  return engine
}

/** Returns the text of `key` in the locale; `count` among the parameters chooses the plural form. */
export type Translate = (key: MessageKey, params?: MessageParams) => string

/** Returns the translation into a language, whose texts are read with its first word. */
export function translator(locale: Locale): Translate {
  const translate = engine.getFixedT(locale)
  return (key, params) => {
    engineFor(locale)
    return translate(key, { ...params } as TOptions)
  }
}

/** Returns the text of a key that is put together at run time, or undefined where there is none. */
export function lookUp(locale: Locale, key: string, params?: MessageParams): string | undefined {
  if (!engineFor(locale).exists(key, { lng: locale, ...params })) return undefined
  return engine.getFixedT(locale)(key as MessageKey, { ...params } as TOptions)
}
