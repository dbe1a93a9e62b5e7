import type { ImportRecord } from '../core/store.ts'
import type { ImportOutcome, ImportPlan, ImportPreview } from '../ingest/index.ts'

/** Returns what an import did, for programs. */
export function outcomeJson(outcome: ImportOutcome): string {
  const { importId, rows, accepted, duplicates, rejected, reasons, mapping } = outcome
  return line({ importId: `I-${importId}`, rows, accepted, duplicates, rejected, reasons, mapping })
}

/** Returns what an import would do, for programs. */
export function previewJson(preview: ImportPreview, plan: ImportPlan): string {
  const { rows, usable, duplicates, rejected, reasons, first } = preview
  return line({
    importId: null,
    rows,
    accepted: usable,
    duplicates,
    rejected,
    reasons,
    mapping: plan.description,
    first: first.map((each) => ({ line: each.line, ...each.item })),
  })
}

/** Returns what was taken back of an import, for programs. */
export function undoneJson({ id, file }: ImportRecord, removed: number): string {
  return line({ importId: `I-${id}`, file, removed })
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}
