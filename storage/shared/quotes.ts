import { sql } from 'kysely'
import type { EpochSeconds, FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { QuotePage, QuoteQuery } from '../../src/core/store.ts'
import { queryTerms } from '../../src/language/search-terms.ts'
import type { Dictionary } from './dictionary.ts'
import type { Engine } from './engine.ts'
import { loadFeedback } from './feedback.ts'
import {
  leadingAspect,
  leadingPeople,
  type ResolvedFilters,
  resolveFilters,
  termConditions,
} from './filters.ts'
import { FIRST_INSTANT, LAST_INSTANT } from './levels.ts'
import { toHundredths } from './scores.ts'
import { isQuestion, loadSeries } from './series.ts'
import { integer, integers } from './sql-text.ts'

/** The shortest beginning that stands for longer words. */
const SHORTEST_BEGINNING = 3

interface Cursor {
  readonly at: EpochSeconds
  readonly id: FeedbackId
  /** Whether the pages so far were found by the beginnings of words. */
  readonly prefix: boolean
}

function writeCursor({ at, id, prefix }: Cursor): string {
  return `${at}.${id}${prefix ? 'p' : ''}`
}

/** Throws a RangeError for what is no cursor. */
function readCursor(text: string): Cursor {
  const match = /^(-?\d{1,10})\.(\d{1,10})(p?)$/.exec(text)
  if (!match) throw new RangeError(`not a page: ${text}`)
  return {
    at: Number(match[1]) as EpochSeconds,
    id: Number(match[2]) as FeedbackId,
    prefix: match[3] === 'p',
  }
}

/** Returns a page of feedback that has words, newest first. */
export async function quotes(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  query: QuoteQuery,
): Promise<QuotePage> {
  const none: QuotePage = { quotes: [], next: null }
  const kinds: readonly string[] | undefined = query.kinds
  const all = (await loadSeries(engine.db, workspace)).filter(isQuestion)
  const series = kinds ? all.filter(({ kind }) => kinds.includes(kind)) : all
  const filters = await resolveFilters(engine.db, dictionary, workspace, query.filters, series)
  const words = queryTerms(query.words)
  if (!filters || query.limit < 1) return none
  if (query.words.length > 0 && words.length === 0) return none

  const after = query.after === undefined ? undefined : readCursor(query.after)
  const start = Math.max(query.range.start, FIRST_INSTANT) as EpochSeconds
  const end = Math.min(
    query.range.end,
    LAST_INSTANT,
    after ? after.at + 1 : LAST_INSTANT,
  ) as EpochSeconds
  if (start >= end) return none
  const conditions = [
    `f.ws = ${integer(workspace)}`,
    ...(filters.series.length < all.length ? [`f.series IN (${integers(filters.series)})`] : []),
    ...(query.score
      ? [
          `f.score BETWEEN ${integer(toHundredths(query.score.low))} AND ${integer(toHundredths(query.score.high))}`,
        ]
      : []),
    ...(after
      ? [
          `(f.at < ${integer(after.at)} OR f.at = ${integer(after.at)} AND f.id < ${integer(after.id)})`,
        ]
      : []),
  ]
  const where = [...conditions, ...termConditions(workspace, filters.terms)].join(' AND ')
  const limit = query.limit + 1
  let prefix = after?.prefix ?? false
  let ids: readonly FeedbackId[]
  if (words.length === 0) {
    ids = await newest(engine, workspace, { start, end, conditions, terms: filters.terms, limit })
  } else {
    const search = { words, start, end, where, limit }
    ids = await engine.search.find(workspace, { ...search, prefix })
    const beginnings = words.every(({ word }) => word.length >= SHORTEST_BEGINNING)
    if (ids.length === 0 && !after && beginnings) {
      prefix = true
      ids = await engine.search.find(workspace, { ...search, prefix })
    }
  }
  const page = await loadFeedback(
    engine,
    engine.db,
    dictionary,
    workspace,
    ids.slice(0, query.limit),
  )
  const last = page.at(-1)
  return {
    quotes: page,
    next:
      last && ids.length > query.limit ? writeCursor({ at: last.at, id: last.id, prefix }) : null,
  }
}

/** Texts on one aspect lie in order of time by themselves; one person's are few enough to be sorted. */
async function newest(
  engine: Engine,
  workspace: WorkspaceId,
  wanted: {
    readonly start: EpochSeconds
    readonly end: EpochSeconds
    readonly conditions: readonly string[]
    readonly terms: ResolvedFilters['terms']
    readonly limit: number
  },
): Promise<FeedbackId[]> {
  const { start, end, conditions, terms, limit } = wanted
  const lead = leadingAspect(terms)
  const people = lead ? undefined : leadingPeople(engine, workspace, terms)
  const index = engine.useIndex(people ? 'id' : 'feedback_text')
  const from = lead ? 'feedback_aspect f' : `feedback f ${index}`
  const where = [
    ...conditions,
    ...(people ? [people] : []),
    lead ? lead.conditions : 'f.text IS NOT NULL',
    ...termConditions(workspace, lead ? lead.others : terms),
  ].join(' AND ')
  const { rows } = await sql<{ id: FeedbackId }>`SELECT f.id FROM ${sql.raw(from)}
    WHERE ${sql.raw(where)} AND f.at >= ${sql.lit(start)} AND f.at < ${sql.lit(end)}
    ORDER BY f.at DESC, f.id DESC LIMIT ${sql.lit(limit)}`.execute(engine.db)
  return rows.map(({ id }) => id)
}
