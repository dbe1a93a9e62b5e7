import { analysesOf, itemAt, nameAt, textAt } from '../../src/batch/read-columns.ts'
import { columnsOf } from '../../src/batch/write-columns.ts'
import {
  type FeedbackColumns,
  NAME_COLUMNS,
  type NameColumn,
  type NameField,
} from '../../src/core/feedback-columns.ts'
import { PERSON_DIMENSIONS } from '../../src/core/privacy.ts'
import type { MergedAway } from './merged-away.ts'
import type { Forgotten } from './privacy/tombstones.ts'
import { storable } from './text.ts'

/** A batch without the rows that are refused. */
export interface Remaining {
  readonly columns: FeedbackColumns
  /** The rows of the whole batch that remain; null where all do. */
  readonly rows: readonly number[] | null
}

/** Says whether a row is refused. */
type Refusal = (row: number) => boolean

/**
 * Returns the rows of a batch that may be stored: none of people who are to stay forgotten, and
 * nothing that became part of other feedback.
 */
export function remainingRows(
  columns: FeedbackColumns,
  forgotten: Forgotten,
  merged: readonly MergedAway[],
): Remaining {
  const refusals = [...ofForgotten(columns, forgotten), ...ofMerged(columns, merged)]
  if (refusals.length === 0) return { columns, rows: null }
  const rows: number[] = []
  for (let row = 0; row < columns.count; row += 1) {
    if (!refusals.some((isRefused) => isRefused(row))) rows.push(row)
  }
  if (rows.length === columns.count) return { columns, rows: null }
  const analyses = analysesOf(columns)
  const items = rows.map((row) => {
    const analysis = analyses[row]
    return { ...itemAt(columns, row), ...(analysis && { analysis }) }
  })
  return { columns: columnsOf(items), rows }
}

function namesOf({ names }: FeedbackColumns, field: NameField): NameColumn | undefined {
  return names[NAME_COLUMNS.indexOf(field)]
}

function ofForgotten(columns: FeedbackColumns, forgotten: Forgotten): readonly Refusal[] {
  if (forgotten.count === 0) return []
  return PERSON_DIMENSIONS.flatMap((dimension) => {
    const column = namesOf(columns, dimension)
    const names = new Set(column?.values.filter((name) => forgotten.has(dimension, name)))
    return column && names.size > 0 ? [(row: number) => names.has(nameAt(column, row) ?? '')] : []
  })
}

function ofMerged(columns: FeedbackColumns, merged: readonly MergedAway[]): readonly Refusal[] {
  const column = namesOf(columns, 'source')
  const ids = new Map<string, Set<string>>()
  for (const { source, externalId } of merged) {
    ids.set(source, (ids.get(source) ?? new Set()).add(externalId))
  }
  if (!column?.values.some((source) => ids.has(storable(source)))) return []
  return [
    (row) => {
      const ofSource = ids.get(storable(nameAt(column, row) ?? ''))
      return ofSource?.has(storable(textAt(columns.externalIds, row))) === true
    },
  ]
}
