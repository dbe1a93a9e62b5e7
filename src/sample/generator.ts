import { zoneCalendar } from '../calendar/zone.ts'
import type { NewFeedback } from '../core/feedback.ts'
import type { EpochSeconds } from '../core/identity.ts'
import { scoreAnswer } from './answers.ts'
import { createRandom, type Random } from './random.ts'
import { DAILY, HISTORY_DAYS, PRODUCTS, type SampleKind, STORES, WEEKDAYS } from './story.ts'
import { writeText } from './writer.ts'

export interface SampleOptions {
  readonly seed: string
  readonly zone: string
  /** The day that the story is told from, counted from 1970-01-01: "today" of the first run. */
  readonly anchor: number
  /** The first day to make; default: the first of the story. */
  readonly firstDay?: number
  /** Nothing is said at or after this instant. */
  readonly until: EpochSeconds
}

const SOURCES: Readonly<Record<SampleKind, Readonly<Record<string, number>>>> = {
  nps: { email: 60, app: 25, tablet: 15 },
  csat: { tablet: 55, app: 45 },
  ces: { email: 50, app: 50 },
  review: { maps: 60, marketplace: 40 },
  mention: { forum: 55, social: 45 },
}
const SURVEYS: Readonly<Record<SampleKind, string | null>> = {
  nps: 'relationship',
  csat: 'visit',
  ces: 'support request',
  review: null,
  mention: null,
}
const CHANNELS = { store: 55, web: 25, app: 20 } as const
const SEGMENTS = { new: 35, returning: 45, loyal: 20 } as const
const STORE_WEIGHTS = Object.fromEntries(
  Object.entries(STORES).map(([name, { weight }]) => [name, weight]),
)
const FIRST_NAMES = [
  'Aliya',
  'Jonas',
  'Timur',
  'Eglė',
  'Dana',
  'Tomas',
  'Marat',
  'Ieva',
  'Olga',
  'Sam',
  'Kate',
  'Ruslan',
]
const DAY_SECONDS = 86_400

/**
 * Yields made-up feedback of two shops, day by day. The same options give the
 * same items, and each day is the same whatever the first day and the end are, so
 * that a sample can be carried on later.
 */
export function* sampleFeedback(options: SampleOptions): Generator<NewFeedback> {
  const calendar = zoneCalendar(options.zone)
  const last = calendar.dayOf((options.until - 1) as EpochSeconds)
  for (let day = options.firstDay ?? options.anchor - HISTORY_DAYS; day <= last; day += 1) {
    const random = createRandom(`${options.seed}/${day}`)
    const items = Object.entries(DAILY).flatMap(([kind, mean]) => {
      const count = Math.round(mean * (WEEKDAYS[(day + 4) % 7] ?? 1) * (0.75 + random.next() / 2))
      return Array.from({ length: count }, (_, index) => {
        const at = calendar.startOfDay(day) + openingHour(random)
        return feedback(kind as SampleKind, `${day}-${index}`, at, options.anchor - day, random)
      })
    })
    items.sort((a, b) => a.at - b.at)
    yield* items.filter((item) => item.at < options.until)
  }
}

/** Seconds after midnight: mostly between nine and nine, with a peak in the afternoon. */
function openingHour(random: Random): number {
  const share = (random.next() + random.next() + random.next()) / 3
  return Math.min(Math.floor((7 + share * 16) * 3600), DAY_SECONDS - 1)
}

function feedback(
  kind: SampleKind,
  key: string,
  at: number,
  daysAgo: number,
  random: Random,
): NewFeedback {
  const store = random.weighted(STORE_WEIGHTS)
  const { brand = 'Norda', languages } = STORES[store] ?? {}
  const lang = random.weighted(languages ?? { en: 1, ru: 1, kk: 1, lt: 1 })
  const channel = random.weighted(CHANNELS)
  const segment = random.weighted(SEGMENTS)
  const product = random.pick(PRODUCTS)
  const answer = scoreAnswer({ kind, store, brand, segment, daysAgo }, random)
  const text = writeText({ kind, lang, product, ...answer }, random)
  const customer = random.whole(1, 2600)
  const person = `${FIRST_NAMES[customer % FIRST_NAMES.length]} ${String.fromCodePoint(65 + (customer % 26))}.`
  const signed = kind === 'review' || kind === 'mention'
  const number = `${kind}-${key}`
  return {
    kind,
    score: answer.score,
    scale: answer.scale,
    survey: SURVEYS[kind],
    text,
    lang: text === null ? null : lang,
    at: at as EpochSeconds,
    source: random.weighted(SOURCES[kind]),
    externalId: number,
    customer: signed ? null : `C-${String(customer).padStart(4, '0')}`,
    author: signed ? person : null,
    brand,
    product: answer.theme === 'staff' ? null : product,
    channel: kind === 'mention' ? null : channel,
    store,
    stage: answer.stage,
    segment: signed ? null : segment,
    tags: answer.theme === null ? [] : [answer.theme],
    url: signed ? `https://example.org/${kind}/${key}` : null,
    factors: answer.factors,
  }
}
