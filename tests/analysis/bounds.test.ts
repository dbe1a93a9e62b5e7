import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Analysis, createAnalyzer, POLARITIES } from '../../src/analysis/index.ts'
import { createScan, scanText } from '../../src/analysis/scan.ts'

const analyzer = createAnalyzer()

function isSound(text: string, { sentiment, score, confidence, aspects }: Analysis): void {
  expect(POLARITIES).toContain(sentiment)
  expect(score).toBeGreaterThanOrEqual(-1)
  expect(score).toBeLessThanOrEqual(1)
  expect(confidence).toBeGreaterThan(0)
  expect(confidence).toBeLessThanOrEqual(1)
  expect(new Set(aspects.map(({ aspect }) => aspect)).size).toBe(aspects.length)
  for (const { quote } of aspects) {
    expect(text).toContain(quote)
    expect(quote.length).toBeLessThanOrEqual(160)
  }
}

const words = fc.constantFrom(
  ...'the food was not good but staff kind доставка не пришла но вкусно қызмет жаман емес бірақ тамақ pristatymas vėlavo bet maistas skanus nebuvo 👍 😡 ( ) "great" , . ! … \n <b> &amp; https://x.lt/a'.split(
    ' ',
  ),
)

describe('any text is analysed without harm', () => {
  test('strings of any characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => isSound(text, analyzer.analyze(text))),
    )
  })

  test('feedback put together at random, with any target', () => {
    const texts = fc.array(words, { maxLength: 40 }).map((list) => list.join(' '))
    fc.assert(
      fc.property(texts, words, (text, target) => {
        isSound(text, analyzer.analyze(text, { target }))
      }),
    )
  })

  test('words and apostrophes with anything between them', () => {
    const parts = fc.constantFrom(
      ..."it don did won n t s re ll '' ' ’ ` n't 's 're 5 ж 👍 . - 0".split(' '),
      ...[' ', '  ', '\n', '\t', '\u00a0', '\u200b', '\u0301', ''],
    )
    const texts = fc.array(parts, { maxLength: 12 }).map((list) => list.join(''))
    fc.assert(
      fc.property(texts, (text) => isSound(text, analyzer.analyze(text))),
      { numRuns: 3000 },
    )
  })

  test.each([
    ['empty', ''],
    ['two apostrophes for one', "The menu''s are cumbersome"],
    ['a contraction cut by a line break', "It was here\n's no use"],
    ['a contraction cut by a space that does not break', "I think it\u00a0's fine"],
    ['blanks', ' \t\n '],
    ['one emoji', '🙂'],
    ['half an emoji', '\ud83d'],
    ['a number', '42'],
    ['100,000 letters', 'a'.repeat(100_000)],
    ['100,000 characters of words', 'not good, but kind staff. '.repeat(4_000)],
    ['100,000 marks', '!?'.repeat(50_000)],
    ['100,000 open tags', '<a'.repeat(50_000)],
    ['100,000 emoji', '😡'.repeat(50_000)],
    ['right to left', 'השירות היה מצוין אבל המשלוח איחר'],
    ['binary', '\u0000\u0001\u0002\ufffd\uffff'.repeat(100)],
    ['decomposed letters', 'Labai š̌kanus maistas'.normalize('NFD')],
  ])('%s', (_, text) => {
    isSound(text, analyzer.analyze(text, { target: 'staff' }))
  })
})

test('markup is no part of what is said', () => {
  const plain = analyzer.analyze('The food was awful')
  const marked = analyzer.analyze('<p class="great">The food was <b>awful</b></p>')
  expect(marked.sentiment).toBe(plain.sentiment)
  expect(marked.lang).toBe('en')
})

test('the same text gives the same analysis, whatever was read before', () => {
  const text = 'Kurjeris vėlavo, bet kava skani'
  const first = analyzer.analyze(text)
  analyzer.analyze('Something else entirely, and terrible')
  expect(analyzer.analyze(text)).toEqual(first)
})

test('contractions that go on and on are not joined into one endless word', () => {
  const scan = createScan()
  for (const text of [`it${" ' s".repeat(5_000)}`, `did${" n't".repeat(5_000)}`]) {
    scanText(scan, text)
    const longest = Math.max(
      ...Array.from(scan.end.subarray(0, scan.tokens), (end, at) => end - (scan.start[at] ?? 0)),
    )
    expect(longest).toBeLessThanOrEqual(24)
  }
})
