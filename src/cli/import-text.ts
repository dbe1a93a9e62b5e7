import { basename } from 'node:path'
import type { Locale } from '../core/locale.ts'
import type { ImportReason } from '../core/store.ts'
import { importWord, itemCells, mappingNotes, nextQuestion } from '../importing/shown.ts'
import { delimiterName } from '../ingest/delimiter-names.ts'
import type { ImportOutcome, ImportPlan, ImportPreview } from '../ingest/index.ts'
import { formatCount } from '../language/format.ts'
import { translator } from '../language/translate.ts'

/** A label and what belongs to it, aligned. */
function aligned(pairs: readonly (readonly [label: string, text: string])[]): string {
  const width = Math.max(...pairs.map(([label]) => label.length))
  return pairs.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`).join('\n')
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
  const pairs = mappingNotes(plan.notes, locale)
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
        reason: importWord(locale, `reasons.${reason}`),
        line: firstLine,
      }),
    )
    .map((line) => `  ${line}\n`)
    .join('')
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
      `${t('import:report.line', { line })}\n${aligned(itemCells(item, locale, zone))}\n`,
  )
  const shown = first.length > 0 ? `${t('import:report.firstRows')}\n${first.join('')}\n` : ''
  const { duplicates } = preview
  const repeated =
    duplicates > 0
      ? `${t('import:report.repeated', { count: duplicates, shown: formatCount(duplicates, locale) })}\n`
      : ''
  return `${shown}${t('import:report.dryRun', counts)}\n${repeated}${reasonsText(preview.reasons, locale)}`
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
    const question = nextQuestion(plan.mapping.kind)
    lines.push(t('import:report.next', { command: `cxbot ask "${question}"` }))
    lines.push(t('import:report.undo', { command: `cxbot import --undo ${id}` }))
  }
  return `${lines.join('\n')}\n`
}
