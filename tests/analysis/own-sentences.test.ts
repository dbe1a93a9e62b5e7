import { describe, expect, test } from 'vitest'
import { createAnalyzer } from '../../src/analysis/index.ts'
import { defaultTaxonomy } from '../../src/analysis/taxonomy.ts'
import { POLARITIES } from '../../src/analysis/types.ts'
import { LOCALES } from '../../src/core/locale.ts'
import { ownTexts } from '../../tools/train/own-texts.ts'

const keys = new Set(defaultTaxonomy().aspects.map(({ key }) => key))
const analyzer = createAnalyzer()

describe.each(LOCALES)('the sentences of %s that the models learn from', (lang) => {
  const texts = ownTexts(lang, 'all')

  test('have a sentiment and aspects of the taxonomy', () => {
    const wrong = texts.filter(
      ({ label, aspects }) =>
        !POLARITIES.includes(label) || [...aspects.keys()].some((key) => !keys.has(key)),
    )
    expect(wrong).toEqual([])
  })

  test('are each written once', () => {
    const seen = new Set<string>()
    const twice = texts.filter(({ text }) => seen.size === seen.add(text.toLowerCase()).size)
    expect(twice.map(({ text }) => text)).toEqual([])
  })

  test('are of every sentiment, and of every aspect', () => {
    expect(new Set(texts.map(({ label }) => label))).toEqual(new Set(POLARITIES))
    expect(new Set(texts.flatMap(({ aspects }) => [...aspects.keys()]))).toEqual(keys)
  })

  test('are told from other languages', () => {
    const missed = texts.filter(({ text }) => analyzer.analyze(text).lang !== lang)
    expect(missed.length / texts.length).toBeLessThan(0.02)
  })
})
