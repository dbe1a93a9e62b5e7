import { analysesOf, itemAt, nameAt } from '../../../src/batch/read-columns.ts'
import { columnsOf } from '../../../src/batch/write-columns.ts'
import { type FeedbackColumns, NAME_COLUMNS } from '../../../src/core/feedback-columns.ts'
import { PERSON_DIMENSIONS } from '../../../src/core/privacy.ts'
import type { Forgotten } from './tombstones.ts'

/** A batch without rows of people who are to stay forgotten. */
export interface Remaining {
  readonly columns: FeedbackColumns
  /** The rows of the whole batch that remain; null where all do. */
  readonly rows: readonly number[] | null
}

/** Returns the rows of a batch that may be stored. */
export function withoutForgotten(columns: FeedbackColumns, forgotten: Forgotten): Remaining {
  if (forgotten.count === 0) return { columns, rows: null }
  const refused = PERSON_DIMENSIONS.map((dimension) => {
    const column = columns.names[NAME_COLUMNS.indexOf(dimension)]
    const names = (column?.values ?? []).filter((name) => forgotten.has(dimension, name))
    return { column, names: new Set(names) }
  }).filter(({ names }) => names.size > 0)
  if (refused.length === 0) return { columns, rows: null }
  const rows: number[] = []
  for (let row = 0; row < columns.count; row += 1) {
    const isForgotten = refused.some(
      ({ column, names }) => column && names.has(nameAt(column, row) ?? ''),
    )
    if (!isForgotten) rows.push(row)
  }
  const analyses = analysesOf(columns)
  const items = rows.map((row) => {
    const analysis = analyses[row]
    return { ...itemAt(columns, row), ...(analysis && { analysis }) }
  })
  return { columns: columnsOf(items), rows }
}
