import type { NewFeedback } from '../core/feedback.ts'
import type { ImportReason } from '../core/store.ts'
import type { ImportPlan } from './plan.ts'
import { repeatedIds } from './repeated-ids.ts'

/** What an import would do. */
export interface ImportPreview {
  readonly rows: number
  readonly usable: number
  /** Rows that repeat one above them, by the id that the file gives. */
  readonly duplicates: number
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
  let duplicates = 0
  const repetition = plan.derivedIds ? () => undefined : repeatedIds()
  for await (const block of plan.table.rows(options.signal)) {
    for (const row of block) {
      rows += 1
      const mapped = plan.mapRow(row)
      const repeats = typeof mapped === 'string' ? undefined : repetition(mapped)
      if (repeats === 'same') duplicates += 1
      if (typeof mapped !== 'string' && repeats !== 'conflicting') {
        if (!repeats && first.length < options.shown) first.push({ line: row.line, item: mapped })
        continue
      }
      rejected += 1
      const reason = typeof mapped === 'string' ? mapped : 'conflictingId'
      const known = reasons.get(reason)
      if (known) known.count += 1
      else reasons.set(reason, { reason, count: 1, firstLine: row.line })
    }
  }
  return {
    rows,
    usable: rows - rejected - duplicates,
    duplicates,
    rejected,
    reasons: [...reasons.values()].sort((a, b) => b.count - a.count || a.firstLine - b.firstLine),
    first,
  }
}
