import type { LexiconSource } from '../source.ts'
import { phrases } from './phrases.ts'
import { words } from './words.ts'

export const lt: LexiconSource = { words, phrases }
