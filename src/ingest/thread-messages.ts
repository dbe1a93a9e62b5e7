import type { Taxonomy } from '../analysis/index.ts'
import type { FeedbackColumns } from '../core/feedback-columns.ts'
import type { TableOpening } from './open-table.ts'
import type { Rejected } from './read-batches.ts'
import type { MapperOptions } from './row-mapper.ts'
import type { Mapping, Row } from './types.ts'

/** What an analyser of a workspace is made of. */
export interface AnalysisRecipe {
  readonly taxonomy: Taxonomy | undefined
  /** What the workspace's corrections taught. */
  readonly weights: Uint8Array | undefined
}

/** What the reading thread is started with. */
export interface ReadingTask {
  readonly opening: TableOpening
  readonly mapping: Mapping
  readonly mapperOptions: MapperOptions
  /** Rows that an earlier run has stored. */
  readonly skip: number
  /** Keeps the rows of late batches to be asked for. */
  readonly keepRows: boolean
  /** Null: texts stay unread. */
  readonly analysis: AnalysisRecipe | null
}

/** What the thread is asked for. */
export type ReadingRequest =
  | { readonly type: 'next'; readonly rows: number }
  | { readonly type: 'rows'; readonly batch: number; readonly places: readonly number[] }

export type ReadingAnswer =
  | {
      readonly type: 'batch'
      readonly batch: number
      readonly read: number
      readonly columns: FeedbackColumns
      readonly rejected: readonly Rejected[]
    }
  | { readonly type: 'end' }
  | { readonly type: 'rows'; readonly rows: readonly Row[] }
  /** There is no analyser: texts stay unread. */
  | { readonly type: 'unread'; readonly reason: string }
  | {
      readonly type: 'user-error'
      readonly id: string
      readonly params: Readonly<Record<string, string | number>>
      readonly suggestion: string | undefined
    }
  | { readonly type: 'fault'; readonly error: Error }
