import i18next, { type TOptions } from 'i18next'
import type { Locale } from '../core/locale.ts'
import { en } from './locales/en/index.ts'
import { kk } from './locales/kk/index.ts'
import { lt } from './locales/lt/index.ts'
import { ru } from './locales/ru/index.ts'

type PluralSuffix = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
type Base<Key> = Key extends `${infer Stem}_${PluralSuffix}` ? Stem : Key
type Leaves<Tree, Prefix extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? `${Prefix}${Base<Key>}`
    : Leaves<Tree[Key], `${Prefix}${Key}.`>
}[keyof Tree & string]

/** `namespace:path.to.key`, checked against the English files by the compiler. */
export type MessageKey = {
  [Namespace in keyof typeof en & string]: `${Namespace}:${Leaves<(typeof en)[Namespace]>}`
}[keyof typeof en & string]

export type MessageParams = Readonly<Record<string, string | number>>

/** Every text of every language, by locale and namespace. */
export const resources = { en, ru, kk, lt } as const

const engine = i18next.createInstance()
void engine.init({
  resources,
  lng: 'en',
  fallbackLng: 'en',
  ns: Object.keys(en),
  defaultNS: 'common',
  initAsync: false,
  interpolation: { escapeValue: false },
})

/** Returns the text of `key` in the locale; `count` among the parameters chooses the plural form. */
export type Translate = (key: MessageKey, params?: MessageParams) => string

export function translator(locale: Locale): Translate {
  const translate = engine.getFixedT(locale)
  return (key, params) => translate(key, { ...params } as TOptions)
}

/** Returns the text of a key that is put together at run time, or undefined where there is none. */
export function lookUp(locale: Locale, key: string, params?: MessageParams): string | undefined {
  if (!engine.exists(key, { lng: locale, ...params })) return undefined
  return engine.getFixedT(locale)(key as MessageKey, { ...params } as TOptions)
}
