import { SENTIMENTS, WORD_OF_MOUTH } from '../../src/core/analysis.ts'
import type { Dimension } from '../../src/core/feedback.ts'
import type { WorkspaceId } from '../../src/core/identity.ts'
import type { StoreFilter } from '../../src/core/store.ts'
import type { Dictionary, NamedDimension } from './dictionary.ts'
import type { Engine, Reader } from './engine.ts'
import { isOpinion, isQuestion, type SeriesRow } from './series.ts'
import { integer, integers } from './sql-text.ts'

/** The dimensions that an item has ids of; `survey` belongs to the question. */
export type CountedDimension = Exclude<Dimension, 'survey'>

/** The names of dimensions that are not in `term`; an id is the place plus one. */
export const FIXED_NAMES: Readonly<Partial<Record<CountedDimension, readonly string[]>>> = {
  sentiment: SENTIMENTS,
  wom: WORD_OF_MOUTH,
}

interface TermFilter {
  readonly dimension: CountedDimension
  readonly ids: readonly number[]
  /** Of an aspect: only mentions of these polarities. */
  readonly polarities?: readonly number[]
}

/** Filters with ids for names. Feedback passes where it passes every one. */
export interface ResolvedFilters {
  /** The questions left over. */
  readonly series: readonly number[]
  /** The opinions that were asked for, by kind. */
  readonly sentiment: number | undefined
  readonly aspects: readonly number[]
  /** The only questions whose texts count, where surveys are named. */
  readonly surveys: readonly number[] | undefined
  readonly terms: readonly TermFilter[]
}

/** Returns the filters with ids, or undefined where nothing can pass. */
export async function resolveFilters(
  db: Reader,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  filters: readonly StoreFilter[],
  series: readonly SeriesRow[],
  all: readonly SeriesRow[] = series,
): Promise<ResolvedFilters | undefined> {
  let questions = series.filter(isQuestion)
  let surveys: SeriesRow[] | undefined
  const terms: TermFilter[] = []
  for (const { dimension, names } of filters) {
    if (dimension === 'survey') {
      const named = ({ survey }: SeriesRow): boolean => survey !== '' && names.includes(survey)
      questions = questions.filter(named)
      surveys = (surveys ?? all.filter(isQuestion)).filter(named)
      continue
    }
    const ids = await idsOf(db, dictionary, workspace, dimension, names)
    if (ids.length === 0) return undefined
    terms.push({ dimension, ids })
  }
  const opinions = series.filter(isOpinion)
  if (surveys?.length === 0 || (questions.length === 0 && opinions.length === 0)) return undefined
  return {
    series: questions.map(({ id }) => id),
    sentiment: opinions.find(({ kind }) => kind === 'sentiment')?.id,
    aspects: opinions.filter(({ kind }) => kind === 'aspect').map(({ id }) => id),
    surveys: surveys?.map(({ id }) => id),
    terms: withPolarities(terms),
  }
}

/** A sentiment beside an aspect is the polarity of that aspect. */
function withPolarities(terms: readonly TermFilter[]): TermFilter[] {
  const sentiment = terms.find(({ dimension }) => dimension === 'sentiment')
  if (!sentiment || !terms.some(({ dimension }) => dimension === 'aspect')) return [...terms]
  return terms
    .filter((term) => term !== sentiment)
    .map((term) => (term.dimension === 'aspect' ? { ...term, polarities: sentiment.ids } : term))
}

async function idsOf(
  db: Reader,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  dimension: CountedDimension,
  names: readonly string[],
): Promise<number[]> {
  const fixed = FIXED_NAMES[dimension]
  if (fixed) return fixed.flatMap((name, index) => (names.includes(name) ? [index + 1] : []))
  if (dimension === 'aspect') {
    const rows = await db
      .selectFrom('series')
      .select('id')
      .where('ws', '=', workspace)
      .where('kind', '=', 'aspect')
      .where('survey', 'in', names)
      .execute()
    return rows.map(({ id }) => id)
  }
  const found = await dictionary.find(db, workspace, dimension as NamedDimension, names)
  return [...found.values()]
}

/** Returns SQL over the feedback table `f` that is true where an item passes the filters on terms. */
export function termConditions(
  workspace: WorkspaceId,
  filters: ResolvedFilters['terms'],
): string[] {
  return filters.map(({ dimension, ids, polarities }) => {
    const list = integers(ids)
    switch (dimension) {
      case 'tag':
        return `EXISTS (SELECT 1 FROM feedback_tag t
          WHERE t.ws = ${workspace} AND t.feedback = f.id AND t.tag IN (${list}))`
      case 'aspect':
        return `EXISTS (SELECT 1 FROM feedback_aspect a
          WHERE a.ws = ${workspace} AND a.aspect IN (${list}) AND a.at = f.at AND a.id = f.id
            ${polarities ? `AND a.polarity IN (${integers(polarities)})` : ''})`
      case 'author':
      case 'customer':
        return `f.${dimension} > 0 AND f.${dimension} IN (${list})`
      default:
        return `f.${dimension} IN (${list})`
    }
  })
}

/**
 * Returns SQL over the feedback table `f` that leads to the feedback of the people who are asked
 * for, in no order; undefined where anybody's counts. The conditions on terms hold beside it.
 */
export function leadingPeople(
  engine: Pick<Engine, 'feedbackOf'>,
  workspace: WorkspaceId,
  filters: ResolvedFilters['terms'],
): string | undefined {
  for (const { dimension, ids } of filters) {
    if (dimension !== 'customer' && dimension !== 'author') continue
    const each = ids.map((id) => engine.feedbackOf(workspace, dimension, integer(id)))
    return `f.id IN (${each.join(' UNION ALL ')})`
  }
  return undefined
}

/**
 * Returns the filter on one aspect whose texts are to be read in order, and the
 * others; undefined where there is none, or where a text may pass it twice.
 */
export function leadingAspect(
  filters: ResolvedFilters['terms'],
): { readonly conditions: string; readonly others: ResolvedFilters['terms'] } | undefined {
  const lead = filters.find(({ dimension, ids }) => dimension === 'aspect' && ids.length === 1)
  if (!lead) return undefined
  const polarity = lead.polarities ? ` AND f.polarity IN (${integers(lead.polarities)})` : ''
  return {
    conditions: `f.aspect = ${integers(lead.ids)}${polarity}`,
    others: filters.filter((filter) => filter !== lead),
  }
}
