import { SENTIMENTS, type TextAnalysis } from '../core/analysis.ts'
import type { NewFeedback } from '../core/feedback.ts'
import {
  type FeedbackColumns,
  NAME_COLUMNS,
  type NameColumn,
  type NameField,
  type TextColumn,
} from '../core/feedback-columns.ts'

/** Returns the text of a row. */
export function textAt(column: TextColumn, row: number): string {
  const start = startOf(column, row)
  const end = column.ends[row] ?? start
  if (start === end) return ''
  const { buffer, byteOffset } = column.bytes
  return Buffer.from(buffer, byteOffset + start, end - start).toString()
}

/** Returns the byte at which the text of a row begins. */
function startOf({ ends }: TextColumn, row: number): number {
  return row === 0 ? 0 : (ends[row - 1] ?? 0)
}

/** Returns the bytes at which the texts begin. */
export function startsOf({ ends }: TextColumn): Uint32Array {
  const starts = new Uint32Array(ends.length)
  for (let row = 1; row < ends.length; row += 1) starts[row] = ends[row - 1] ?? 0
  return starts
}

/** Returns the name of a row. */
export function nameAt({ values, places }: NameColumn, row: number): string | null {
  return values[(places[row] ?? 0) - 1] ?? null
}

/** Returns the buffers that can be handed to another thread instead of being copied. */
export function buffersOf(columns: FeedbackColumns): ArrayBuffer[] {
  const { reading } = columns
  const arrays = [
    columns.question,
    columns.scores,
    columns.times,
    ...columns.names.map(({ places }) => places),
    ...[columns.externalIds, columns.texts, columns.terms, columns.urls].flatMap(
      ({ bytes, ends }) => [bytes, ends],
    ),
    ...(reading
      ? [
          reading.version.places,
          reading.sentiments,
          reading.scores,
          reading.firstPerson,
          reading.langFound,
          reading.mentions,
        ]
      : []),
  ]
  return arrays.map(({ buffer }) => buffer as ArrayBuffer)
}

/** Returns a row as it was given, without what analysis found. */
export function itemAt(columns: FeedbackColumns, row: number): NewFeedback {
  const question = columns.questions[columns.question[row] ?? 0]
  if (!question) throw new RangeError(`row ${row} of ${columns.count}`)
  const score = columns.scores[row] ?? Number.NaN
  const name = (field: NameField): string | null => {
    const column = columns.names[NAME_COLUMNS.indexOf(field)]
    return column ? nameAt(column, row) : null
  }
  const followUp = columns.followUps?.[row]
  return {
    kind: question.kind,
    survey: question.survey,
    scale: question.scale,
    score: Number.isNaN(score) ? null : score,
    text: textAt(columns.texts, row) || null,
    at: (columns.times[row] ?? 0) as NewFeedback['at'],
    source: name('source') ?? '',
    externalId: textAt(columns.externalIds, row),
    lang: columns.reading?.langFound[row] === 1 ? null : name('lang'),
    customer: name('customer'),
    author: name('author'),
    brand: name('brand'),
    product: name('product'),
    channel: name('channel'),
    store: name('store'),
    stage: name('stage'),
    segment: name('segment'),
    tags: columns.tags?.[row] ?? [],
    url: textAt(columns.urls, row) || null,
    factors: columns.factors?.[row] ?? [],
    ...(followUp && { followUp }),
  }
}

/** Returns what analysis found in every row. */
export function analysesOf(columns: FeedbackColumns): readonly (TextAnalysis | undefined)[] {
  const { reading, count } = columns
  if (!reading) return new Array<undefined>(count).fill(undefined)
  const aspects = Array.from({ length: count }, (): TextAnalysis['aspects'][number][] => [])
  for (let at = 0; at < reading.mentions.length; at += 5) {
    const [row = 0, aspect = 0, polarity = 0, start = 0, length = 0] = reading.mentions.subarray(
      at,
      at + 5,
    )
    aspects[row]?.push({
      aspect: reading.aspects[aspect] ?? '',
      polarity: SENTIMENTS[polarity - 1] ?? 'neutral',
      quote: textAt(columns.texts, row).slice(start, start + length),
    })
  }
  const lang = columns.names[NAME_COLUMNS.indexOf('lang')]
  return aspects.map((found, row) => {
    const sentiment = SENTIMENTS[(reading.sentiments[row] ?? 0) - 1]
    return (
      sentiment && {
        version: nameAt(reading.version, row) ?? '',
        lang: (lang && nameAt(lang, row)) ?? '',
        sentiment,
        score: reading.scores[row] ?? 0,
        firstPerson: reading.firstPerson[row] === 1,
        aspects: found,
      }
    )
  })
}
