import { textAt } from '../../src/batch/read-columns.ts'
import type { EpochSeconds, FeedbackId, ImportId } from '../../src/core/identity.ts'
import type { NameList } from './dictionary.ts'
import type { FreshItem } from './items.ts'
import { type Mention, opinionUnits, type StoredOpinion } from './opinion.ts'
import type { PreparedColumns } from './prepare-columns.ts'
import { TERM_COLUMNS } from './schema.ts'
import type { OpinionIds } from './series.ts'

/** Returns every name that the rows mention: a list for each column, then tags, then analysers. */
export function namesIn({ columns, tags }: PreparedColumns): readonly NameList[] {
  return [
    ...TERM_COLUMNS.map((dimension, index) => ({
      dimension,
      names: columns.names[index]?.values ?? [],
    })),
    { dimension: 'tag' as const, names: tags ? [...new Set(tags.flat())] : [] },
    { dimension: 'analyzer' as const, names: columns.reading?.version.values ?? [] },
  ]
}

const TAGS = TERM_COLUMNS.length
const ANALYZERS = TAGS + 1
const NO_TAGS: readonly number[] = []
const NO_FACTORS: FreshItem['factors'] = []
const NO_MENTIONS: readonly Mention<number>[] = []

/** Returns the rows as they will be held; `ids` are those of {@link namesIn}, in its order. */
export function resolveColumns(
  prepared: PreparedColumns,
  places: {
    readonly firstId: number
    readonly importId: ImportId | 0
    readonly externalIds: readonly string[] | undefined
    readonly series: readonly number[]
    readonly lists: readonly NameList[]
    readonly ids: readonly (readonly number[])[]
    readonly opinions: OpinionIds
  },
): FreshItem[] {
  const { columns, questions, scores, tags, factors } = prepared
  const { firstId, importId, ids, lists } = places
  const tagIds = new Map(lists[TAGS]?.names.map((tag, index) => [tag, ids[TAGS]?.[index] ?? 0]))
  const opinionAt = opinionsOf(prepared, places)
  const items: FreshItem[] = []
  for (let row = 0; row < columns.count; row += 1) {
    const terms: number[] = []
    for (let index = 0; index < TERM_COLUMNS.length; index += 1) {
      terms.push(ids[index]?.[(columns.names[index]?.places[row] ?? 0) - 1] ?? 0)
    }
    const question = columns.question[row] ?? 0
    const score = scores[row] ?? Number.NaN
    items.push({
      id: (firstId + row) as FeedbackId,
      importId,
      externalId: places.externalIds?.[row] ?? textAt(columns.externalIds, row),
      series: places.series[question] ?? 0,
      at: columns.times[row] as EpochSeconds,
      score: Number.isNaN(score) ? null : score,
      scale: questions[question]?.scale ?? null,
      terms,
      tags: tags?.[row]?.map((tag) => tagIds.get(tag) ?? 0) ?? NO_TAGS,
      text: textAt(columns.texts, row) || null,
      url: textAt(columns.urls, row) || null,
      factors: factors?.[row] ?? NO_FACTORS,
      opinion: opinionAt(row),
      searchTerms: textAt(columns.terms, row),
      followUp: columns.followUps?.[row],
    })
  }
  return items
}

/** Returns a function from a row to what its text says; to be called row after row. */
function opinionsOf(
  { columns: { reading } }: PreparedColumns,
  {
    ids,
    opinions,
  }: { readonly ids: readonly (readonly number[])[]; readonly opinions: OpinionIds },
): (row: number) => StoredOpinion | null {
  if (!reading) return () => null
  const { mentions } = reading
  const aspects = reading.aspects.map((key) => opinions.aspect(key))
  let next = 0
  return (row) => {
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
      series: opinions.sentiment,
      langFound: reading.langFound[row] === 1 ? 1 : 0,
      aspects: found.length === 0 ? NO_MENTIONS : found,
    }
  }
}
