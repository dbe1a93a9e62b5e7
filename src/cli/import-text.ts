import { basename } from 'node:path'
import type { NewFeedback } from '../core/feedback.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'
import type { ImportReason } from '../core/store.ts'
import { delimiterName } from '../ingest/delimiter-names.ts'
import type { ImportOutcome, ImportPlan, ImportPreview, PlanNote } from '../ingest/index.ts'
import { formatCount, formatInstant } from '../language/format.ts'
import { lookUp, translator } from '../language/translate.ts'

const ORDER = ['kind', 'scale', 'score', 'text', 'at']
/** The question that shows what has come in, by kind. */
const QUESTIONS: Readonly<Record<string, string>> = {
  nps: 'nps all',
  csat: 'csat all',
  ces: 'ces all',
  review: 'rating all',
}
const LONGEST_SHOWN = 160

function word(
  locale: Locale,
  key: string,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return lookUp(locale, `import:${key}`, params) ?? key
}

function isolated(text: string): string {
  const plain = text.replace(/\p{Cc}+/gu, ' ')
  return plain.length > LONGEST_SHOWN ? `${plain.slice(0, LONGEST_SHOWN - 1)}…` : plain
}

/** A label and what belongs to it, aligned. */
function aligned(pairs: readonly (readonly [label: string, text: string])[]): string {
  const width = Math.max(...pairs.map(([label]) => label.length))
  return pairs.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`).join('\n')
}

function position({ about }: PlanNote): number {
  if (about === 'unused') return ORDER.length + 2
  const place = ORDER.indexOf(about)
  return place < 0 ? ORDER.length + (about === 'factor' ? 1 : 0) : place
}

/** Returns how a file will be read, and why. */
export function mappingText(plan: ImportPlan, locale: Locale): string {
  const t = translator(locale)
  const { format, encoding, delimiter } = plan.table
  const form = [
    format.toUpperCase(),
    encoding?.toUpperCase(),
    delimiter && delimiterName(delimiter),
  ]
  const notes = [...plan.notes].sort((a, b) => position(a) - position(b))
  let last = ''
  const pairs = notes.map(({ about, note, params }): [string, string] => {
    const label = about === last ? '' : word(locale, `fields.${about}`)
    last = about
    return [label, isolated(word(locale, `notes.${note}`, params))]
  })
  const { source, zone } = plan.description
  const head = `${plan.name}: ${form.filter(Boolean).join(', ')}`
  const tail = `${t('import:report.source', { source })}; ${t('import:report.zone', { zone })}`
  return `${head}\n${aligned(pairs)}\n  ${tail}`
}

function reasonsText(reasons: readonly ImportReason[], locale: Locale): string {
  const t = translator(locale)
  return reasons
    .map(({ reason, count, firstLine }) =>
      t('import:report.reason', {
        shown: formatCount(count, locale),
        reason: word(locale, `reasons.${reason}`),
        line: firstLine,
      }),
    )
    .map((line) => `  ${line}\n`)
    .join('')
}

function cellsOf(
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
    value === null ? [] : [[word(locale, `fields.${field}`), isolated(value)] as const],
  )
}

/** Returns what an import would do. */
export function previewText(preview: ImportPreview, locale: Locale, zone: string): string {
  const t = translator(locale)
  const counts = {
    rows: formatCount(preview.rows, locale),
    usable: formatCount(preview.usable, locale),
    rejected: formatCount(preview.rejected, locale),
  }
  const first = preview.first.map(
    ({ line, item }) =>
      `${t('import:report.line', { line })}\n${aligned(cellsOf(item, locale, zone))}\n`,
  )
  const shown = first.length > 0 ? `${t('import:report.firstRows')}\n${first.join('')}\n` : ''
  return `${shown}${t('import:report.dryRun', counts)}\n${reasonsText(preview.reasons, locale)}`
}

/** Returns what an import did and what can be done next. */
export function outcomeText(outcome: ImportOutcome, plan: ImportPlan, locale: Locale): string {
  const t = translator(locale)
  const id = `I-${outcome.importId}`
  const shown = (value: number): string => formatCount(value, locale)
  const lines: string[] = []
  if (outcome.resumedAt > 0)
    lines.push(t('import:report.resumed', { rows: shown(outcome.resumedAt) }))
  const { rows, accepted, duplicates, rejected } = outcome
  lines.push(
    outcome.stopped
      ? t('import:report.stopped', { rows: shown(rows), id })
      : t('import:report.done', {
          id,
          rows: shown(rows),
          accepted: shown(accepted),
          duplicates: shown(duplicates),
          rejected: shown(rejected),
        }),
  )
  const reasons = reasonsText(outcome.reasons, locale).trimEnd()
  if (reasons) lines.push(reasons)
  if (outcome.rejectsFile && rejected > 0) {
    lines.push(t('import:report.rejectsFile', { file: basename(outcome.rejectsFile) }))
  }
  if (!outcome.stopped && accepted === 0 && duplicates > 0)
    lines.push(t('import:report.nothingNew'))
  if (!outcome.stopped && accepted > 0) {
    const question = QUESTIONS[plan.mapping.kind] ?? 'quotes all'
    lines.push(t('import:report.next', { command: `cxbot ask "${question}"` }))
    lines.push(t('import:report.undo', { command: `cxbot import --undo ${id}` }))
  }
  return `${lines.join('\n')}\n`
}
