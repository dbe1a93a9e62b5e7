import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textAt } from '../../src/batch/read-columns.ts'
import { Texts } from '../../src/batch/texts.ts'
import { fold } from '../../src/language/fold.ts'
import { indexTerms, queryTerms } from '../../src/language/search-terms.ts'
import { TermTable } from '../../src/language/term-table.ts'

/** Whether a text of `form` is found by `word`. */
function finds(word: string, form: string, lang: string | null): boolean {
  const terms = new Set(indexTerms(form, lang))
  return queryTerms([word]).every(({ stems }) => stems.some((stem) => terms.has(stem)))
}

describe('folding', () => {
  test('drops case and the accents of Latin letters only', () => {
    expect(fold('Šiauliai Ąžuolas ČĘĖĮŲŪ')).toBe('siauliai azuolas ceeiuu')
    expect(fold('Ёлка Йод')).toBe('елка йод')
    expect(fold('ӘҒҚҢӨҰҮҺІ')).toBe('әғқңөұүһі')
    expect(fold('и\u0306од')).toBe('йод')
  })
})

describe('search terms', () => {
  test.each([
    ['ru', ['доставка', 'доставки', 'доставку', 'доставкой', 'Доставками']],
    ['ru', ['быстрый', 'быстрая', 'быстрого', 'быстрой']],
    ['kk', ['дүкен', 'дүкенде', 'дүкені', 'дүкеннің', 'дүкендер', 'дүкендегі', 'дүкендеріңіз']],
    ['kk', ['қызмет', 'қызметі', 'қызметтер', 'қызметке', 'қызметтің', 'қызметпен']],
    ['kk', ['баға', 'бағасы', 'бағалар', 'бағалары', 'бағаны', 'бағадан']],
    ['lt', ['pardavėja', 'pardavėjos', 'pardavėjai', 'pardavėjų', 'pardavejos']],
    ['lt', ['užsakymas', 'užsakymo', 'užsakymai', 'uzsakymą']],
    ['en', ['delivery', 'deliveries', 'Delivery']],
    ['en', ['return', 'returned', 'returning', 'returns']],
  ])('join the forms of a word (%s: %s)', (lang, forms) => {
    const [base = ''] = forms
    for (const form of forms) {
      expect([form, finds(base, form, lang)]).toEqual([form, true])
      expect([form, finds(form, base, lang)]).toEqual([form, true])
    }
  })

  test('tell the language by letters where it is not stated', () => {
    expect(finds('қызмет', 'бұл қызметтер жақсы', null)).toBe(true)
    expect(finds('қызметтер', 'қызмет', null)).toBe(true)
    expect(finds('доставка', 'о доставке', null)).toBe(true)
    expect(finds('užsakymas', 'apie užsakymą', null)).toBe(true)
    expect(finds('delivery', 'two deliveries', null)).toBe(true)
  })

  test('leave words of other languages as they are', () => {
    expect(indexTerms('Die Lieferungen waren spät', 'de')).toEqual([
      'die',
      'lieferungen',
      'waren',
      'spat',
    ])
    expect(finds('Lieferungen', 'Lieferungen', 'de')).toBe(true)
  })

  test('find any word of a text by itself, and are letters and digits only', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.constantFrom('en', 'ru', 'kk', 'lt', 'de', null),
        (text, lang) => {
          const terms = indexTerms(text, lang)
          for (const term of terms) expect(term).toMatch(/^[\p{L}\p{N}\p{M}]+$/u)
          const found = new Set(terms)
          for (const { word, stems } of queryTerms([text])) {
            expect(word.length >= 40 || stems.some((stem) => found.has(stem))).toBe(true)
          }
        },
      ),
    )
  })

  test('are the same where many texts share a table of words', () => {
    const table = new TermTable()
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc
        .array(
          fc.constantFrom('Дүкенде', 'доставки', 'ŠVIESŪS', 'returns', 'ёлка', 'é', '4½', '№', 'İ'),
        )
        .map((words) => words.join(' ')),
    )
    fc.assert(
      fc.property(text, fc.constantFrom('en', 'ru', 'kk', 'lt', 'de', null), (each, lang) => {
        const texts = new Texts()
        texts.addTerms(table, each, lang)
        expect(textAt(texts.column(), 0).split(' ')).toEqual(
          indexTerms(each, lang).join(' ').split(' '),
        )
      }),
    )
  })

  test('are told apart by a table that is full', () => {
    const table = new TermTable()
    for (let first = 0; first < 130_000; first += 1_000) {
      const text = Array.from({ length: 500 }, (_, index) => `w${first + index}x`).join(' ')
      const texts = new Texts()
      texts.addTerms(table, text, 'de')
      expect(textAt(texts.column(), 0)).toBe(indexTerms(text, 'de').join(' '))
    }
  })

  test('stay bounded for endless words and texts', () => {
    expect(indexTerms('a'.repeat(100_000), 'en')).toEqual([])
    const many = Array.from({ length: 50_000 }, (_, index) => `w${index}`).join(' ')
    expect(indexTerms(many, 'en').length).toBeLessThanOrEqual(1_000)
  })
})
