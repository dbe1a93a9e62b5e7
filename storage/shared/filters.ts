import type { WorkspaceId } from '../../src/core/identity.ts'
import type { StoreFilter } from '../../src/core/store.ts'
import type { Dictionary, NamedDimension } from './dictionary.ts'
import type { Reader } from './engine.ts'
import type { SeriesRow } from './series.ts'
import { integers } from './sql-text.ts'

/** Filters with ids for names. Feedback passes where it passes every one. */
export interface ResolvedFilters {
  /** The questions left over. */
  readonly series: readonly number[]
  readonly terms: readonly { readonly dimension: NamedDimension; readonly ids: readonly number[] }[]
}

/** Returns the filters with ids, or undefined where nothing can pass. */
export async function resolveFilters(
  db: Reader,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  filters: readonly StoreFilter[],
  series: readonly SeriesRow[],
): Promise<ResolvedFilters | undefined> {
  let left = series
  const terms: { dimension: NamedDimension; ids: number[] }[] = []
  for (const { dimension, names } of filters) {
    if (dimension === 'survey') {
      left = left.filter(({ survey }) => survey !== '' && names.includes(survey))
      continue
    }
    const ids = [...(await dictionary.find(db, workspace, dimension, names)).values()]
    if (ids.length === 0) return undefined
    terms.push({ dimension, ids })
  }
  if (left.length === 0) return undefined
  return { series: left.map(({ id }) => id), terms }
}

/** Returns SQL over the feedback table `f` that is true where an item passes the filters on terms. */
export function termConditions(
  workspace: WorkspaceId,
  filters: ResolvedFilters['terms'],
): string[] {
  return filters.map(({ dimension, ids }) => {
    const list = integers(ids)
    switch (dimension) {
      case 'tag':
        return `EXISTS (SELECT 1 FROM feedback_tag t
          WHERE t.ws = ${workspace} AND t.feedback = f.id AND t.tag IN (${list}))`
      case 'author':
      case 'customer':
        return `f.${dimension} > 0 AND f.${dimension} IN (${list})`
      default:
        return `f.${dimension} IN (${list})`
    }
  })
}
