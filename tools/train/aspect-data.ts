import type { Polarity } from '../../src/analysis/types.ts'
import type { Locale } from '../../src/core/locale.ts'
import { CATEGORY_MAPS } from './category-map.ts'
import { type LabelledText, type Part, readLabelled } from './feedback-data.ts'
import { ownTexts } from './own-texts.ts'

/** A text with the taxonomy's aspects that a person found in it. */
export interface AspectRow {
  readonly text: string
  readonly domain: string
  /** Polarity by taxonomy key; undefined where the people disagree or only mention it. */
  readonly aspects: ReadonlyMap<string, Polarity | undefined>
  readonly weight: number
}

/** A text with a name in it and the polarity towards that name. */
export interface TargetRow {
  readonly text: string
  readonly from: number
  readonly to: number
  readonly polarity: Polarity
  readonly domain: string
  readonly weight: number
}

/** A folder of data and the part of it that is read. */
export interface Source {
  readonly folder: string
  readonly part: Part
}

function aspectsOf(row: LabelledText, domain: string): Map<string, Polarity | undefined> {
  const aspects = new Map<string, Polarity | undefined>()
  const map = CATEGORY_MAPS[domain]
  for (const { category, polarity } of row.aspects ?? []) {
    const key = category === undefined ? undefined : map?.(category)
    if (key === undefined) continue
    const given = polarity === 'conflict' ? undefined : polarity
    const before = aspects.get(key)
    aspects.set(key, aspects.has(key) && before !== given ? merge(before, given) : given)
  }
  return aspects
}

function merge(first: Polarity | undefined, second: Polarity | undefined): Polarity | undefined {
  if (first === 'neutral') return second
  return second === 'neutral' ? first : undefined
}

function rowsOf(source: Source, file: string, weight: number, fixed?: string): AspectRow[] {
  return readLabelled(source.folder, file, source.part).flatMap((row) => {
    const domain = fixed ?? row.domain ?? ''
    if (CATEGORY_MAPS[domain] === undefined) return []
    // Texts without any aspect are, in these files, often texts that nobody annotated.
    if ((row.aspects ?? []).length === 0) return []
    return [{ text: row.text, domain, aspects: aspectsOf(row, domain), weight }]
  })
}

function ownRows({ part }: Source, lang: Locale): AspectRow[] {
  return ownTexts(lang, part).map(({ text, aspects }) => ({
    text,
    domain: 'own',
    aspects,
    weight: 1,
  }))
}

/** Returns the texts with categories of a language. */
export function aspectRows(source: Source, lang: Locale): AspectRow[] {
  return [...givenRows(source, lang), ...ownRows(source, lang)]
}

function givenRows(source: Source, lang: Locale): AspectRow[] {
  if (lang === 'kk' || lang === 'lt') return []
  if (lang === 'ru') {
    return [
      ...rowsOf(source, 'ru_mabsa_train.jsonl', 1),
      ...rowsOf(source, 'ru_mabsa_dev.jsonl', 1),
    ]
  }
  return [
    ...rowsOf(source, 'en_mabsa_train.jsonl', 1),
    ...rowsOf(source, 'en_mams_acsa_train.jsonl', 0.5, 'mams'),
    ...rowsOf(source, 'en_mams_acsa_dev.jsonl', 0.5, 'mams'),
  ]
}

function termsOf(
  source: Source,
  file: string,
  domain: string | undefined,
  weight: number,
): TargetRow[] {
  return readLabelled(source.folder, file, source.part).flatMap((row) =>
    (row.aspects ?? []).flatMap(({ term, polarity, from, to }) => {
      if (polarity === 'conflict') return []
      const at = from ?? (term ? row.text.indexOf(term) : -1)
      if (at < 0) return []
      const end = to ?? at + (term ?? '').length
      return [
        { text: row.text, from: at, to: end, polarity, domain: domain ?? row.domain ?? '', weight },
      ]
    }),
  )
}

/** Returns the texts with named targets of a language. */
export function targetRows(source: Source, lang: Locale): TargetRow[] {
  if (lang === 'kk' || lang === 'lt') return []
  if (lang === 'ru') {
    return [
      ...termsOf(source, 'ru_mabsa_train.jsonl', undefined, 1),
      ...termsOf(source, 'ru_mabsa_dev.jsonl', undefined, 1),
    ].filter((row) => row.domain !== 'sight')
  }
  return [
    ...termsOf(source, 'en_mams_atsa_train.jsonl', 'mams', 1),
    ...termsOf(source, 'en_mams_atsa_dev.jsonl', 'mams-dev', 1),
    ...termsOf(source, 'en_mabsa_train.jsonl', undefined, 0.15),
  ].filter((row) => row.domain !== 'sight')
}
