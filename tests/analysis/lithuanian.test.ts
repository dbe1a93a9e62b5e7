import { describe, expect, test } from 'vitest'
import { createAnalyzer } from '../../src/analysis/index.ts'

const analyzer = createAnalyzer()

/** Aspects of a Lithuanian text with their polarity. */
function aspects(text: string): Record<string, string> {
  const { aspects: found } = analyzer.analyze(text, { lang: 'lt' })
  return Object.fromEntries(found.map(({ aspect, polarity }) => [aspect, polarity]))
}

function score(text: string): number {
  return analyzer.analyze(text, { lang: 'lt' }).score
}

describe('a Lithuanian negator beside a verb with ne-', () => {
  test.each([
    'Niekas nepaaiškino ir niekas nepadėjo',
    'Pinigų niekada negrąžino',
    'Jokios pagalbos nesulaukėme, niekas neatsiliepė',
  ])('leaves the complaint: %s', (text) => {
    expect(score(text)).toBeLessThan(0)
  })

  test.each(['Ryšys niekada nestringa', 'Kurjeris nė karto nevėluoja', 'Jokių nesklandumų'])(
    'leaves the praise: %s',
    (text) => {
      expect(score(text)).toBeGreaterThan(0)
    },
  )
})

describe('Lithuanian words that look alike without diacritics', () => {
  test.each([
    ['Prekę galima grąžinti', 'Gražu'],
    ['Dirba ir sekmadieniais', 'Sėkminga'],
    ['Kursą sudaro dvylika paskaitų', 'Šūdas'],
    ['Sauna veikia vakarais', 'Šauniai veikia'],
  ])('are told apart: %s', (plain, told) => {
    expect(Math.abs(score(plain))).toBeLessThan(Math.abs(score(told)))
  })

  test.each([
    ['Vietų lauke nėra', 'speed'],
    ['Pastebėjo mus', 'delivery'],
    ['Tvirtino savo', 'quality'],
    ['Anksti atėjome', 'place'],
  ])('name no aspect that they do not mean: %s', (text, aspect) => {
    expect(aspects(text)).not.toHaveProperty(aspect)
  })
})
