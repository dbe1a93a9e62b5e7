import { describe, expect, test } from 'vitest'
import { en } from '../../src/analysis/lexicons/en/index.ts'
import { kk } from '../../src/analysis/lexicons/kk/index.ts'
import { lt } from '../../src/analysis/lexicons/lt/index.ts'
import { ru } from '../../src/analysis/lexicons/ru/index.ts'
import { createScan, scanText } from '../../src/analysis/scan.ts'
import { foldWord } from '../../src/analysis/stem-table.ts'
import { lexiconOf } from '../../src/analysis/words.ts'

const lexicons = { en, ru, kk, lt }

function folded(pattern: string): string {
  return pattern
    .split(/\s+/)
    .map((word) => (word.endsWith('*') ? `${foldWord(word.slice(0, -1))}*` : foldWord(word)))
    .join(' ')
}

function repeated(patterns: readonly string[]): string[] {
  const seen = new Set<string>()
  return patterns.filter((pattern) => {
    const key = folded(pattern)
    const isSeen = seen.has(key)
    seen.add(key)
    return isSeen
  })
}

function listed(lists: Readonly<Record<string, string>>, between: RegExp): string[] {
  return Object.values(lists).flatMap((list) => list.trim().split(between))
}

describe.each(Object.entries(lexicons))('the words of %s', (_, { words, phrases }) => {
  test('have one valence each, and no hyphen, which only phrases could match', () => {
    const all = listed(words.polarity, /\s+/)
    expect(repeated(all)).toEqual([])
    expect(all.filter((word) => word.includes('-'))).toEqual([])
  })

  test('stand in set phrases that have one valence each', () => {
    expect(repeated(listed(phrases.polarity, /\s*;\s*/))).toEqual([])
  })

  test('have valences between −3 and 3', () => {
    const valences = [...Object.keys(words.polarity), ...Object.keys(phrases.polarity)].map(Number)
    expect(valences.every((valence) => valence >= -3 && valence <= 3)).toBe(true)
  })
})

describe('of several phrases that begin with one word', () => {
  const { phrases } = lexiconOf('en')
  const scan = createScan()

  test.each([
    ['not bad at all', 4],
    ['not bad at six', 2],
    ['not-bad at six', 3],
  ])('the longest is taken: %s', (text, tokens) => {
    scanText(scan, text)
    expect(phrases.at(scan, 0)?.length).toBe(tokens)
  })

  test.each([
    ['en', '10/10', 3],
    ['en', '10 out of 10', 3],
    ['ru', '5 из 5', 3],
    ['kk', '1 жұлдыз', -3],
  ] as const)('numbers may open one, %s: %s', (lang, text, valence) => {
    scanText(scan, text)
    expect(lexiconOf(lang).phrases.at(scan, 0)?.value.valence).toBe(valence)
  })

  test.each(["can't go wrong", 'cant go wrong', "ca n't go wrong", 'can ’ t go wrong'])(
    'a contraction may be typed apart or without its apostrophe: %s',
    (text) => {
      scanText(scan, text)
      expect(phrases.at(scan, 0)?.value.valence).toBe(3)
    },
  )

  test('spellings without diacritics find the same', () => {
    const kazakh = lexiconOf('kk').phrases
    scanText(scan, 'жаксы емес')
    const plain = kazakh.at(scan, 0)
    scanText(scan, 'жақсы емес')
    expect(plain).toEqual(kazakh.at(scan, 0))
    expect(plain?.value.valence).toBeLessThan(0)
  })
})
