import type { Feedback, Scale } from '../core/feedback.ts'
import type { EpochSeconds } from '../core/identity.ts'
import { WAITING } from '../ingest/follow-up.ts'
import { FIELDS, type Field } from '../ingest/types.ts'
import { isFormula } from '../report/csv.ts'

export const EXPORT_FORMATS = ['jsonl', 'csv'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Fields of feedback that somebody is to answer. */
const FOLLOW_UPS: readonly Field[] = ['firstResponseAt', 'resolvedAt']

/** Returns a scale as `--scale` takes it: `0..10`, or `5..1` where the lowest is the best. */
function scaleText(scale: Scale | null): string | null {
  if (!scale) return null
  return scale.reversed ? `${scale.max}..${scale.min}` : `${scale.min}..${scale.max}`
}

function instantText(at: EpochSeconds | null | undefined): string | null {
  return at == null ? null : new Date(at * 1000).toISOString().replace('.000Z', 'Z')
}

/** What nobody has answered yet waits, as does the end of what was opened again; what nobody is to answer has no value. */
function responseText({ followUp }: Feedback): string | null {
  if (!followUp) return null
  const { firstResponseAt, resolvedAt } = followUp
  return firstResponseAt === null && resolvedAt === null ? WAITING : instantText(firstResponseAt)
}

function fieldValue(feedback: Feedback, field: Field): string | number | null {
  switch (field) {
    case 'scale':
      return scaleText(feedback.scale)
    case 'at':
      return instantText(feedback.at)
    case 'tags':
      return feedback.tags.join(';') || null
    case 'firstResponseAt':
      return responseText(feedback)
    case 'resolvedAt':
      return feedback.followUp?.reopened ? WAITING : instantText(feedback.followUp?.resolvedAt)
    default:
      return feedback[field]
  }
}

function jsonLine(feedback: Feedback, columns: readonly Field[], whole: boolean): string {
  const fields = columns.flatMap((field) => {
    const value = fieldValue(feedback, field)
    return value === null && !whole ? [] : [[field, value] as const]
  })
  const factors = feedback.factors.map(({ factor, score }) => [`factor:${factor}`, score] as const)
  return `${JSON.stringify(Object.fromEntries([...fields, ...factors]))}\n`
}

/** Text that a spreadsheet would run as a formula is led by an apostrophe; numbers stay bare. */
function csvCell(value: string | number | null): string {
  const led = typeof value === 'string' && isFormula(value) ? `'${value}` : value
  const text = led === null ? '' : String(led)
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function csvLine(feedback: Feedback, columns: readonly Field[]): string {
  return `${columns.map((field) => csvCell(fieldValue(feedback, field))).join(',')}\r\n`
}

/** How one format writes feedback: what stands before it, and a line for each item. */
export interface ExportWriter {
  readonly head: string
  /** The first line names every field, even without a value: an import goes by the first rows. */
  line(feedback: Feedback, isFirst: boolean): string
}

/**
 * Returns the writer of a format; CSV has no columns for factors, JSON lines have `factor:NAME`.
 * `followUps`: when feedback was answered and resolved, where anything was ever to be answered.
 */
export function exportWriter(
  format: ExportFormat,
  { followUps }: { readonly followUps: boolean },
): ExportWriter {
  const columns = FIELDS.filter((field) => followUps || !FOLLOW_UPS.includes(field))
  return format === 'csv'
    ? { head: `${columns.join(',')}\r\n`, line: (feedback) => csvLine(feedback, columns) }
    : { head: '', line: (feedback, isFirst) => jsonLine(feedback, columns, isFirst) }
}
