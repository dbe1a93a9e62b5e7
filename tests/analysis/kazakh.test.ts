import { describe, expect, test } from 'vitest'
import { createAnalyzer } from '../../src/analysis/index.ts'

const analyzer = createAnalyzer()

/** Aspects of a Kazakh text with their polarity. */
function aspects(text: string): Record<string, string> {
  const { aspects: found } = analyzer.analyze(text, { lang: 'kk' })
  return Object.fromEntries(found.map(({ aspect, polarity }) => [aspect, polarity]))
}

describe('a Kazakh ending that negates', () => {
  test.each([
    ['Жеткізу ешқашан кешікпейді', 'delivery'],
    ['Курьер бір рет те кешікпеді', 'delivery'],
    ['Даяшы ұрыспайды', 'staff'],
  ])('makes praise of a complaint: %s', (text, aspect) => {
    expect(aspects(text)[aspect]).toBe('positive')
  })

  test('stands beside «ешқашан» without being turned back', () => {
    expect(analyzer.analyze('Ешқашан істемейді', { lang: 'kk' }).sentiment).toBe('negative')
  })
})

describe('aspects by Kazakh words', () => {
  test.each([
    ['Тамағына көңілім толмады', 'food'],
    ['Тұрағы кең', 'location'],
    ['Орындығы қатты', 'comfort'],
    ['Тазалығы көңілге қонады', 'cleanliness'],
  ])('are found where an ending softens the last letter: %s', (text, aspect) => {
    expect(Object.keys(aspects(text))).toContain(aspect)
  })

  test.each([
    ['Лағманы орташа екен', 'app'],
    ['Лағманы орташа екен', 'safety'],
    ['Балаға төрт дәптер алдым', 'food'],
    ['Сигналды естіген жоқпын, тоңазытқыш алдым', 'cleanliness'],
    ['Тұрақты клиентпін', 'location'],
    ['Бұл жайлы кім біледі?', 'comfort'],
  ])('are not named by words that only look alike: %s is not %s', (text, aspect) => {
    expect(Object.keys(aspects(text))).not.toContain(aspect)
  })

  test('tell a fee, a help line and a delivery service from the staff', () => {
    const fee = Object.keys(aspects('Қызмет ақысы үш мың теңге'))
    expect(fee).toContain('price')
    expect(fee).not.toContain('staff')
    expect(Object.keys(aspects('Қолдау қызметі сегізге дейін'))).toEqual(['support'])
    expect(Object.keys(aspects('Жеткізу қызметі жексенбіде демалады'))).toEqual(['delivery'])
  })
})
