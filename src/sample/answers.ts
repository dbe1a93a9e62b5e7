import type { FactorScore, Scale } from '../core/feedback.ts'
import type { Mood, Theme } from './phrases.ts'
import type { Random } from './random.ts'
import {
  type BrandName,
  CHEAPER_BRAND,
  DELIVERY_TROUBLE,
  NEW_CHECKOUT,
  type SampleKind,
} from './story.ts'

export interface Situation {
  readonly kind: SampleKind
  readonly store: string
  readonly brand: BrandName
  readonly segment: 'new' | 'returning' | 'loyal'
  readonly daysAgo: number
}

/** How one customer felt, about what, and the score that came of it. */
export interface Answer {
  readonly mood: Mood
  readonly theme: Theme | null
  readonly stage: string | null
  readonly score: number | null
  readonly scale: Scale | null
  readonly factors: readonly FactorScore[]
}

const SCALES: Readonly<Record<SampleKind, Scale | null>> = {
  nps: { min: 0, max: 10, reversed: false },
  csat: { min: 1, max: 5, reversed: false },
  ces: { min: 1, max: 7, reversed: false },
  review: { min: 1, max: 5, reversed: false },
  mention: null,
}
const FIVE: Scale = { min: 1, max: 5, reversed: false }
const STAGES: Readonly<Record<Theme, string>> = {
  delivery: 'delivery',
  price: 'choice',
  staff: 'visit',
  quality: 'use',
  checkout: 'purchase',
  support: 'support',
  returns: 'returns',
}
const THEME_WEIGHTS: Readonly<Record<SampleKind, Readonly<Record<Theme, number>>>> = {
  nps: { delivery: 20, price: 20, staff: 20, quality: 20, checkout: 8, support: 6, returns: 6 },
  csat: { delivery: 4, price: 16, staff: 30, quality: 15, checkout: 30, support: 2, returns: 3 },
  ces: { delivery: 10, price: 2, staff: 5, quality: 3, checkout: 15, support: 45, returns: 20 },
  review: { delivery: 15, price: 20, staff: 20, quality: 30, checkout: 5, support: 5, returns: 5 },
  mention: { delivery: 20, price: 25, staff: 10, quality: 25, checkout: 5, support: 8, returns: 7 },
}
/** Probabilities of the scores from the best one down, by mood. */
const SCORES: Readonly<Record<SampleKind, Readonly<Record<Mood, readonly number[]>>>> = {
  nps: {
    positive: [0.55, 0.45],
    neutral: [0, 0, 0.55, 0.45],
    negative: [0, 0, 0, 0, 0.22, 0.2, 0.12, 0.16, 0.14, 0.08, 0.08],
  },
  csat: { positive: [0.62, 0.38], neutral: [0, 0, 1], negative: [0, 0, 0, 0.55, 0.45] },
  ces: {
    positive: [0.4, 0.4, 0.2],
    neutral: [0, 0, 0.3, 0.7],
    negative: [0, 0, 0, 0, 0.45, 0.3, 0.25],
  },
  review: { positive: [0.7, 0.3], neutral: [0, 0.15, 0.85], negative: [0, 0, 0, 0.35, 0.65] },
  mention: { positive: [], neutral: [], negative: [] },
}

/** Returns whether the courier failed this customer's shop at the time. */
function inTrouble({ store, daysAgo }: Pick<Situation, 'store' | 'daysAgo'>): boolean {
  const { firstDay, lastDay } = DELIVERY_TROUBLE
  return store === DELIVERY_TROUBLE.store && daysAgo <= firstDay && daysAgo >= lastDay
}

/** Probabilities of a good and a bad experience; the rest is neither. */
function moodOdds(situation: Situation): { readonly good: number; readonly bad: number } {
  const { kind, segment } = situation
  const loyalty = segment === 'loyal' ? 0.06 : segment === 'new' ? -0.03 : 0
  if (kind === 'csat') {
    const elapsed = (NEW_CHECKOUT.firstDay - situation.daysAgo) / NEW_CHECKOUT.days
    const gain = 0.17 * Math.min(Math.max(elapsed, 0), 1)
    return { good: 0.68 + loyalty + gain, bad: 0.17 - gain / 2 }
  }
  if (inTrouble(situation) && kind !== 'ces') return { good: 0.26, bad: 0.52 }
  if (kind === 'ces') return { good: 0.66 + loyalty, bad: 0.16 }
  return { good: 0.57 + loyalty, bad: 0.18 - loyalty }
}

function chooseTheme(situation: Situation, mood: Mood, random: Random): Theme | null {
  if (mood === 'neutral' && random.chance(0.6)) return null
  if (random.chance(0.15)) return null
  const weights = { ...THEME_WEIGHTS[situation.kind] }
  if (inTrouble(situation) && mood === 'negative') weights.delivery = 200
  const cheaper = situation.brand === CHEAPER_BRAND
  if (mood === 'positive') weights.price *= cheaper ? 2 : 0.5
  if (mood === 'negative') weights.price *= cheaper ? 0.4 : 1.6
  if (situation.daysAgo > NEW_CHECKOUT.firstDay && mood !== 'negative') weights.checkout = 0
  return random.weighted(weights)
}

function chooseScore(kind: SampleKind, mood: Mood, random: Random): number | null {
  const scale = SCALES[kind]
  if (!scale) return null
  const odds = SCORES[kind][mood]
  const index = Number(random.weighted(Object.fromEntries(odds.map((share, at) => [at, share]))))
  return scale.max - index
}

function rateFactors(situation: Situation, mood: Mood, random: Random): readonly FactorScore[] {
  const lift = mood === 'positive' ? 0.55 : mood === 'neutral' ? -0.25 : -1.1
  const cheaper = situation.brand === CHEAPER_BRAND
  const levels = {
    price: cheaper ? 4.15 : 3.35,
    staff: 3.95,
    assortment: 3.7,
    delivery: inTrouble(situation) ? 2 : 3.75,
  }
  return Object.entries(levels).map(([factor, level]) => ({
    factor,
    score: Math.min(Math.max(Math.round(level + lift + (random.next() - 0.5) * 2.2), 1), 5),
    scale: FIVE,
  }))
}

/** Returns how the customer felt in the situation, with a score that fits. */
export function scoreAnswer(situation: Situation, random: Random): Answer {
  const { good, bad } = moodOdds(situation)
  const draw = random.next()
  const mood: Mood = draw < good ? 'positive' : draw < good + bad ? 'negative' : 'neutral'
  const theme = chooseTheme(situation, mood, random)
  const rated = situation.kind === 'csat' && random.chance(0.85)
  return {
    mood,
    theme,
    stage: theme === null ? null : STAGES[theme],
    score: chooseScore(situation.kind, mood, random),
    scale: SCALES[situation.kind],
    factors: rated ? rateFactors(situation, mood, random) : [],
  }
}
