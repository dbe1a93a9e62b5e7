import { describe, expect, test } from 'vitest'
import { DIMENSIONS } from '../../src/core/feedback.ts'
import { LOCALES } from '../../src/core/locale.ts'
import { meaningsOf, suggestibleWords, vocabularies } from '../../src/parse/vocabulary/index.ts'

/** What a word names, where it names something by itself. */
function named(word: string): readonly string[] {
  return meaningsOf(word).flatMap((meaning) => {
    if (meaning.kind === 'month') return [`month ${meaning.number}`]
    if (meaning.kind === 'unit') return [`unit ${meaning.unit}`]
    if (meaning.kind === 'view') return [`view ${meaning.view}`]
    if (meaning.kind === 'dimension') return [`dimension ${meaning.dimension}`]
    if (meaning.kind === 'relative') return [`${meaning.unit} ${meaning.offset}`]
    return meaning.kind === 'ordinal' ? [`ordinal ${meaning.number}`] : []
  })
}

describe('the words of all languages together', () => {
  test('name one thing each, without their diacritics too', () => {
    for (const word of suggestibleWords()) {
      const names = new Set(named(word))
      expect([word, [...names]].flat().length).toBeLessThanOrEqual(2)
    }
  })

  test('tell the months apart', () => {
    for (const locale of LOCALES)
      vocabularies[locale].months.forEach((forms, index) => {
        for (const form of forms.split(' ')) expect(named(form)).toContain(`month ${index + 1}`)
      })
  })

  test('name every dimension in every language', () => {
    for (const locale of LOCALES)
      for (const dimension of DIMENSIONS)
        for (const form of vocabularies[locale].dimensions[dimension].split(' '))
          expect(named(form)).toEqual([`dimension ${dimension}`])
  })

  test('are understood when typed without a Kazakh or Lithuanian keyboard', () => {
    expect(meaningsOf('киркуйек')).toEqual([])
    for (const [plain, proper] of [
      ['кыркуйек', 'қыркүйек'],
      ['откен', 'өткен'],
      ['шилде', 'шілде'],
      ['praejes', 'praėjęs'],
      ['menuo', 'mėnuo'],
      ['все', 'всё'],
    ] as const)
      expect(meaningsOf(plain)).toEqual(meaningsOf(proper))
  })
})
