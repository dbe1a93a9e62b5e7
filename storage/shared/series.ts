import type { FeedbackKind } from '../../src/core/feedback.ts'
import type { SeriesId, WorkspaceId } from '../../src/core/identity.ts'
import type { OpinionSeries, Series } from '../../src/core/store.ts'
import { takeIds } from './counters.ts'
import type { Reader, Writer } from './engine.ts'
import { OPINION_SCALE } from './opinion.ts'
import type { PreparedItem } from './prepare.ts'
import type { SeriesTable } from './schema.ts'
import { scaleOf } from './scores.ts'

export type SeriesRow = Omit<SeriesTable, 'ws'>

/** Returns all series of a workspace, also those without answers. */
export async function loadSeries(db: Reader, workspace: WorkspaceId): Promise<SeriesRow[]> {
  return await db
    .selectFrom('series')
    .select(['id', 'kind', 'survey', 'min', 'max', 'reversed'])
    .where('ws', '=', workspace)
    .orderBy('id')
    .execute()
}

function toSeries(row: SeriesRow): Series {
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

/** The kinds of series that count what texts say; all others are questions. */
const OPINION_KINDS = ['sentiment', 'aspect'] as const

/** Returns whether people were asked for the scores of a series. */
export function isQuestion(series: { readonly kind: string }): boolean {
  return !isOpinion(series)
}

/** Returns whether a series counts what texts say. */
export function isOpinion({ kind }: { readonly kind: string }): boolean {
  return OPINION_KINDS.some((each) => each === kind)
}

export interface Asked extends Pick<PreparedItem, 'survey' | 'scale'> {
  readonly kind: PreparedItem['kind'] | (typeof OPINION_KINDS)[number]
}

function keyOf(kind: string, survey: string, scale: Asked['scale']): string {
  return scale
    ? `${kind} ${scale.min} ${scale.max} ${scale.reversed} ${survey}`
    : `${kind} ${survey}`
}

async function idsOfSeries(db: Reader, workspace: WorkspaceId): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (const row of await loadSeries(db, workspace)) {
    const { min, max } = row
    const scale =
      min === null || max === null ? null : { min, max, reversed: row.reversed === 1 ? 1 : 0 }
    ids.set(keyOf(row.kind, row.survey, scale as Asked['scale']), row.id)
  }
  return ids
}

function keyOfAsked({ kind, survey, scale }: Asked): string {
  return keyOf(kind, survey ?? '', scale)
}

/** Returns the series of items; undefined for those that are new. */
export async function findSeries(
  db: Reader,
  workspace: WorkspaceId,
  items: readonly Asked[],
): Promise<readonly (number | undefined)[]> {
  const ids = await idsOfSeries(db, workspace)
  return items.map((item) => ids.get(keyOfAsked(item)))
}

/** Returns a function from an item to its series, after storing those that are new. */
export async function ensureSeries(
  trx: Writer,
  workspace: WorkspaceId,
  items: readonly Asked[],
): Promise<(item: Asked) => number> {
  const ids = await idsOfSeries(trx, workspace)
  for (const item of items) {
    if (ids.has(keyOfAsked(item))) continue
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
    ids.set(keyOfAsked(item), id)
  }
  return (item) => {
    const id = ids.get(keyOfAsked(item))
    if (id === undefined) throw new Error('an item has no series')
    return id
  }
}

/** The series in which the opinions of a batch are counted. */
export interface OpinionIds {
  readonly sentiment: number
  aspect(key: string): number
}

/** Returns the series of what the items say, after storing those that are new. */
export async function ensureOpinions(
  trx: Writer,
  workspace: WorkspaceId,
  items: readonly Pick<PreparedItem, 'analysis'>[],
): Promise<OpinionIds> {
  const keys = new Set<string>()
  let analysed = false
  for (const { analysis } of items) {
    if (!analysis) continue
    analysed = true
    for (const { aspect } of analysis.aspects) keys.add(aspect)
  }
  if (!analysed) return { sentiment: 0, aspect: missing }
  const asked = askedByTexts([...keys])
  const idOf = await ensureSeries(trx, workspace, asked)
  const ids = new Map(asked.map((each) => [each.survey, idOf(each)]))
  return { sentiment: ids.get(null) ?? 0, aspect: (key) => ids.get(key) ?? missing(key) }
}

/** Returns what counts the sentiment of whole texts, then what counts each aspect. */
export function askedByTexts(aspects: readonly string[]): readonly Asked[] {
  return [
    { kind: 'sentiment', survey: null, scale: OPINION_SCALE },
    ...aspects.map((survey): Asked => ({ kind: 'aspect', survey, scale: OPINION_SCALE })),
  ]
}

function missing(aspect: string): never {
  throw new Error(`the aspect ${aspect} has no series`)
}

/** Returns what texts have been counted under, the sentiment of whole texts first. */
export async function listOpinions(db: Reader, workspace: WorkspaceId): Promise<OpinionSeries[]> {
  const rows = (await loadSeries(db, workspace)).filter(isOpinion)
  rows.sort((left, right) => Number(left.kind === 'aspect') - Number(right.kind === 'aspect'))
  return rows.map(({ id, kind, survey }) => ({
    id: id as SeriesId,
    aspect: kind === 'aspect' ? survey : null,
  }))
}
