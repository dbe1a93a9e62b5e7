import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Polarity } from '../../src/analysis/types.ts'
import type { Locale } from '../../src/core/locale.ts'
import { foldOf } from './scores.ts'

export interface LabelledAspect {
  readonly term?: string
  readonly category?: string
  readonly polarity: Polarity | 'conflict'
  readonly from?: number
  readonly to?: number
}

/** A line of a file of labelled feedback. */
export interface LabelledText {
  readonly lang: Locale
  readonly text: string
  readonly label: Polarity | null
  readonly rating?: number
  /** Human rating from −4 to 4, where the source has one. */
  readonly score?: number
  readonly domain?: string
  readonly aspects?: readonly LabelledAspect[]
}

/**
 * Which texts are read: all of them, or without those held out, or only those.
 * Held out are the development files and one text in ten of the others.
 */
export type Part = 'all' | 'train' | 'held-out'

const HELD_OUT_SHARE = 10

/** Says whether a text is one of the tenth that is left aside to measure on. */
export function isHeldOut(text: string): boolean {
  return foldOf(text, HELD_OUT_SHARE) === 0
}

function isIn(part: Part, name: string, text: string): boolean {
  if (part === 'all') return true
  return (name.includes('_dev') || isHeldOut(text)) === (part === 'held-out')
}

/** Reads a JSON-lines file of the data folder. Throws where it is missing. */
export function readLabelled(folder: string, name: string, part: Part = 'all'): LabelledText[] {
  const path = join(folder, name)
  if (!existsSync(path)) throw new Error(`no ${name} in ${folder}`)
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.length > 0)
    .map((line) => JSON.parse(line) as LabelledText)
    .filter((row) => isIn(part, name, row.text))
}
