import fc from 'fast-check'
import type { CorrectedPart, TextAnalysis } from '../../src/core/analysis.ts'
import type { NewFeedback, Scale } from '../../src/core/feedback.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'

export const at = (iso: string): EpochSeconds => (Date.parse(iso) / 1000) as EpochSeconds

const blank: NewFeedback = {
  kind: 'nps',
  score: null,
  scale: null,
  survey: null,
  text: null,
  lang: null,
  at: at('2026-01-05T12:00:00Z'),
  source: 'shop',
  externalId: '',
  customer: null,
  author: null,
  brand: null,
  product: null,
  channel: null,
  store: null,
  stage: null,
  segment: null,
  tags: [],
  url: null,
  factors: [],
}

let made = 0

/** Returns feedback with the given parts and an id of its own. */
export function feedback(parts: Partial<NewFeedback> = {}): NewFeedback {
  made += 1
  return { ...blank, externalId: `item-${made}`, ...parts }
}

export const nought10: Scale = { min: 0, max: 10, reversed: false }

/** Returns an answer to a 0–10 question. */
export function answer(score: number, parts: Partial<NewFeedback> = {}): NewFeedback {
  return feedback({ score, scale: nought10, ...parts })
}

const SCALES: readonly Scale[] = [
  nought10,
  { min: 1, max: 5, reversed: false },
  { min: 1, max: 7, reversed: true },
  { min: 0, max: 100, reversed: false },
]

const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(value, { nil: null, freq: 2 })

/** What an analyser may find: few aspects, so that groups meet. */
export const someAnalysis: fc.Arbitrary<TextAnalysis> = fc
  .record({
    version: fc.constantFrom('1', '2'),
    lang: fc.constantFrom('en', 'kk'),
    sentiment: fc.constantFrom('negative', 'neutral', 'positive'),
    firstPerson: fc.boolean(),
    aspects: fc.uniqueArray(
      fc.record({
        aspect: fc.constantFrom('price', 'staff', 'delivery'),
        polarity: fc.constantFrom('negative', 'neutral', 'positive'),
        quote: fc.constantFrom('', 'late', 'good'),
      } as const),
      { selector: ({ aspect }) => aspect, maxLength: 3 },
    ),
  } as const)
  .map((found) => ({
    ...found,
    score: { negative: -0.5, neutral: 0, positive: 0.75 }[found.sentiment],
  }))

/** What a person may set right. */
export const someCorrection: fc.Arbitrary<CorrectedPart> = fc.oneof(
  fc.record({
    type: fc.constant('sentiment'),
    to: fc.constantFrom('negative', 'neutral', 'positive'),
  } as const),
  fc.record({
    type: fc.constant('aspect'),
    aspect: fc.constantFrom('price', 'staff', 'comfort'),
    to: fc.constantFrom('negative', 'positive', 'none'),
  } as const),
  fc.record({ type: fc.constant('first-person'), to: fc.boolean() } as const),
)

/** Feedback between two instants, with few names so that groups meet. */
export function someFeedback(first: EpochSeconds, last: EpochSeconds): fc.Arbitrary<NewFeedback> {
  return fc
    .record({
      kind: fc.constantFrom('nps', 'csat', 'mention'),
      survey: maybe(fc.constantFrom('spring', 'autumn')),
      scale: maybe(fc.constantFrom(...SCALES)),
      share: fc.integer({ min: 0, max: 1000 }),
      at: fc.integer({ min: first, max: last }),
      text: maybe(fc.constantFrom('good', 'bad', 'late delivery')),
      source: fc.constantFrom('shop', 'app'),
      store: maybe(fc.constantFrom('North', 'South', 'Šiauliai')),
      brand: maybe(fc.constantFrom('Acme', 'Бренд')),
      channel: maybe(fc.constantFrom('web')),
      lang: maybe(fc.constantFrom('en', 'lt')),
      customer: maybe(fc.constantFrom('c1', 'c2')),
      author: maybe(fc.constantFrom('Ann')),
      tags: fc.subarray(['price', 'staff', 'speed']),
      analysis: fc.option(someAnalysis, { nil: undefined, freq: 4 }),
    } as const)
    .map(({ share, scale, analysis, ...parts }) =>
      feedback({
        ...parts,
        ...(analysis && { analysis }),
        at: parts.at as EpochSeconds,
        scale,
        score: scale && Math.round((scale.min + (share / 1000) * (scale.max - scale.min)) * 4) / 4,
      }),
    )
}
