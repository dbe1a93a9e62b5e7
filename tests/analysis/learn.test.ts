import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Analysis,
  type Correction,
  createAnalyzer,
  NO_WEIGHTS,
  POLARITIES,
  readWeights,
  type WorkspaceWeights,
  writeWeights,
} from '../../src/analysis/index.ts'

const analyzer = createAnalyzer()
const slang = [
  'The widget is a total lemon',
  'What a lemon, this widget',
  'Got a lemon of a widget',
]

function learned(corrections: readonly Correction[]): WorkspaceWeights {
  return corrections.reduce((weights, each) => analyzer.learn(weights, each), NO_WEIGHTS)
}

function taught(times: number): WorkspaceWeights {
  const once = slang.map((text) => ({ text, lang: 'en', sentiment: 'negative' as const }))
  return learned(Array.from({ length: times }, () => once).flat())
}

/** Polarities of the aspects of a text, by an analyser that learned from corrections. */
function aspects(text: string, lang: string, corrections: readonly Correction[] = []) {
  const reader = createAnalyzer({ workspaceWeights: learned(corrections) })
  const found = reader.analyze(text, { lang }).aspects
  return Object.fromEntries(found.map(({ aspect, polarity }) => [aspect, polarity]))
}

test('corrections move the sentiment of texts like them', () => {
  const text = 'My widget turned out a lemon'
  const before = analyzer.analyze(text, { lang: 'en' }).score
  const after = createAnalyzer({ workspaceWeights: taught(10) }).analyze(text, { lang: 'en' }).score
  expect(after).toBeLessThan(before - 0.2)
})

describe('what people set right', () => {
  const praised = [
    'Great hotel, lovely staff',
    'The room was wonderful and quiet',
    'Excellent breakfast',
    'I love this camera',
    'Perfect, thank you',
    'Very good value and a fast delivery',
  ]
  const misread = [
    'The best part was leaving',
    'A great way to lose an afternoon',
    'Good luck getting a refund',
    'Nice to be ignored for an hour',
    'Love how they never answer',
    'Wonderful, the third broken one',
    'Perfect if you enjoy queues',
    'Excellent example of how not to do it',
  ]
  const negative = (text: string): Correction => ({ text, lang: 'en', sentiment: 'negative' })
  const read = (text: string, corrections: readonly Correction[]) =>
    createAnalyzer({ workspaceWeights: learned(corrections) }).analyze(text, { lang: 'en' })

  test('leaves the reading of what they pass over', () => {
    const corrections = misread.map(negative)
    expect(praised.map((text) => read(text, corrections).sentiment)).toEqual(
      praised.map(() => 'positive'),
    )
  })

  test('counts for more beside what they confirm', () => {
    const neutral = misread.map((text) => ({ text, lang: 'en', sentiment: 'neutral' as const }))
    const confirmed = [
      'Terrible service',
      'It broke at once',
      'Rude, slow and dirty',
      'Never again',
    ]
    const text = 'Nice enough'
    const alone = read(text, neutral).score
    const beside = read(text, [...neutral, ...confirmed.map(negative)]).score
    expect(Math.abs(beside)).toBeLessThan(Math.abs(alone))
  })

  test('turns no sure reading of other words when it is said once', () => {
    const sure = praised.filter((text) => read(text, []).confidence > 0.8)
    expect(sure).not.toEqual([])
    for (const one of misread) {
      for (const text of sure) expect(read(text, [negative(one)]).sentiment).toBe('positive')
    }
  })

  test('is kept up to a limit: the latest count', () => {
    const lemon = slang.map(negative)
    const many = Array.from({ length: 2_000 }, (_, at) => negative(`${misread[at % 8]} ${at}`))
    const weights = learned([...lemon, ...many])
    expect(writeWeights(weights)).toEqual(writeWeights(learned(many)))
  })
})

