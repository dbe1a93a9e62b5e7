import fc from 'fast-check'
import type { NewFeedback, Scale } from '../../src/core/feedback.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'

export const at = (iso: string): EpochSeconds => (Date.parse(iso) / 1000) as EpochSeconds

/** What answers are cut by. */
export const CUTS = [
  'source',
  'channel',
  'store',
  'stage',
  'segment',
  'brand',
  'product',
  'lang',
  'survey',
  'author',
  'customer',
  'tag',
] as const

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
    } as const)
    .map(({ share, scale, ...parts }) =>
      feedback({
        ...parts,
        at: parts.at as EpochSeconds,
        scale,
        score: scale && Math.round((scale.min + (share / 1000) * (scale.max - scale.min)) * 4) / 4,
      }),
    )
}
