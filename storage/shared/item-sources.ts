import type { WorkspaceId } from '../../src/core/identity.ts'
import type { TimeRange } from '../../src/core/store.ts'
import type { Engine } from './engine.ts'
import { leadingAspect, leadingPeople, type ResolvedFilters, termConditions } from './filters.ts'
import { integer, integers } from './sql-text.ts'
import { type Counted, type CountedBy, ROW_KINDS } from './tally-sources.ts'
import { TALLY_COUNTS } from './write-cells.ts'

/** How items are counted one by one: where from, which, and as what. */
interface Rows {
  readonly from: string
  readonly conditions: readonly string[]
  readonly series: string
  readonly score: string
  readonly value: string
}

/** Returns how to count the piece of an index from the items themselves, as SQL. */
export function rawSource(
  engine: Pick<Engine, 'useIndex' | 'feedbackOf'>,
  workspace: WorkspaceId,
  filters: ResolvedFilters,
  counted: Counted,
  by: CountedBy,
): (piece: TimeRange, index: number) => string[] {
  const empty = TALLY_COUNTS.slice(1).map((name) => `0 AS ${name}`)
  const sources = sourcesOf(engine, workspace, filters, counted, by)
  return ({ start, end }, index) =>
    sources.map(({ from, conditions, series, score, value }) => {
      const groups = [series, value, score].filter((column) => !/^\d+$/.test(column))
      return `SELECT ${ROW_KINDS.items} AS kind, ${integer(index)} AS range,
        ${series} AS series, ${value} AS value, ${score} AS score, count(*) AS n, ${empty.join(',')}
        FROM ${from}
        WHERE f.ws = ${integer(workspace)} AND f.at >= ${integer(start)} AND f.at < ${integer(end)}
          AND ${conditions.join(' AND ')}
        GROUP BY ${groups.join(', ')}`
    })
}

function sourcesOf(
  engine: Pick<Engine, 'useIndex' | 'feedbackOf'>,
  workspace: WorkspaceId,
  filters: ResolvedFilters,
  counted: Counted,
  by: CountedBy,
): Rows[] {
  const tags =
    by === 'tag'
      ? ` LEFT JOIN feedback_tag bt ON bt.ws = ${integer(workspace)} AND bt.feedback = f.id`
      : ''
  const value =
    by === 'tag'
      ? 'coalesce(bt.tag, 0)'
      : by === 'survey'
        ? counted.what === 'questions'
          ? '0'
          : 'f.series'
        : by
          ? `f.${by}`
          : '0'
  const asked = filters.surveys ? [`f.series IN (${integers(filters.surveys)})`] : []
  const all = termConditions(workspace, filters.terms)
  const lead = leadingAspect(filters.terms)
  const ofAspects = lead ? [lead.conditions, ...termConditions(workspace, lead.others)] : undefined

  if (counted.what === 'aspects') {
    const conditions = [`f.aspect IN (${integers(counted.series)})`, ...asked, ...all]
    const rows: Rows = {
      from: `feedback_aspect f${tags}`,
      conditions,
      series: 'f.aspect',
      score: '(f.polarity - 2) * 100',
      value,
    }
    if (by !== 'aspect') return [rows]
    const beside = `JOIN feedback_aspect b ON b.ws = f.ws AND b.at = f.at AND b.id = f.id
      AND b.aspect IN (${aspectsOf(workspace)})`
    return [{ ...rows, from: `feedback_aspect f ${beside}`, value: 'b.aspect' }]
  }
  const opinion = counted.what === 'sentiment'
  const own: Pick<Rows, 'series' | 'score'> & { readonly conditions: readonly string[] } = opinion
    ? {
        series: integers(counted.series),
        score: '(f.sentiment - 2) * 100',
        conditions: ['f.sentiment > 0', ...asked],
      }
    : {
        series: 'f.series',
        score: 'f.score',
        conditions: [`f.series IN (${integers(counted.series)})`],
      }
  const people = leadingPeople(engine, workspace, filters.terms)
  const index = people ? 'id' : opinion ? 'feedback_text' : 'feedback_report'
  const table = `feedback f ${engine.useIndex(index)}`
  const texts = [...(people ? [people] : []), ...(opinion ? ['f.text IS NOT NULL'] : [])]
  const of = (rows: Omit<Rows, 'series' | 'score'>): Rows => ({
    ...own,
    ...rows,
    conditions: [...own.conditions, ...rows.conditions],
  })
  if (by === 'aspect') {
    const each = `f.aspect IN (${aspectsOf(workspace)})`
    const none = [...texts, 'f.aspect_count = 0', ...all]
    return [
      of({ from: 'feedback_aspect f', conditions: [each, ...all], value: 'f.aspect' }),
      of({ from: table, conditions: none, value: '0' }),
    ]
  }
  return ofAspects
    ? [of({ from: `feedback_aspect f${tags}`, conditions: ofAspects, value })]
    : [of({ from: `${table}${tags}`, conditions: [...texts, ...all], value })]
}

function aspectsOf(workspace: WorkspaceId): string {
  return `SELECT s.id FROM series s WHERE s.ws = ${integer(workspace)} AND s.kind = 'aspect'`
}
