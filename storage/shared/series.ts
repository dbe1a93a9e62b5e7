import type { FeedbackKind } from '../../src/core/feedback.ts'
import type { SeriesId, WorkspaceId } from '../../src/core/identity.ts'
import type { Series } from '../../src/core/store.ts'
import { takeIds } from './counters.ts'
import type { Reader, Writer } from './engine.ts'
import type { PreparedItem } from './prepare.ts'
import type { SeriesTable } from './schema.ts'
import { scaleOf } from './scores.ts'

export type SeriesRow = Omit<SeriesTable, 'ws'>

export async function loadSeries(db: Reader, workspace: WorkspaceId): Promise<SeriesRow[]> {
  return await db
    .selectFrom('series')
    .select(['id', 'kind', 'survey', 'min', 'max', 'reversed'])
    .where('ws', '=', workspace)
    .orderBy('id')
    .execute()
}

export function toSeries(row: SeriesRow): Series {
  return {
    id: row.id as SeriesId,
    kind: row.kind as FeedbackKind,
    survey: row.survey || null,
    scale: scaleOf(row),
  }
}

/** Returns the series that have answers, in the order in which they first came. */
export async function listSeries(db: Reader, workspace: WorkspaceId): Promise<Series[]> {
  const rows = await db
    .selectFrom('series')
    .select(['id', 'kind', 'survey', 'min', 'max', 'reversed'])
    .where('ws', '=', workspace)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('feedback')
          .select('feedback.series')
          .whereRef('feedback.ws', '=', 'series.ws')
          .whereRef('feedback.series', '=', 'series.id'),
      ),
    )
    .orderBy('id')
    .execute()
  return rows.map(toSeries)
}

type Asked = Pick<PreparedItem, 'kind' | 'survey' | 'scale'>

function keyOf(kind: string, survey: string, scale: Asked['scale']): string {
  return scale
    ? `${kind} ${scale.min} ${scale.max} ${scale.reversed} ${survey}`
    : `${kind} ${survey}`
}

/** Returns a function from an item to its series, after storing those that are new. */
export async function ensureSeries(
  trx: Writer,
  workspace: WorkspaceId,
  items: readonly Asked[],
): Promise<(item: Asked) => number> {
  const ids = new Map<string, number>()
  for (const row of await loadSeries(trx, workspace)) {
    const { min, max } = row
    const scale =
      min === null || max === null ? null : { min, max, reversed: row.reversed === 1 ? 1 : 0 }
    ids.set(keyOf(row.kind, row.survey, scale as Asked['scale']), row.id)
  }
  const find = (item: Asked): number | undefined =>
    ids.get(keyOf(item.kind, item.survey ?? '', item.scale))
  for (const item of items) {
    if (find(item) !== undefined) continue
    const id = await takeIds(trx, workspace, 'series', 1)
    await trx
      .insertInto('series')
      .values({
        ws: workspace,
        id,
        kind: item.kind,
        survey: item.survey ?? '',
        min: item.scale?.min ?? null,
        max: item.scale?.max ?? null,
        reversed: item.scale?.reversed ?? 0,
      })
      .execute()
    ids.set(keyOf(item.kind, item.survey ?? '', item.scale), id)
  }
  return (item) => {
    const id = find(item)
    if (id === undefined) throw new Error('an item has no series')
    return id
  }
}