describe('an aspect that a person adds is found in texts like it', () => {
  test.each([
    {
      lang: 'en',
      said: [
        'The locker was jammed again',
        'Third time that the locker is empty',
        'Locker out of order',
        'I could not open the locker',
      ],
      next: 'The locker did not open',
      other: 'The waiter was rude',
    },
    {
      lang: 'ru',
      said: [
        'Постамат опять завис',
        'Постамат не открылся',
        'Не смогла открыть постамат',
        'В постамате пусто',
        'Постамат съел мой код',
      ],
      next: 'Постамат на углу не работает',
      other: 'Официант не подошёл',
    },
    {
      lang: 'kk',
      said: ['Постамат тағы істемейді', 'Постамат ашылмады', 'Постамат бос екен'],
      next: 'Постамат бұзылған',
      other: 'Даяшы дөрекі болды',
    },
    {
      lang: 'lt',
      said: ['Paštomatas vėl užstrigo', 'Paštomatas neatsidarė', 'Paštomatas tuščias'],
      next: 'Paštomatas neveikia',
      other: 'Padavėjas buvo grubus',
    },
  ])('$lang', ({ lang, said, next, other }) => {
    const corrections = said.map((text) => ({
      text,
      lang,
      aspect: 'safety',
      polarity: 'negative' as const,
    }))
    expect(aspects(next, lang)).not.toHaveProperty('safety')
    expect(aspects(next, lang, corrections)).toMatchObject({ safety: 'negative' })
    expect(aspects(other, lang, corrections)).toEqual(aspects(other, lang))
  })
})

test('an aspect that a person removes is no longer found in texts like it', () => {
  const said = [
    'The speed camera works',
    'Our speed camera was fine',
    'They sell a good speed camera',
    'A speed camera and two tripods',
    'Speed cameras for beginners',
    'My first speed camera',
  ].map((text) => ({ text, lang: 'en', aspect: 'speed', polarity: 'none' as const }))
  const text = 'A speed camera for every road'
  expect(aspects(text, 'en')).toHaveProperty('speed')
  expect(aspects(text, 'en', said)).not.toHaveProperty('speed')
  expect(aspects('The delivery was quick', 'en', said)).toEqual(
    aspects('The delivery was quick', 'en'),
  )
})

test('the polarity of an aspect is learned from what is said of it', () => {
  const said = ['The delivery was bonkers', 'Bonkers delivery', 'Delivery: bonkers as ever'].map(
    (text) => ({ text, lang: 'en', aspect: 'delivery', polarity: 'negative' as const }),
  )
  const text = 'A bonkers delivery'
  expect(aspects(text, 'en')).not.toMatchObject({ delivery: 'negative' })
  const often = [...said, ...said, ...said]
  expect(aspects(text, 'en', often)).toMatchObject({ delivery: 'negative' })
  expect(aspects('Bonkers prices', 'en', often)).toMatchObject({ price: 'negative' })
  expect(aspects('Fast delivery', 'en', often)).toMatchObject({ delivery: 'positive' })
})

const sentence = fc.constantFrom(
  'The delivery took three weeks and nobody called',
  'Kind staff. The price is fair!',
  'Доставка за день, спасибо',
  'Бағасы қымбат, бірақ сапасы жақсы',
  'Pristatymas vėlavo',
  'ok',
  '👍',
  '',
)
const correction: fc.Arbitrary<Correction> = fc.oneof(
  fc.record({
    text: sentence,
    lang: fc.constantFrom('en', 'ru', 'kk', 'lt'),
    sentiment: fc.constantFrom(...POLARITIES),
  }),
  fc.record({
    text: sentence,
    lang: fc.constantFrom('en', 'ru', 'kk', 'lt'),
    aspect: fc.constantFrom('delivery', 'price', 'general', 'unheard-of'),
    polarity: fc.constantFrom(...POLARITIES, 'none' as const),
  }),
)

/** The score is the probability of positive less that of negative; the confidence, that of the verdict. */
function probabilityOfNegative({ sentiment, score, confidence }: Analysis): number {
  if (sentiment === 'negative') return confidence
  if (sentiment === 'positive') return confidence - score
  return (1 - confidence - score) / 2
}

