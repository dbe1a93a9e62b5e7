import type { ZoneCalendar } from '../../src/calendar/zone.ts'
import type { FeedbackColumns } from '../../src/core/feedback-columns.ts'
import type { WorkspaceId } from '../../src/core/identity.ts'
import { takeIds } from './counters.ts'
import type { Dictionary, ForeseenIds, NameList } from './dictionary.ts'
import type { Engine, Writer } from './engine.ts'
import type { PreparedColumns } from './prepare-columns.ts'
import { TERM_COLUMNS } from './schema.ts'
import { type Asked, askedByTexts, ensureSeries, findSeries } from './series.ts'
import { findCalendar } from './workspaces.ts'

/** What the rows of a batch are stored under. */
export interface Places {
  /** Cuts the days in which they are counted. */
  readonly calendar: ZoneCalendar
  /** The rows take the ids from this one on. */
  readonly firstId: number
  /** Of every name, in the order of {@link namesIn}. */
  readonly ids: readonly (readonly number[])[]
  /** Of every question, then of what the texts say, in the order of {@link askedIn}. */
  readonly series: readonly number[]
}

/** Where the names and ids of sources stand. */
export const SOURCE = TERM_COLUMNS.indexOf('source')
/** Where the ids of tags and of analysers stand. */
export const TAGS = TERM_COLUMNS.length
export const ANALYZERS = TAGS + 1

/** Returns every name that the rows mention: a list for each column, then tags, then analysers. */
export function namesIn(prepared: PreparedColumns): readonly NameList[] {
  const { columns } = prepared
  return [
    ...TERM_COLUMNS.map((dimension, index) => ({
      dimension,
      names: columns.names[index]?.values ?? [],
    })),
    { dimension: 'tag' as const, names: tagNames(prepared) },
    { dimension: 'analyzer' as const, names: columns.reading?.version.values ?? [] },
  ]
}

/** Returns the id of the source of each row. */
export function sourcesOf(
  { names }: Pick<FeedbackColumns, 'names'>,
  { ids }: Pick<Places, 'ids'>,
): readonly number[] {
  const places = names[SOURCE]?.places ?? []
  return Array.from(places, (place) => ids[SOURCE]?.[place - 1] ?? 0)
}

/** Returns the tags of a batch, each once. */
export function tagNames({ tags }: PreparedColumns): readonly string[] {
  return tags ? [...new Set(tags.flat())] : []
}

function askedIn({ columns, questions }: PreparedColumns): readonly Asked[] {
  return [...questions, ...(columns.reading ? askedByTexts(columns.reading.aspects) : [])]
}

/** Returns what a batch will be stored under, after storing what of it is new. */
export async function takePlaces(
  engine: Engine,
  trx: Writer,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  prepared: PreparedColumns,
  calendar: ZoneCalendar,
  foreseen: ForeseenPlaces | undefined,
): Promise<Places> {
  const names = namesIn(prepared)
  const ids = await dictionary.ensureLists(engine, trx, workspace, names, foreseen?.names)
  const asked = askedIn(prepared)
  const series = asked.map(await ensureSeries(trx, workspace, asked))
  const { count } = prepared.columns
  const firstId = await takeIds(trx, engine.feedbackIdScope(workspace), 'feedback', count)
  dictionary.nextFeedback = firstId + count
  return { calendar, firstId, ids, series }
}

export interface ForeseenPlaces {
  readonly places: Places
  readonly names: ForeseenIds
}

/**
 * Returns what a batch will most likely be stored under in a transaction that comes next,
 * so that its statements can be built before; undefined where that cannot be told. Others
 * may store something meanwhile: compare it with what the batch gets.
 */
export async function foreseePlaces(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  prepared: PreparedColumns,
): Promise<ForeseenPlaces | undefined> {
  const { aside } = engine
  const firstId = dictionary.nextFeedback
  const calendar = await findCalendar(aside, workspace)
  const names = await dictionary.foresee(aside, workspace, namesIn(prepared))
  const found = await findSeries(aside, workspace, askedIn(prepared))
  const series = found.flatMap((id) => id ?? [])
  if (firstId === undefined || !calendar || !names || series.length < found.length) return undefined
  return { places: { calendar, firstId, ids: names.ids, series }, names }
}

/** Returns whether a batch would go to the same places. */
export function areSame(left: Places, right: Places): boolean {
  return (
    left.calendar === right.calendar &&
    left.firstId === right.firstId &&
    isSameList(left.series, right.series) &&
    left.ids.length === right.ids.length &&
    left.ids.every((ids, index) => isSameList(ids, right.ids[index] ?? []))
  )
}

function isSameList(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((value, index) => value === right[index])
}
