import type { Feedback, Scale } from '../core/feedback.ts'
import { type Field, FIELDS as READABLE } from '../ingest/types.ts'
import { isFormula } from '../report/csv.ts'

export const EXPORT_FORMATS = ['jsonl', 'csv'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

type Exported = Exclude<Field, 'firstResponseAt' | 'resolvedAt'>
const FIELDS = READABLE.filter(
  (field): field is Exported => field !== 'firstResponseAt' && field !== 'resolvedAt',
)

/** Returns a scale as `--scale` takes it: `0..10`, or `5..1` where the lowest is the best. */
function scaleText(scale: Scale | null): string | null {
  if (!scale) return null
  return scale.reversed ? `${scale.max}..${scale.min}` : `${scale.min}..${scale.max}`
}

function fieldValue(feedback: Feedback, field: Exported): string | number | null {
  switch (field) {
    case 'scale':
      return scaleText(feedback.scale)
    case 'at':
      return new Date(feedback.at * 1000).toISOString().replace('.000Z', 'Z')
    case 'tags':
      return feedback.tags.join(';') || null
    default:
      return feedback[field]
  }
}

function jsonLine(feedback: Feedback): string {
  const fields = FIELDS.flatMap((field) => {
    const value = fieldValue(feedback, field)
    return value === null ? [] : [[field, value] as const]
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

function csvLine(feedback: Feedback): string {
  return `${FIELDS.map((field) => csvCell(fieldValue(feedback, field))).join(',')}\r\n`
}

/** How one format writes feedback: what stands before it, and a line for each item. */
export interface ExportWriter {
  readonly head: string
  line(feedback: Feedback): string
}

/** Returns the writer of a format; CSV has no columns for factors, JSON lines have `factor:NAME`. */
export function exportWriter(format: ExportFormat): ExportWriter {
  return format === 'csv'
    ? { head: `${FIELDS.join(',')}\r\n`, line: csvLine }
    : { head: '', line: jsonLine }
}
