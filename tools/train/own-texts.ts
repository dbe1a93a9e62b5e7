import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Polarity } from '../../src/analysis/types.ts'
import type { Locale } from '../../src/core/locale.ts'
import { isHeldOut, type Part } from './feedback-data.ts'

/** A sentence that was written for this project, with what a person reads in it. */
export interface OwnText {
  readonly text: string
  readonly label: Polarity
  /** Polarity by taxonomy key. */
  readonly aspects: ReadonlyMap<string, Polarity>
}

const FOLDER = join('tools', 'train', 'texts')
const SIGNS: Readonly<Record<string, Polarity>> = {
  '+': 'positive',
  '-': 'negative',
  '0': 'neutral',
}

function aspectsOf(cell: string): Map<string, Polarity> {
  if (cell === '-') return new Map()
  return new Map(
    cell.split(' ').map((entry) => {
      const [key = '', sign = ''] = entry.split(':')
      const polarity = SIGNS[sign]
      if (!polarity) throw new Error(`no sign in ${entry}`)
      return [key, polarity] as const
    }),
  )
}

/** Returns the project's own labelled sentences of a language. Throws where a line is malformed. */
export function ownTexts(lang: Locale, part: Part): OwnText[] {
  const lines = readFileSync(join(FOLDER, `feedback-${lang}.tsv`), 'utf8')
    .trim()
    .split('\n')
  return lines.flatMap((line) => {
    const [label, aspects, text] = line.split('\t')
    if (!label || !aspects || !text) throw new Error(`feedback-${lang}.tsv: ${line}`)
    if (part !== 'all' && isHeldOut(text) !== (part === 'held-out')) return []
    return [{ text, label: label as Polarity, aspects: aspectsOf(aspects) }]
  })
}
