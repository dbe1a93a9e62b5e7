import type { NewFeedback } from '../core/feedback.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'
import type { PlanNote } from '../ingest/index.ts'
import { formatInstant } from '../language/format.ts'
import { lookUp } from '../language/translate.ts'

const ORDER = ['kind', 'scale', 'score', 'text', 'at']
/** The question that shows what has come in, by kind. */
const QUESTIONS: Readonly<Record<string, string>> = {
  nps: 'nps all',
  csat: 'csat all',
  ces: 'ces all',
  review: 'rating all',
}
const LONGEST_SHOWN = 160

/** Returns words of the `import` locale files. */
export function importWord(
  locale: Locale,
  key: string,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return lookUp(locale, `import:${key}`, params) ?? key
}

/** Returns words from outside on one line, cut where they are long. */
function isolated(text: string): string {
  const plain = text.replace(/\p{Cc}+/gu, ' ')
  return plain.length > LONGEST_SHOWN ? `${plain.slice(0, LONGEST_SHOWN - 1)}…` : plain
}

function position({ about }: PlanNote): number {
  if (about === 'unused') return ORDER.length + 2
  const place = ORDER.indexOf(about)
  return place < 0 ? ORDER.length + (about === 'factor' ? 1 : 0) : place
}

/** Returns what was decided and why, by field; a field that is repeated is named once. */
export function mappingNotes(
  notes: readonly PlanNote[],
  locale: Locale,
): readonly (readonly [field: string, why: string])[] {
  let last = ''
  return [...notes]
    .sort((a, b) => position(a) - position(b))
    .map(({ about, note, params }) => {
      const label = about === last ? '' : importWord(locale, `fields.${about}`)
      last = about
      return [label, isolated(importWord(locale, `notes.${note}`, params))]
    })
}

/** Returns a row as it would be stored, by field; empty ones are left out. */
export function itemCells(
  item: NewFeedback,
  locale: Locale,
  zone: string,
): readonly (readonly [string, string])[] {
  const { score, scale, factors, tags, followUp, externalId: _, ...rest } = item
  const ends = scale ? ` (${scale.min}–${scale.max})` : ''
  const rated = factors.map((each) => `${each.factor} = ${each.score}`).join('; ')
  const instant = (at: EpochSeconds | null | undefined): string | null =>
    at == null ? null : formatInstant(at, locale, zone)
  const values: Readonly<Record<string, string | null>> = {
    kind: item.kind,
    score: score === null ? null : `${score}${ends}`,
    text: rest.text,
    at: formatInstant(item.at, locale, zone),
    firstResponseAt: instant(followUp?.firstResponseAt),
    resolvedAt: instant(followUp?.resolvedAt),
    source: rest.source,
    customer: rest.customer,
    author: rest.author,
    store: rest.store,
    brand: rest.brand,
    product: rest.product,
    channel: rest.channel,
    stage: rest.stage,
    segment: rest.segment,
    lang: rest.lang,
    survey: rest.survey,
    tags: tags.length > 0 ? tags.join(', ') : null,
    url: rest.url,
    factor: rated || null,
  }
  return Object.entries(values).flatMap(([field, value]) =>
    value === null ? [] : [[importWord(locale, `fields.${field}`), isolated(value)] as const],
  )
}

/** Returns the command line that shows what has come in. */
export function nextQuestion(kind: string): string {
  return QUESTIONS[kind] ?? 'quotes all'
}
