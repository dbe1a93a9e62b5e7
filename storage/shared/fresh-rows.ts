import type { FollowUp } from '../../src/core/feedback.ts'
import type { TextColumn } from '../../src/core/feedback-columns.ts'
import type { EpochSeconds, FeedbackId, ImportId } from '../../src/core/identity.ts'
import type { Countable } from './cells.ts'
import type { StoredItem } from './items.ts'
import { type Mention, opinionUnits, type StoredOpinion } from './opinion.ts'
import { ANALYZERS, type Places, TAGS, tagNames } from './places.ts'
import type { PreparedFactor, PreparedScale } from './prepare.ts'
import type { PreparedColumns } from './prepare-columns.ts'
import { TERM_COLUMNS } from './schema.ts'

/** Items that are to be stored, in columns: names as ids. */
export interface FreshRows {
  readonly count: number
  readonly firstId: number
  readonly importId: ImportId | 0
  readonly externalIds: TextColumn
  readonly series: Int32Array
  readonly scales: readonly (PreparedScale | null)[]
  readonly times: Float64Array
  /** In hundredths; NaN where there is none. */
  readonly scores: Float64Array
  /** In the order of TERM_COLUMNS. */
  readonly terms: readonly Int32Array[]
  readonly texts: TextColumn
  readonly urls: TextColumn
  /** What each text is found by; see `indexTerms`. */
  readonly searchTerms: TextColumn
  readonly tags: readonly (readonly number[])[] | null
  readonly factors: readonly (readonly PreparedFactor[])[] | null
  readonly opinions: readonly (StoredOpinion | null)[] | null
  /** Undefined where the source does not say whether it was answered. */
  readonly followUps: readonly (FollowUp | undefined)[] | null
}

const NONE: readonly never[] = []

/** Returns the rows as they will be held. */
export function freshRows(
  prepared: PreparedColumns,
  places: Places,
  importId: ImportId | 0,
): FreshRows {
  const { columns, questions, scores, tags, factors } = prepared
  const { ids } = places
  const tagIds = new Map(tagNames(prepared).map((tag, index) => [tag, ids[TAGS]?.[index] ?? 0]))
  return {
    count: columns.count,
    firstId: places.firstId,
    importId,
    externalIds: columns.externalIds,
    series: columns.question.map((question) => places.series[question] ?? 0),
    scales: Array.from(columns.question, (question) => questions[question]?.scale ?? null),
    times: columns.times,
    scores,
    terms: TERM_COLUMNS.map((_, index) => {
      const known = Int32Array.of(0, ...(ids[index] ?? []))
      const column = columns.names[index]?.places ?? new Int32Array(columns.count)
      return column.map((place) => known[place] ?? 0)
    }),
    texts: columns.texts,
    urls: columns.urls,
    searchTerms: columns.terms,
    tags: tags?.map((each) => each.map((tag) => tagIds.get(tag) ?? 0)) ?? null,
    factors,
    opinions: opinionsOf(prepared, places),
    followUps: columns.followUps,
  }
}

/** Returns what the text of each row says; null where no text was read. */
function opinionsOf(
  { columns: { reading, count }, questions }: PreparedColumns,
  { ids, series }: Places,
): readonly (StoredOpinion | null)[] | null {
  if (!reading) return null
  const { mentions } = reading
  const [sentiments = 0, ...aspects] = series.slice(questions.length)
  let next = 0
  return Array.from({ length: count }, (_, row) => {
    const found: Mention<number>[] = []
    for (; next < mentions.length && mentions[next] === row; next += 5) {
      found.push({
        aspect: aspects[mentions[next + 1] ?? 0] ?? 0,
        polarity: mentions[next + 2] ?? 0,
        start: mentions[next + 3] ?? 0,
        length: mentions[next + 4] ?? 0,
      })
    }
    const sentiment = reading.sentiments[row] ?? 0
    if (sentiment === 0) return null
    return {
      sentiment,
      wom: reading.firstPerson[row] === 1 ? 2 : 1,
      opinion: opinionUnits(reading.scores[row] ?? 0),
      corrected: 0,
      analyzer: ids[ANALYZERS]?.[(reading.version.places[row] ?? 0) - 1] ?? 0,
      series: sentiments,
      langFound: reading.langFound[row] === 1 ? 1 : 0,
      aspects: found.length === 0 ? NONE : found,
    }
  })
}

/** What of an item hangs on its row, with what the row is counted under. */
export type Detailed = Countable & Pick<StoredItem, 'id' | 'factors' | 'opinion'>

/** Returns a row as an item, with everything but its texts. */
export function detailedAt(rows: FreshRows, row: number): Detailed {
  const score = rows.scores[row] ?? Number.NaN
  return {
    id: (rows.firstId + row) as FeedbackId,
    series: rows.series[row] ?? 0,
    at: rows.times[row] as EpochSeconds,
    score: Number.isNaN(score) ? null : score,
    scale: rows.scales[row] ?? null,
    terms: rows.terms.map((column) => column[row] ?? 0),
    tags: rows.tags?.[row] ?? NONE,
    factors: rows.factors?.[row] ?? NONE,
    opinion: rows.opinions?.[row] ?? null,
  }
}
