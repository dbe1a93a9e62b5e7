import type { Locale } from '../core/locale.ts'
import { english } from './words/english.ts'
import { kazakh } from './words/kazakh.ts'
import { lithuanian } from './words/lithuanian.ts'
import { russian } from './words/russian.ts'

/** What customers of a household shop write about. */
const THEMES = ['delivery', 'price', 'staff', 'quality', 'checkout', 'support', 'returns'] as const
export type Theme = (typeof THEMES)[number]
export type Mood = 'positive' | 'neutral' | 'negative'

/** Sentences of one language; `{days}` stands for a number from 5 to 9, `{product}` for a product's name. */
export interface Phrases {
  readonly themes: Readonly<
    Record<Theme, Readonly<Record<'positive' | 'negative', readonly string[]>>>
  >
  /** Sentences about nothing in particular. */
  readonly general: Readonly<Record<Mood, readonly string[]>>
  /** What may stand after any other sentence of its mood. */
  readonly closings: Readonly<Record<Mood, readonly string[]>>
}

export const PHRASES: Readonly<Record<Locale, Phrases>> = {
  en: english,
  ru: russian,
  kk: kazakh,
  lt: lithuanian,
}
