import type { ImportOutcome, ImportPlan, ImportPreview } from '../ingest/index.ts'

/** Returns a value as a line of JSON. */
export function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}

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
