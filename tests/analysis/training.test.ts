import { expect, test } from 'vitest'
import { linearHead, scoreHead } from '../../src/analysis/linear-head.ts'
import { decodeModelFile, encodeModelFile } from '../../src/analysis/model-file.ts'
import { train } from '../../tools/train/logistic.ts'
import { quantise } from '../../tools/train/quantise.ts'
import { scoresOf } from '../../tools/train/scores.ts'
import { sentimentExamples, trainSentiment } from '../../tools/train/train-sentiment.ts'

const rows = [
  ['Lovely food, great staff', 'positive'],
  ['Terrible, rude and slow', 'negative'],
  ['We came on Tuesday', 'neutral'],
  ['Really good value', 'positive'],
  ['Broken after a day', 'negative'],
  ['It is a shop in the centre', 'neutral'],
] as const
const examples = sentimentExamples(
  rows.map(([text, label]) => ({ text, label, domain: 'test', weight: 1 })),
  'en',
  undefined,
)

test('the same texts and seed give the same bytes', () => {
  const first = quantise(trainSentiment(examples, 'en'))
  const second = quantise(trainSentiment(examples, 'en'))
  expect(second.bytes).toEqual(first.bytes)
  expect(second.header).toEqual(first.header)
})

test('eight bits a weight keep the decisions', () => {
  const model = train(examples, {
    classes: 3,
    buckets: 2 ** 12,
    denseCount: 35,
    epochs: 20,
    rate: 0.2,
    decay: 0,
    dropout: 0,
    seed: 1,
  })
  const { header, bytes } = quantise(model)
  const head = linearHead(header, bytes)
  const out = new Float64Array(3)
  const given = examples.map(({ features, dense }) => {
    scoreHead(head, features, features.length, dense, out)
    return out.indexOf(Math.max(...out))
  })
  expect(given).toEqual(examples.map(({ target }) => target))
})

test('a model file comes back as it was written', () => {
  const bytes = new Map([
    ['one', Int8Array.from([1, -2, 3])],
    ['two', new Int8Array(0)],
  ])
  const file = decodeModelFile(encodeModelFile({ header: { version: 'x' }, bytes }))
  expect(file.header['version']).toBe('x')
  expect([...file.bytes]).toEqual([...bytes])
  expect(() => decodeModelFile(new Uint8Array(20))).toThrow('not a model file')
})

test('macro-F1 is the mean over classes of what precision and recall agree on', () => {
  const scores = scoresOf([0, 0, 1, 1, 2, 2], [0, 0, 1, 2, 2, 2], 3)
  expect(scores.accuracy).toBeCloseTo(5 / 6)
  expect(scores.f1[0]).toBe(1)
  expect(scores.f1[1]).toBeCloseTo(2 / 3)
  expect(scores.f1[2]).toBeCloseTo(0.8)
})