test('whatever is taught, learning it again brings the text closer to what is right', () => {
  fc.assert(
    fc.property(fc.array(correction, { maxLength: 6 }), sentence, (before, text) => {
      const probe = { text, lang: 'en', sentiment: 'negative' as const }
      const negative = (weights: WorkspaceWeights) => {
        const read = createAnalyzer({ workspaceWeights: weights }).analyze(text, { lang: 'en' })
        return probabilityOfNegative(read)
      }
      const first = learned(before)
      const once = analyzer.learn(first, probe)
      const twice = analyzer.learn(once, probe)
      expect(negative(once)).toBeGreaterThanOrEqual(negative(first) - 1e-3)
      expect(negative(twice)).toBeGreaterThanOrEqual(negative(once) - 1e-3)
    }),
    { numRuns: 20 },
  )
})

test('the order of corrections of different parts and languages does not matter', () => {
  const ones: Correction[] = [
    { text: 'Late again', lang: 'en', aspect: 'delivery', polarity: 'negative' },
    { text: 'Опять опоздали', lang: 'ru', aspect: 'delivery', polarity: 'negative' },
    { text: 'Late again', lang: 'en', sentiment: 'negative' },
  ]
  const text = 'Late again, as always'
  const read = (corrections: readonly Correction[]) =>
    createAnalyzer({ workspaceWeights: learned(corrections) }).analyze(text, { lang: 'en' })
  expect(read(ones.toReversed())).toEqual(read(ones))
})

test('corrections in one language leave the others alone', () => {
  const workspaceWeights = learned([
    { text: 'What a lemon', lang: 'en', sentiment: 'negative' },
    { text: 'What a lemon', lang: 'en', aspect: 'food', polarity: 'negative' },
  ])
  const text = 'Очень вкусно, спасибо'
  expect(createAnalyzer({ workspaceWeights }).analyze(text)).toEqual(analyzer.analyze(text))
})

test('learning leaves the given weights as they were', () => {
  fc.assert(
    fc.property(fc.array(correction, { maxLength: 5 }), correction, (before, next) => {
      const weights = learned(before)
      const bytes = writeWeights(weights)
      analyzer.learn(weights, next)
      expect(Buffer.compare(writeWeights(weights), bytes)).toBe(0)
    }),
    { numRuns: 15 },
  )
  expect(NO_WEIGHTS.heads.size + NO_WEIGHTS.judgements.size).toBe(0)
})

test('a text in no known language teaches nothing, nor does an unknown aspect', () => {
  const text = 'Дуже смачно, дякуємо за чудовий сервіс'
  expect(analyzer.learn(NO_WEIGHTS, { text, sentiment: 'positive' })).toBe(NO_WEIGHTS)
  expect(
    analyzer.learn(NO_WEIGHTS, { text: 'ok', lang: 'en', aspect: 'x', polarity: 'positive' }),
  ).toBe(NO_WEIGHTS)
})

test('a text without words teaches nothing', () => {
  for (const text of ['', '...', '?!', '42']) {
    expect(analyzer.learn(NO_WEIGHTS, { text, lang: 'en', sentiment: 'negative' })).toBe(NO_WEIGHTS)
  }
})

test('weights are stored as bytes and come back the same', () => {
  fc.assert(
    fc.property(fc.array(correction, { maxLength: 5 }), (corrections) => {
      const bytes = writeWeights(learned(corrections))
      expect(Buffer.compare(writeWeights(readWeights(bytes)), bytes)).toBe(0)
    }),
    { numRuns: 20 },
  )
  const weights = taught(2)
  const text = 'My widget turned out a lemon'
  const read = (workspaceWeights: WorkspaceWeights) =>
    createAnalyzer({ workspaceWeights }).analyze(text, { lang: 'en' })
  expect(read(readWeights(writeWeights(weights)))).toEqual(read(weights))
})

test('other bytes are no weights', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(() => readWeights(bytes)).toThrow('not workspace weights')
    }),
  )
  const whole = writeWeights(taught(1))
  fc.assert(
    fc.property(fc.integer({ min: 5, max: whole.length - 1 }), (length) => {
      expect(() => readWeights(whole.slice(0, length))).toThrow('not workspace weights')
    }),
  )
})
