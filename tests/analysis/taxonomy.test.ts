import { describe, expect, test } from 'vitest'
import {
  createAnalyzer,
  defaultTaxonomy,
  parseTaxonomy,
  TaxonomyError,
} from '../../src/analysis/index.ts'
import { shippedAspectNames } from '../../src/analysis/taxonomy.ts'

const KEYS =
  'quality price assortment staff speed delivery ordering returns payment app place location packaging support communication loyalty cleanliness food comfort safety general'

test('the shipped taxonomy names every aspect in four languages', () => {
  const { aspects } = defaultTaxonomy()
  expect(aspects.map(({ key }) => key).join(' ')).toBe(KEYS)
  for (const { names, words } of aspects) {
    for (const locale of ['en', 'ru', 'kk', 'lt'] as const) {
      expect(names[locale]).not.toBe('')
      expect(words[locale].length).toBeGreaterThan(5)
    }
  }
})

describe('a workspace extends it', () => {
  test('with an aspect of its own and its own words', () => {
    const taxonomy = parseTaxonomy(
      JSON.stringify({
        aspects: {
          parking: { names: { en: 'Parking' }, words: { en: ['car park*', 'garage'] } },
        },
      }),
    )
    const { aspects } = createAnalyzer({ taxonomy }).analyze('The garage was dirty and dark')
    expect(aspects).toContainEqual(
      expect.objectContaining({ aspect: 'parking', polarity: 'negative' }),
    )
  })

  test('with other names and more words for a known aspect', () => {
    const taxonomy = parseTaxonomy(
      '{"aspects":{"delivery":{"names":{"en":"Logistics"},"words":{"en":"drone*"}}}}',
    )
    const delivery = taxonomy.aspects.find(({ key }) => key === 'delivery')
    expect(delivery?.names).toMatchObject({ en: 'Logistics', ru: 'Доставка' })
    expect(delivery?.words.en).toEqual(expect.arrayContaining(['courier*', 'drone*']))
  })

  test('by hiding what it does not want', () => {
    const taxonomy = parseTaxonomy('{"aspects":{"food":{"hidden":true}}}')
    expect(taxonomy.aspects.map(({ key }) => key)).not.toContain('food')
  })

  test('and the version of the analyser tells the taxonomies apart', () => {
    const taxonomy = parseTaxonomy('{"aspects":{"food":{"hidden":true}}}')
    expect(createAnalyzer({ taxonomy }).version).not.toBe(createAnalyzer().version)
  })
})

describe('a file that cannot be used says what is wrong and where', () => {
  test.each([
    ['not JSON', '{', 'not-json', 'file'],
    ['a list', '[]', 'not-an-object', 'file'],
    ['no aspects', '{}', 'not-an-object', 'aspects'],
    ['another field', '{"aspects":{},"colour":1}', 'unknown-field', 'colour'],
    ['a bad key', '{"aspects":{"My Key":{}}}', 'bad-key', 'aspects.My Key'],
    [
      'a new aspect without a name',
      '{"aspects":{"wifi":{"words":{"en":"wifi"}}}}',
      'name-missing',
      'aspects.wifi.names',
    ],
    [
      'a new aspect without words',
      '{"aspects":{"wifi":{"names":{"en":"Wi-Fi"}}}}',
      'words-missing',
      'aspects.wifi.words',
    ],
    [
      'an unknown language',
      '{"aspects":{"food":{"words":{"pl":"jedzenie"}}}}',
      'unknown-language',
      'aspects.food.words.pl',
    ],
    [
      'a star in front',
      '{"aspects":{"food":{"words":{"en":["good","*burger"]}}}}',
      'bad-word',
      'aspects.food.words.en[1]',
    ],
    [
      'a number for a name',
      '{"aspects":{"food":{"names":{"en":5}}}}',
      'bad-name',
      'aspects.food.names.en',
    ],
    ['a misspelt field', '{"aspects":{"food":{"word":{}}}}', 'unknown-field', 'aspects.food.word'],
  ])('%s', (_, json, problem, place) => {
    expect(() => parseTaxonomy(json)).toThrow(TaxonomyError)
    expect(() => parseTaxonomy(json)).toThrow(expect.objectContaining({ problem, place }))
  })
})

test('the names of the shipped aspects can be told without reading the words', () => {
  const named = defaultTaxonomy().aspects.map(({ key, names }) => ({ key, names }))
  expect(shippedAspectNames()).toEqual(named)
})
