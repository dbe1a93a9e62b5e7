import type { NewFeedback, Scale } from '../src/core/feedback.ts'
import type { EpochSeconds } from '../src/core/identity.ts'
import { type Random, seededRandom } from '../src/metrics/random.ts'

export const DAYS = 730
export const STORES = 120
export const SOURCES = 8
export const BRANDS = 5
const VOCABULARY = 20_000
/** The end of the data: noon of a Saturday, so that the week before is whole. */
export const NOW = (Date.UTC(2026, 10, 21, 12) / 1000) as EpochSeconds
export const ZONE = 'Asia/Almaty'

const KINDS: readonly { kind: NewFeedback['kind']; scale: Scale | null; survey: string | null }[] =
  [
    { kind: 'nps', scale: { min: 0, max: 10, reversed: false }, survey: 'relationship' },
    { kind: 'csat', scale: { min: 1, max: 5, reversed: false }, survey: 'visit' },
    { kind: 'ces', scale: { min: 1, max: 7, reversed: false }, survey: 'support' },
    { kind: 'review', scale: { min: 1, max: 5, reversed: false }, survey: null },
    { kind: 'mention', scale: null, survey: null },
  ]

const CYRILLIC = ['ка', 'ро', 'ми', 'те', 'лу', 'ді', 'ға', 'сы', 'но', 'ве', 'ша', 'жо']
const LATIN = ['sa', 'ne', 'vo', 'že', 'ra', 'ki', 'lo', 'mu', 'dė', 'ti', 'pa', 'šu']

/** A word of the made-up vocabulary, of one script; its rank decides how often it is drawn. */
export function word(rank: number): string {
  const syllables = rank % 2 === 0 ? CYRILLIC : LATIN
  let rest = rank + syllables.length ** 2
  let text = ''
  while (rest > 0) {
    text += syllables[rest % syllables.length]
    rest = Math.floor(rest / syllables.length)
  }
  return text
}

const words = Array.from({ length: VOCABULARY }, (_, rank) => word(rank))

/** Zipf's law with exponent 1, by inversion of the continuous distribution. */
function zipf(random: Random): number {
  return Math.floor(Math.exp(random() * Math.log(VOCABULARY))) - 1
}

function text(random: Random): string {
  const length = 3 + Math.floor(random() * 28)
  let sentence = words[zipf(random)] ?? ''
  for (let index = 1; index < length; index += 1) sentence += ` ${words[zipf(random)]}`
  return sentence
}

/**
 * Returns `count` pieces of feedback over two years in order of time, the same
 * for the same seed: five kinds, eight sources, 120 stores of five brands,
 * customers growing with skew, texts of about 125 characters with Zipf's frequencies.
 */
export function* dataset(count: number, seed = 1): Generator<NewFeedback> {
  const random = seededRandom(seed)
  const start = NOW - DAYS * 86_400
  const customers = Math.max(1, Math.floor(count / 5))
  for (let index = 0; index < count; index += 1) {
    const question = KINDS[Math.floor(random() * KINDS.length)] ?? KINDS[0]
    if (!question) return
    const store = Math.floor(random() ** 1.5 * STORES)
    const { kind, scale, survey } = question
    const reach = Math.max(1, Math.floor(customers * ((index + 1) / count)))
    yield {
      kind,
      scale,
      survey,
      score: scale
        ? scale.min + Math.floor(Math.sqrt(random()) * (scale.max - scale.min + 1))
        : null,
      text: text(random),
      lang: null,
      at: (start + Math.floor(((index + random()) / count) * DAYS * 86_400)) as EpochSeconds,
      source: `source-${Math.floor(random() ** 2 * SOURCES)}`,
      externalId: `e${index}`,
      customer: `c${Math.floor(random() ** 2 * reach)}`,
      author: null,
      brand: `Brand ${store % BRANDS}`,
      product: null,
      channel: random() < 0.6 ? 'online' : 'store',
      store: `Store ${store}`,
      stage: null,
      segment: null,
      tags: [],
      url: null,
      factors: [],
    }
  }
}
