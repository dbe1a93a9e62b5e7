import type { Locale } from '../core/locale.ts'
import { type Mood, PHRASES, type Theme } from './phrases.ts'
import type { Random } from './random.ts'
import type { SampleKind } from './story.ts'

/** How many of those who answer also write something. */
const WRITERS: Readonly<Record<SampleKind, number>> = {
  nps: 0.55,
  csat: 0.3,
  ces: 0.4,
  review: 0.95,
  mention: 1,
}

/** Returns what the customer wrote, in the customer's language; null where nothing. */
export function writeText(
  wish: {
    readonly kind: SampleKind
    readonly lang: Locale
    readonly product: string
    readonly mood: Mood
    readonly theme: Theme | null
  },
  random: Random,
): string | null {
  if (!random.chance(WRITERS[wish.kind])) return null
  const { themes, general, closings } = PHRASES[wish.lang]
  const { mood, theme } = wish
  const sentences: string[] = []
  if (theme === null || mood === 'neutral') sentences.push(random.pick(general[mood]))
  if (theme !== null) {
    const side = mood === 'neutral' ? (random.chance(0.5) ? 'positive' : 'negative') : mood
    if (mood === 'positive' && random.chance(0.2)) sentences.push(random.pick(general.positive))
    sentences.push(random.pick(themes[theme][side]))
  }
  if (random.chance(wish.kind === 'review' ? 0.55 : 0.3))
    sentences.push(random.pick(closings[mood]))
  return sentences
    .join(' ')
    .replaceAll('{product}', wish.product)
    .replaceAll('{days}', String(random.whole(5, 9)))
}
