import { expect, test } from 'vitest'
import { createAnalyzer, NO_WEIGHTS, readWeights, writeWeights } from '../../src/analysis/index.ts'

const analyzer = createAnalyzer()
const slang = [
  'The widget is a total lemon',
  'What a lemon, this widget',
  'Got a lemon of a widget',
]

function taught(times: number) {
  let weights = NO_WEIGHTS
  for (let i = 0; i < times; i++) {
    for (const text of slang) {
      weights = analyzer.learn(weights, { text, lang: 'en', sentiment: 'negative' })
    }
  }
  return weights
}

test('corrections move the sentiment of texts like them', () => {
  const text = 'My widget turned out a lemon'
  const before = analyzer.analyze(text, { lang: 'en' }).score
  const after = createAnalyzer({ workspaceWeights: taught(10) }).analyze(text, { lang: 'en' }).score
  expect(after).toBeLessThan(before - 0.2)
})

test('corrections in one language leave the others alone', () => {
  const learned = createAnalyzer({ workspaceWeights: taught(10) })
  const text = 'Очень вкусно, спасибо'
  expect(learned.analyze(text)).toEqual(analyzer.analyze(text))
})

test('learning leaves the given weights as they were', () => {
  const weights = taught(1)
  const cells = weights.cells.size
  analyzer.learn(weights, { text: 'Lovely place', lang: 'en', sentiment: 'positive' })
  expect(weights.cells.size).toBe(cells)
  expect(NO_WEIGHTS.cells.size).toBe(0)
})

test('a text in no known language teaches nothing', () => {
  const text = 'Дуже смачно, дякуємо за чудовий сервіс'
  expect(analyzer.learn(NO_WEIGHTS, { text, sentiment: 'positive' })).toBe(NO_WEIGHTS)
})

test('weights are stored as bytes and come back the same', () => {
  const weights = taught(2)
  const bytes = writeWeights(weights)
  const back = readWeights(bytes)
  expect(back.examples).toEqual(weights.examples)
  expect(writeWeights(back)).toEqual(bytes)
  expect(() => readWeights(new Uint8Array([1, 2, 3]))).toThrow('not workspace weights')
})
