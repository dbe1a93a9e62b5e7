import { UserError } from '../core/errors.ts'
import type { FeedbackKind } from '../core/feedback.ts'
import { labelTone } from './question-words.ts'
import type { Question } from './scale.ts'

const ENOUGH_PAIRS = 30
const CLEARLY_OPPOSED = -0.5
const ENOUGH_WORDS = 4

const PRAISE =
  /\b(?:great|excellent|love(?:d|ly)?|perfect|amazing|wonderful|fantastic|awesome)\b|отличн|прекрасн|замечательн|супер|спасибо|превосходн|тамаша|керемет|өте жақсы|рахмет|рақмет|puik|nuostab|šaunu|ačiū/iu
const BLAME =
  /\b(?:terrible|awful|horrible|worst|rude|disappoint\w*|useless|disgusting|never again)\b|ужас|отврат|кошмар|хамств|разочаров|худш|нашар|жаман|сұмдық|масқара|siaubing|blog(?:as|a|ai|iaus)|baisu|nusivyl/iu

/** Sums from which the correlation of two columns follows. */
export interface Pairs {
  add(x: number, y: number): void
  readonly n: number
  /** Pearson's r; 0 where one of the columns does not vary. */
  correlation(): number
}

/** Returns sums of no pairs yet. */
export function createPairs(): Pairs {
  let [n, sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0, 0]
  return {
    add(x, y) {
      n += 1
      sx += x
      sy += y
      sxx += x * x
      syy += y * y
      sxy += x * y
    },
    get n() {
      return n
    },
    correlation() {
      const spread = Math.sqrt((sxx - (sx * sx) / n) * (syy - (sy * sy) / n))
      return spread > 0 ? (sxy - (sx * sy) / n) / spread : 0
    },
  }
}

/** Compares the scores beside praising words with those beside blaming ones. */
export interface ToneCheck {
  see(text: string, score: number): void
  /** Mean scores, where there are enough of both. */
  means(): { readonly praise: number; readonly blame: number } | undefined
}

/** Returns a check that has seen no text yet. */
export function createToneCheck(): ToneCheck {
  const praise = { n: 0, sum: 0 }
  const blame = { n: 0, sum: 0 }
  return {
    see(text, score) {
      const good = PRAISE.test(text)
      if (good === BLAME.test(text)) return
      const side = good ? praise : blame
      side.n += 1
      side.sum += score
    },
    means() {
      if (praise.n < ENOUGH_WORDS || blame.n < ENOUGH_WORDS) return undefined
      return { praise: praise.sum / praise.n, blame: blame.sum / blame.n }
    },
  }
}

/** What speaks for or against the highest number being the best answer. */
export interface DirectionEvidence {
  readonly related: readonly { readonly column: string; readonly pairs: Pairs }[]
  readonly tone: ToneCheck
}

/**
 * Throws a UserError where something says that the lowest number is the best
 * answer: the question's wording, labels beside the numbers, other ratings that
 * move the opposite way, or the words of the comments.
 */
export function checkDirection(
  { column, traits, counts }: Question,
  kind: FeedbackKind,
  scale: { readonly min: number; readonly max: number },
  evidence: DirectionEvidence,
): void {
  const ask = '--reversed'
  if (traits.lowIsBest) throw new UserError('import.reversedHeader', { column }, ask)
  const tones = [...counts.labels].map(([value, label]) => ({
    value,
    label,
    tone: labelTone(label),
  }))
  const good = tones.filter(({ tone }) => tone === 'good')
  const bad = tones.filter(({ tone }) => tone === 'bad')
  for (const best of good) {
    const worse = bad.find(({ value }) => value > best.value)
    if (!worse) continue
    const params = {
      column,
      low: `${best.value} - ${best.label}`,
      high: `${worse.value} - ${worse.label}`,
    }
    throw new UserError('import.reversedLabels', params, ask)
  }
  const labelled = good.length > 0 || bad.length > 0
  if (kind === 'ces' && traits.hard && !labelled) {
    throw new UserError('import.reversedEffort', { column }, ask)
  }
  for (const { column: other, pairs } of evidence.related) {
    if (pairs.n >= ENOUGH_PAIRS && pairs.correlation() < CLEARLY_OPPOSED) {
      const params = { column, other, r: Math.round(pairs.correlation() * 100) / 100 }
      throw new UserError('import.reversedRelated', params, ask)
    }
  }
  const means = evidence.tone.means()
  if (means && means.blame - means.praise > (scale.max - scale.min) * 0.25) {
    const round = (value: number): number => Math.round(value * 10) / 10
    throw new UserError(
      'import.reversedWords',
      { column, praise: round(means.praise), blame: round(means.blame) },
      ask,
    )
  }
}
