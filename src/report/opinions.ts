import type { CommandContext, Filter } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Dimension } from '../core/feedback.ts'
import type { SeriesId } from '../core/identity.ts'
import type { Tally, TimeRange } from '../core/store.ts'
import { notAnalysed } from './question.ts'
import { readTallies } from './read-tallies.ts'

/** The series in which the workspace's texts are counted. */
export interface Opinions {
  /** Of whole texts. */
  readonly texts: SeriesId
  /** Of aspects, by key. */
  readonly aspects: ReadonlyMap<string, SeriesId>
}

/** Returns the series of what texts say; undefined where none was analysed. */
export async function findOpinions({
  store,
  workspaceId,
}: Pick<CommandContext, 'store' | 'workspaceId'>): Promise<Opinions | undefined> {
  const series = await store.opinions(workspaceId)
  const texts = series.find(({ aspect }) => aspect === null)
  if (!texts) return undefined
  const aspects = series.flatMap(({ id, aspect }) =>
    aspect === null ? [] : [[aspect, id] as const],
  )
  return { texts: texts.id, aspects: new Map(aspects) }
}

/**
 * Returns the series of what texts say. Throws the UserError `report.not-analysed` where none was
 * analysed, `commands.no-data-at-all` where there is none.
 */
export async function openOpinions(context: CommandContext): Promise<Opinions> {
  const found = await findOpinions(context)
  if (found) return found
  const { store, workspaceId } = context
  throw (await store.span(workspaceId)) ? notAnalysed() : new UserError('commands.no-data-at-all')
}

/** What is said of one aspect, or, where `aspect` is null, what whole texts say. */
export interface OpinionRow {
  readonly range: number
  readonly aspect: string | null
  readonly value: string | null
  readonly tally: Tally
}

/** Returns what is said in several ranges, of whole texts and of each aspect. */
export async function readOpinions(
  { store, workspaceId }: Pick<CommandContext, 'store' | 'workspaceId'>,
  opinions: Opinions,
  ranges: readonly TimeRange[],
  filters: readonly Filter[],
  by?: Dimension,
): Promise<readonly OpinionRow[]> {
  const keys = new Map<SeriesId, string | null>([[opinions.texts, null]])
  for (const [aspect, id] of opinions.aspects) keys.set(id, aspect)
  const series = [...keys.keys()].map((id) => ({ id }))
  const rows = await readTallies(store, workspaceId, { series, filters }, ranges, by)
  return rows.map(({ range, series: id, value, tally }) => ({
    range,
    aspect: keys.get(id) ?? null,
    value,
    tally,
  }))
}
