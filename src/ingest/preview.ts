import type { NewFeedback } from '../core/feedback.ts'
import type { ImportReason } from '../core/store.ts'
import type { ImportPlan } from './plan.ts'

/** What an import would do. */
export interface ImportPreview {
  readonly rows: number
  readonly usable: number
  readonly rejected: number
  readonly reasons: readonly ImportReason[]
  /** The first usable rows as they would be stored. */
  readonly first: readonly { readonly line: number; readonly item: NewFeedback }[]
}

/** Reads the whole file as an import would and stores nothing. */
export async function previewImport(
  plan: ImportPlan,
  options: { readonly shown: number; readonly signal?: AbortSignal },
): Promise<ImportPreview> {
  const reasons = new Map<string, { reason: string; count: number; firstLine: number }>()
  const first: { line: number; item: NewFeedback }[] = []
  let rows = 0
  let rejected = 0
  for await (const block of plan.table.rows(options.signal)) {
    for (const row of block) {
      rows += 1
      const mapped = plan.mapRow(row)
      if (typeof mapped !== 'string') {
        if (first.length < options.shown) first.push({ line: row.line, item: mapped })
        continue
      }
      rejected += 1
      const known = reasons.get(mapped)
      if (known) known.count += 1
      else reasons.set(mapped, { reason: mapped, count: 1, firstLine: row.line })
    }
  }
  return {
    rows,
    usable: rows - rejected,
    rejected,
    reasons: [...reasons.values()].sort((a, b) => b.count - a.count || a.firstLine - b.firstLine),
    first,
  }
}
