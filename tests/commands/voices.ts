import type { AspectMention, Sentiment } from '../../src/core/analysis.ts'
import type { FeedbackKind, NewFeedback } from '../../src/core/feedback.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { type Random, seededRandom } from '../../src/metrics/random.ts'
import { answers } from './made-workspace.ts'

/** An aspect with its polarity: `+staff`, `-delivery`, `=price`. */
export type Mention = `${'+' | '-' | '='}${string}`

const POLARITY: Readonly<Record<string, Sentiment>> = {
  '+': 'positive',
  '-': 'negative',
  '=': 'neutral',
}

/** Returns aspects as an analyser finds them. */
function mentions(...given: readonly Mention[]): AspectMention[] {
  return given.map((mention) => ({
    aspect: mention.slice(1),
    polarity: POLARITY[mention.charAt(0)] ?? 'neutral',
    quote: mention.slice(1),
  }))
}

const WORDS: Readonly<Record<Sentiment, string>> = {
  positive: 'Everything was lovely',
  neutral: 'It was all right',
  negative: 'It was a bad day',
}

/** Returns `count` equal texts with what an analyser found in them. */
export function said(
  count: number,
  sentiment: Sentiment,
  aspects: readonly Mention[] = [],
  more: Partial<NewFeedback> & { readonly kind?: FeedbackKind } = {},
): NewFeedback[] {
  const { kind = 'mention', ...rest } = more
  return answers(count, kind, 0, {
    score: null,
    scale: null,
    text: [WORDS[sentiment], ...aspects.map((aspect) => aspect.slice(1))].join(', '),
    lang: 'en',
    analysis: {
      version: 'made',
      lang: 'en',
      sentiment,
      score: { negative: -0.8, neutral: 0, positive: 0.8 }[sentiment],
      firstPerson: true,
      aspects: mentions(...aspects),
    },
    ...rest,
  })
}

const STORES = ['Centre', 'Harbour', 'Mall', 'North'] as const
const SOURCES = ['App', 'Reviews', 'Web'] as const
const BRANDS = ['Norda', 'Sula'] as const
const ASPECTS = ['staff', 'price', 'delivery', 'quality', 'app', 'food'] as const
const TAGS = ['vip', 'new', 'returning'] as const

/** What made the last week differ from the one before it. */
export interface Cause {
  readonly store?: string
  readonly aspect?: string
  readonly source?: string
  /** How likely feedback that the cause touches is to turn bad. */
  readonly strength: number
}

function choose<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)] as Item
}

/**
 * Returns two weeks of feedback with NPS scores and analysed texts, drawn alike
 * but for the cause: what it touches in the later week turns bad.
 */
export function twoWeeksOfVoices(seed: number, perWeek: number, cause?: Cause): NewFeedback[] {
  const random = seededRandom(seed)
  return ['2026-11-02', '2026-11-09'].flatMap((monday, week) =>
    Array.from({ length: perWeek }, () => {
      const store = choose(STORES, random)
      const source = choose(SOURCES, random)
      const brand = choose(BRANDS, random)
      const aspects = ASPECTS.filter(() => random() < 0.22)
      const touched =
        cause !== undefined &&
        week === 1 &&
        (cause.store ?? store) === store &&
        (cause.source ?? source) === source &&
        random() < cause.strength
      const struck = touched && cause.aspect !== undefined ? cause.aspect : undefined
      const named =
        struck && !aspects.some((key) => key === struck) ? [...aspects, struck] : aspects
      const mood = random() * 0.7 + (store === 'North' ? 0.1 : 0.2)
      const found = named.map((aspect): Mention => {
        if (aspect === struck) return `-${aspect}`
        const roll = random()
        return roll < mood ? `+${aspect}` : roll < mood + 0.2 ? `=${aspect}` : `-${aspect}`
      })
      const level = touched ? 0.1 + random() * 0.2 : mood + (random() - 0.5) * 0.5
      const sentiment = level > 0.55 ? 'positive' : level > 0.38 ? 'neutral' : 'negative'
      const score = Math.max(0, Math.min(10, Math.round(4.2 + level * 7)))
      const day = Date.parse(`${monday}T08:00:00Z`) / 1000 + Math.floor(random() * 7) * 86_400
      const [item] = said(1, sentiment, found, {
        kind: 'nps',
        score,
        scale: { min: 0, max: 10, reversed: false },
        store,
        source,
        brand,
        tags: random() < 0.3 ? [choose(TAGS, random)] : [],
        author: `Author ${Math.floor(random() * 60)}`,
        at: (day + Math.floor(random() * 36_000)) as EpochSeconds,
      })
      if (!item) throw new RangeError('one text was asked for')
      return item
    }),
  )
}
