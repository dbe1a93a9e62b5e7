import { describe, expect, test } from 'vitest'
import { createAnalyzer } from '../../src/analysis/index.ts'

const analyzer = createAnalyzer()

/** Keys of the aspects of a Russian text. */
function aspects(text: string): string[] {
  return analyzer.analyze(text, { lang: 'ru' }).aspects.map(({ aspect }) => aspect)
}

describe('Russian words that begin alike', () => {
  test.each([
    ['Приходите в пятницу', 'cleanliness'],
    ['Мы вернулись вечером', 'returns'],
    ['Почти готово', 'delivery'],
    ['Купила платье сестре', 'payment'],
    ['Дорога заняла два часа', 'price'],
    ['Это очередное обещание', 'speed'],
    ['Шоу отменное', 'ordering'],
    ['Был в командировке', 'staff'],
    ['Они виноваты', 'food'],
    ['Матрас продавлен', 'staff'],
  ])('name no aspect that they do not mean: %s', (text, aspect) => {
    expect(aspects(text)).not.toContain(aspect)
  })
})

describe('Russian words of banks, trades and groceries', () => {
  test.each([
    ['Депозит открыл на год', 'payment'],
    ['Терапевт выслушал и помог', 'staff'],
    ['Сырники подгорели', 'food'],
    ['Жалобу рассматривали, никто не перезвонил', 'support'],
    ['Навязали страховку', 'communication'],
    ['Посылка лежит в постамате', 'delivery'],
  ])('name what they speak of: %s', (text, aspect) => {
    expect(aspects(text)).toContain(aspect)
  })
})
