import type { LexiconSource } from '../source.ts'
import { phrases } from './phrases.ts'
import { words } from './words.ts'

export const en: LexiconSource = { words, phrases }
