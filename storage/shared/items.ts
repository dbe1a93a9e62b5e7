import { sql } from 'kysely'
import type { FeedbackKind } from '../../src/core/feedback.ts'
import type { EpochSeconds, FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { Countable } from './cells.ts'
import type { Dictionary } from './dictionary.ts'
import type { Engine, Reader } from './engine.ts'
import { readAspects, type StoredOpinion } from './opinion.ts'
import type { PreparedFactor, PreparedItem, PreparedScale } from './prepare.ts'
import {
  type FactorScoreTable,
  type FeedbackTable,
  TERM_COLUMNS,
  type TermColumn,
} from './schema.ts'
import { loadSeries, type SeriesRow } from './series.ts'
import { inParts, integers } from './sql-text.ts'
import { tagsOf } from './tags.ts'

/** An item as its rows hold it: names as ids. */
export interface StoredItem extends Countable {
  readonly id: FeedbackId
  readonly importId: number
  readonly externalId: string
  readonly text: string | null
  readonly url: string | null
  readonly factors: readonly PreparedFactor[]
  readonly opinion: StoredOpinion | null
}

/** An item that is to be stored. */
export interface FreshItem extends StoredItem {
  /** What its text is found by; see `indexTerms`. */
  readonly searchTerms: string
}

const IDS_A_QUERY = 500

/** Returns the stored items of these ids, in their order; ids that are not there are left out. */
export async function loadItems(
  engine: Pick<Engine, 'useIndex'>,
  db: Reader,
  workspace: WorkspaceId,
  ids: readonly FeedbackId[],
): Promise<StoredItem[]> {
  if (ids.length === 0) return []
  const series = await loadSeries(db, workspace)
  const scales = new Map(series.map((row) => [row.id, preparedScale(row)]))
  const sentiment = series.find(({ kind }) => kind === 'sentiment')?.id ?? 0
  const items = new Map<number, StoredItem>()
  for (const part of inParts(ids, IDS_A_QUERY)) {
    const { rows } = await sql<FeedbackTable>`
      SELECT * FROM feedback ${sql.raw(engine.useIndex('id'))}
      WHERE ws = ${sql.lit(workspace)} AND id IN (${sql.raw(integers(part))})`.execute(db)
    if (rows.length === 0) continue
    const tags = await tagsOf(db, workspace, { ids: part })
    const factors = await loadFactors(engine, db, workspace, part)
    for (const row of rows) {
      items.set(row.id, {
        id: row.id as FeedbackId,
        series: row.series,
        at: row.at as EpochSeconds,
        terms: TERM_COLUMNS.map((column) => row[column]),
        scale: scales.get(row.series) ?? null,
        score: row.score,
        text: row.text,
        url: row.url,
        importId: row.import,
        externalId: row.external_id,
        tags: tags.get(row.id) ?? [],
        factors: factors.get(row.id) ?? [],
        opinion: storedOpinion(row, sentiment),
      })
    }
  }
  return ids.flatMap((id) => items.get(id) ?? [])
}

/** Returns what a row says of its text; `series` is that of the sentiment of whole texts. */
export function storedOpinion(
  row: Pick<
    FeedbackTable,
    'sentiment' | 'wom' | 'opinion' | 'corrected' | 'aspects' | 'analyzer' | 'lang_found'
  >,
  series: number,
): StoredOpinion | null {
  if (row.sentiment === 0) return null
  return {
    sentiment: row.sentiment,
    wom: row.wom,
    opinion: row.opinion ?? 0,
    corrected: row.corrected === 1 ? 1 : 0,
    aspects: readAspects(row.aspects),
    analyzer: row.analyzer,
    series,
    langFound: row.lang_found === 1 ? 1 : 0,
  }
}

function preparedScale(row: SeriesRow): PreparedScale | null {
  if (row.min === null || row.max === null) return null
  return { min: row.min, max: row.max, reversed: row.reversed === 1 ? 1 : 0 }
}

async function loadFactors(
  engine: Pick<Engine, 'useIndex'>,
  db: Reader,
  workspace: WorkspaceId,
  ids: readonly FeedbackId[],
): Promise<Map<number, PreparedFactor[]>> {
  const { rows } = await sql<FactorScoreTable>`
    SELECT s.* FROM feedback f ${sql.raw(engine.useIndex('id'))} CROSS JOIN factor_score s
    WHERE f.ws = ${sql.lit(workspace)} AND f.id IN (${sql.raw(integers(ids))})
      AND s.ws = f.ws AND s.at = f.at AND s.feedback = f.id
    ORDER BY s.factor`.execute(db)
  const factors = new Map<number, PreparedFactor[]>()
  for (const row of rows) {
    const list = factors.get(row.feedback) ?? []
    list.push({
      factor: row.factor,
      score: row.score,
      scale: { min: row.min, max: row.max, reversed: row.reversed === 1 ? 1 : 0 },
    })
    factors.set(row.feedback, list)
  }
  return factors
}

/** Returns the items with their names and questions. */
export async function nameItems(
  db: Reader,
  workspace: WorkspaceId,
  dictionary: Dictionary,
  items: readonly StoredItem[],
): Promise<PreparedItem[]> {
  if (items.length === 0) return []
  const series = new Map((await loadSeries(db, workspace)).map((row) => [row.id, row]))
  const ids = new Set<number>()
  for (const item of items) {
    for (const id of item.terms) ids.add(id)
    for (const tag of item.tags) ids.add(tag)
    if (item.opinion) ids.add(item.opinion.analyzer)
  }
  const names = await dictionary.namesOf(db, workspace, ids)
  return items.map((item) => {
    const asked = series.get(item.series)
    if (!asked) throw new Error(`series ${item.series} is missing`)
    const name = (column: TermColumn): string | null =>
      names.get(item.terms[TERM_COLUMNS.indexOf(column)] ?? 0) ?? null
    return {
      kind: asked.kind as FeedbackKind,
      survey: asked.survey || null,
      score: item.score,
      scale: preparedScale(asked),
      text: item.text,
      lang: item.opinion?.langFound === 1 ? null : name('lang'),
      at: item.at,
      source: name('source') ?? '',
      externalId: item.externalId,
      customer: name('customer'),
      author: name('author'),
      brand: name('brand'),
      product: name('product'),
      channel: name('channel'),
      store: name('store'),
      stage: name('stage'),
      segment: name('segment'),
      tags: item.tags.flatMap((tag) => names.get(tag) ?? []).sort(),
      url: item.url,
      factors: item.factors,
      analysis: item.opinion && {
        version: names.get(item.opinion.analyzer) ?? '',
        lang: name('lang') ?? '',
        sentiment: item.opinion.sentiment,
        wom: item.opinion.wom,
        opinion: item.opinion.opinion,
        corrected: item.opinion.corrected,
        aspects: item.opinion.aspects.map((mention) => ({
          ...mention,
          aspect: series.get(mention.aspect)?.survey ?? '',
        })),
      },
    }
  })
}
