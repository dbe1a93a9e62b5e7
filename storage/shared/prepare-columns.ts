import { analysesOf, itemAt } from '../../src/batch/read-columns.ts'
import { columnsOf } from '../../src/batch/write-columns.ts'
import type { NewFeedback } from '../../src/core/feedback.ts'
import type { FeedbackColumns } from '../../src/core/feedback-columns.ts'
import {
  checkTime,
  hundredths,
  type PreparedFactor,
  type PreparedScale,
  prepareFactors,
  prepareScale,
  prepareTags,
} from './prepare.ts'
import type { Asked } from './series.ts'
import { storable } from './text.ts'

/** Columns with storable texts, and with hundredths for scores. */
export interface PreparedColumns {
  readonly columns: FeedbackColumns
  readonly questions: readonly (Asked & { readonly scale: PreparedScale | null })[]
  /** In hundredths; NaN where there is none. */
  readonly scores: Float64Array
  readonly tags: readonly (readonly string[])[] | null
  readonly factors: readonly (readonly PreparedFactor[])[] | null
}

/** Returns columns as they will be stored. Throws a RangeError as `prepare` does. */
export function prepareColumns(given: FeedbackColumns): PreparedColumns {
  const columns = isStorable(given) ? given : mended(given)
  const questions = columns.questions.map(({ kind, survey, scale }) => ({
    kind,
    survey,
    scale: scale && prepareScale(scale),
  }))
  const scores = new Float64Array(columns.count)
  for (let row = 0; row < columns.count; row += 1) {
    checkTime(columns.times[row] ?? Number.NaN)
    const score = columns.scores[row] ?? Number.NaN
    scores[row] = Number.isNaN(score) ? score : hundredths(score, 'score')
  }
  return {
    columns,
    questions,
    scores,
    tags: columns.tags?.map(prepareTags) ?? null,
    factors: columns.factors?.map(prepareFactors) ?? null,
  }
}

/** Half a pair, or NUL: bytes hold no halves. */
const UNSTORABLE = /[\0\p{Surrogate}]/u

function isStorable(columns: FeedbackColumns): boolean {
  const { reading } = columns
  const texts = [columns.externalIds, columns.texts, columns.urls]
  const names = [
    ...columns.names.map(({ values }) => values.join('\n')),
    ...columns.questions.map(({ survey }) => survey ?? ''),
    ...(reading ? [reading.version.values.join('\n'), reading.aspects.join('\n')] : []),
  ]
  return (
    !texts.some(({ bytes }) => bytes.includes(0)) && !names.some((name) => UNSTORABLE.test(name))
  )
}

/** Returns the columns with every text made storable. */
function mended(columns: FeedbackColumns): FeedbackColumns {
  const analyses = analysesOf(columns)
  const name = (text: string | null): string | null => text && storable(text)
  return columnsOf(
    analyses.map((analysis, row): NewFeedback => {
      const item = itemAt(columns, row)
      return {
        ...item,
        survey: name(item.survey),
        text: name(item.text),
        lang: name(item.lang),
        source: storable(item.source),
        externalId: storable(item.externalId),
        customer: name(item.customer),
        author: name(item.author),
        brand: name(item.brand),
        product: name(item.product),
        channel: name(item.channel),
        store: name(item.store),
        stage: name(item.stage),
        segment: name(item.segment),
        url: name(item.url),
        ...(analysis && {
          analysis: {
            ...analysis,
            version: storable(analysis.version),
            lang: storable(analysis.lang),
            aspects: analysis.aspects.map((mention) => ({
              ...mention,
              aspect: storable(mention.aspect),
              quote: storable(mention.quote),
            })),
          },
        }),
      }
    }),
  )
}
