import { describe, expect, test } from 'vitest'
import { createAnalyzer } from '../../src/analysis/index.ts'

const analyzer = createAnalyzer()

/** Aspects of a text with their polarity. */
function aspects(text: string): Record<string, string> {
  return Object.fromEntries(
    analyzer.analyze(text).aspects.map(({ aspect, polarity }) => [aspect, polarity]),
  )
}

describe('two sides of the experience, one good and one bad', () => {
  test('in English', () => {
    const found = aspects('The staff were kind but the delivery took three weeks')
    expect(found).toMatchObject({ staff: 'positive', delivery: 'negative' })
  })

  test('in Russian', () => {
    const found = aspects('Персонал вежливый, но доставка ужасно медленная')
    expect(found).toMatchObject({ staff: 'positive', delivery: 'negative' })
  })

  test('in Kazakh', () => {
    const found = aspects('Тамағы дәмді, бірақ бағасы қымбат')
    expect(found).toMatchObject({ food: 'positive', price: 'negative' })
  })

  test('in Lithuanian', () => {
    const found = aspects('Darbuotojai malonūs, bet pristatymas vėlavo dvi savaites')
    expect(found).toMatchObject({ staff: 'positive', delivery: 'negative' })
  })
})

test('the quote is the clause that says so, without the word of contrast', () => {
  const { aspects: found } = analyzer.analyze(
    'The staff were kind but the delivery took three weeks',
  )
  const delivery = found.find(({ aspect }) => aspect === 'delivery')
  expect(delivery?.quote).toBe('the delivery took three weeks')
})

describe('negation', () => {
  test.each([
    ['I did not like the food, it was not fresh', 'negative'],
    ["We won't be back", 'negative'],
    ['No problems at all, everything works', 'positive'],
    ['I was not disappointed', 'positive'],
    ['Мне не понравилось, не рекомендую', 'negative'],
    ['Никаких проблем, всё отлично работает', 'positive'],
    ['Без нареканий, не пожалел о покупке', 'positive'],
    ['Маған ұнамады, кеңес бермеймін', 'negative'],
    ['Ешқандай проблема жоқ, бәрі жақсы', 'positive'],
    ['Nepatiko aptarnavimas, nerekomenduoju', 'negative'],
    ['Jokių priekaištų, viskas puiku', 'positive'],
    ['Nesigailiu, kad pirkau', 'positive'],
  ] as const)('%s: %s', (text, sentiment) => {
    expect(analyzer.analyze(text).sentiment).toBe(sentiment)
  })
})

describe('what is not good is bad, and what is not bad is rather good', () => {
  test.each([
    ['en', 'Not bad', 'positive'],
    ['en', 'The food was not good', 'negative'],
    ['ru', 'Неплохо', 'positive'],
    ['ru', 'Не плохой магазин', 'positive'],
    ['ru', 'Не хорошо', 'negative'],
    ['kk', 'Жаман емес', 'positive'],
    ['kk', 'Қызмет жаман емес', 'positive'],
    ['kk', 'Жақсы емес', 'negative'],
    ['kk', 'Таза емес', 'negative'],
    ['lt', 'Neblogai', 'positive'],
    ['lt', 'Ne blogai', 'positive'],
    ['lt', 'Negerai', 'negative'],
  ] as const)('%s: %s', (lang, text, sentiment) => {
    const found = analyzer.analyze(text, { lang })
    expect(found.sentiment).toBe(sentiment)
    expect(Math.abs(found.score)).toBeLessThan(sentiment === 'positive' ? 0.8 : 1)
  })

  test.each([
    ['kk', 'Бағасы қымбат емес'],
    ['ru', 'Недорого'],
    ['en', 'Not expensive'],
    ['lt', 'Nebrangu'],
  ])('%s: what is not dear is praise of the price', (lang, text) => {
    const { aspects: found } = analyzer.analyze(text, { lang })
    expect(found).toMatchObject([{ aspect: 'price', polarity: 'positive' }])
  })
})

describe('a verdict in the middle is neutral, and so is praise that is taken back', () => {
  test.each([
    ['en', 'The food was okay'],
    ['en', 'Good, but nothing special'],
    ['en', 'The soup was good, not great'],
    ['ru', 'Еда нормальная'],
    ['ru', 'Хороший ресторан, но ничего особенного'],
    ['kk', 'Тағам орташа'],
    ['lt', 'Maistas normalus'],
  ])('%s: %s', (lang, text) => {
    expect(analyzer.analyze(text, { lang }).sentiment).toBe('neutral')
  })

  test.each([
    ['en', 'The room was okay but the staff were wonderful', 'positive'],
    ['en', 'Okay until it broke and nobody helped', 'negative'],
    ['ru', 'Кухня нормальная, а вот официант нахамил и обсчитал', 'negative'],
  ])('%s: unless more is said: %s', (lang, text, sentiment) => {
    expect(analyzer.analyze(text, { lang }).sentiment).toBe(sentiment)
  })
})

test.each(["The food wasn ' t good", "The food was n't good", 'The food wasn’t good'])(
  'a contraction that was cut apart still negates: %s',
  (text) => {
    const { sentiment, aspects: found } = analyzer.analyze(text, { lang: 'en' })
    expect(sentiment).toBe('negative')
    expect(found[0]).toMatchObject({ aspect: 'food', polarity: 'negative', quote: text })
  },
)

describe('a hyphen inside a word counts as a space', () => {
  test.each([
    ['en', 'The check-in was slow', 'ordering'],
    ['en', 'The check\u2011in was slow', 'ordering'],
    ['en', 'Great wi-fi in the room', 'place'],
    ['ru', 'Онлайн-банк завис', 'app'],
    ['kk', 'Қолма-қол ақша алмайды', 'payment'],
    ['kk', 'Вай-фай жақсы', 'quality'],
  ] as const)('in words of aspects, %s: %s', (lang, text, aspect) => {
    const { aspects: found } = analyzer.analyze(text, { lang })
    expect(found.map((each) => each.aspect)).toContain(aspect)
  })

  test.each([
    ['en', 'The staff went above-and-beyond', 'positive'],
    ['lt', 'Nieko-ypatingo', 'neutral'],
  ] as const)('in set phrases, %s: %s', (lang, text, sentiment) => {
    expect(analyzer.analyze(text, { lang }).sentiment).toBe(sentiment)
  })

  test('but a dash between two words does not', () => {
    const { aspects: found } = analyzer.analyze('I did check - in the box there was nothing')
    expect(found.map((each) => each.aspect)).not.toContain('ordering')
  })
})

describe('the words of a bank', () => {
  test.each([
    ['ru', 'Навязали страховку и заблокировали карту', 'negative'],
    ['ru', 'Бесконечная очередь, трубку не берут', 'negative'],
    ['ru', 'Очередей нет, кредит одобрили без комиссии', 'positive'],
    ['en', 'They charged me twice and blocked my card', 'negative'],
    ['en', 'No hidden fees and a quick answer', 'positive'],
    ['kk', 'Кезек ұзақ, сақтандыруды тықпалайды', 'negative'],
    ['kk', 'Несиені тез мақұлдады, комиссия жоқ', 'positive'],
    ['lt', 'Užblokavo kortelę be įspėjimo', 'negative'],
    ['lt', 'Paskolą patvirtino greitai, be komisinių', 'positive'],
  ])('%s: %s', (lang, text, sentiment) => {
    expect(analyzer.analyze(text, { lang }).sentiment).toBe(sentiment)
  })

  test('a bank is no jar', () => {
    expect(aspects('Поддержка банка ответила вежливо')).not.toHaveProperty('packaging')
  })
})

describe('what was promised, waited for and done quickly', () => {
  test.each([
    ['en', 'Waited 7 days for a delivery that was promised for the next day.', 'negative'],
    ['en', 'They promised to call back and never did.', 'negative'],
    ['en', 'They sorted it out in five minutes.', 'positive'],
    ['ru', 'Ждал доставку неделю, хотя обещали на следующий день.', 'negative'],
    ['ru', 'До сих пор жду возврата денег.', 'negative'],
    ['ru', 'Вопрос решили за пять минут.', 'positive'],
    ['kk', 'Жеткізу бір апта күттірді.', 'negative'],
    ['kk', 'өте кеш келді', 'negative'],
    ['kk', 'Мәселені бес минутта шешіп берді.', 'positive'],
    ['lt', 'Iki šiol laukiu grąžinimo.', 'negative'],
    ['lt', 'Klausimą išsprendė per penkias minutes.', 'positive'],
  ])('%s: %s', (lang, text, sentiment) => {
    expect(analyzer.analyze(text, { lang }).sentiment).toBe(sentiment)
  })

  test.each([
    ['ru', 'Проблем не было.'],
    ['lt', 'Problemų neturėjau.'],
    ['kk', 'Алыңыздар, өкінбейсіздер.'],
  ])('%s: what was not there to complain of is praise: %s', (lang, text) => {
    expect(analyzer.analyze(text, { lang }).sentiment).toBe('positive')
  })
})

describe('scare quotes', () => {
  test.each([
    ['en', '“Fast” delivery took a month'],
    ['en', 'Their "fast" delivery took a month'],
    ['ru', '«Быстрая» доставка заняла месяц'],
    ['ru', 'Заказали стол, но «быстрая» доставка заняла месяц'],
    ['kk', '«Жылдам» жеткізу бір айға созылды'],
    ['lt', '„Greitas“ pristatymas truko mėnesį'],
  ])('%s: %s', (lang, text) => {
    expect(analyzer.analyze(text, { lang }).sentiment).toBe('negative')
  })

  test.each([
    '"Amazing" is the word for this place',
    '“Great” – my wife said',
    'I love the "Happy Hour" here',
    '"Lucky" cafe served us a lovely dinner',
    'We ate at "The Good Egg" and loved it',
  ])('are none in: %s', (text) => {
    expect(analyzer.analyze(text, { lang: 'en' }).sentiment).toBe('positive')
  })
})

test.each([
  ['en', 'Great, another 2 hours on hold (irony)', 'Great, another 2 hours on hold (irony)'],
  ['en', '“Fast” delivery took a month', '“Fast” delivery took a month'],
  ['ru', 'Доставка (курьером) заняла месяц.', 'Доставка (курьером)'],
])('%s: a quote holds both marks of a bracket or a quotation: %s', (lang, text, quote) => {
  expect(analyzer.analyze(text, { lang }).aspects.map((aspect) => aspect.quote)).toContain(quote)
})

describe('the language of a text of a few words', () => {
  test.each([
    ['Very good service, thanks', 'en'],
    ['Очень хороший сервис', 'ru'],
    ['Өте жақсы қызмет', 'kk'],
    ['Оте жаксы екен рахмет', 'kk'],
    ['приложения жақсы бірақ тормозит етеді', 'kk'],
    ['Labai geras aptarnavimas', 'lt'],
    ['labai skanus maistas aciu', 'lt'],
    ['Дуже смачно, дякуємо за сервіс', 'other'],
    ['Абдан жакшы кызмат көрсөтүшөт', 'other'],
    ['Bardzo miła obsługa, polecam', 'other'],
    ['Ļoti laba apkalpošana, paldies', 'other'],
    ['Xizmat juda yaxshi, rahmat', 'other'],
    ['خدمة ممتازة', 'other'],
  ] as const)('%s: %s', (text, lang) => {
    expect(analyzer.analyze(text).lang).toBe(lang)
  })

  test('the language that the source states is taken', () => {
    expect(analyzer.analyze('super', { lang: 'lt' }).lang).toBe('lt')
    expect(analyzer.analyze('super', { lang: 'ru-RU' }).lang).toBe('ru')
  })
})

describe('the polarity towards a name', () => {
  test.each([
    ['A is faster than B', 'A', 'positive'],
    ['A is faster than B', 'B', 'negative'],
    ['Магнум дешевле, чем Рамстор', 'Магнум', 'positive'],
    ['Магнум дешевле, чем Рамстор', 'Рамстор', 'negative'],
    ['Магнум дешевле Рамстора', 'Рамстор', 'negative'],
    ['Maxima pigesnė nei Iki', 'Maxima', 'positive'],
    ['Maxima pigesnė nei Iki', 'Iki', 'negative'],
    ['Nokia is great, but Samsung is terrible', 'Samsung', 'negative'],
    ['Nokia is great, but Samsung is terrible', 'Nokia', 'positive'],
  ] as const)('%s (%s): %s', (text, target, polarity) => {
    expect(analyzer.analyze(text, { target }).target).toMatchObject({ polarity, found: true })
  })

  test('a name that the text does not hold gets the polarity of the whole', () => {
    const { target } = analyzer.analyze('Wonderful service', { target: 'Nokia' })
    expect(target).toMatchObject({ polarity: 'positive', found: false })
  })
})

describe('first person: a word of it, or a verb in it', () => {
  test.each([
    ['I waited for two hours', true],
    ['The shop opens at nine', false],
    ['Заказывала платье, пришло быстро', true],
    ['Магазин работает до девяти', false],
    ['Маған қатты ұнады', true],
    ['Дүкен тоғызға дейін жұмыс істейді', false],
    ['Батарея сломалась через день', false],
    ['Laukiau dvi valandas', true],
    ['Kambarys švarus, tačiau brangu', false],
    ['Parduotuvė dirba iki devynių', false],
  ] as const)('%s: %s', (text, firstPerson) => {
    expect(analyzer.analyze(text).firstPerson).toBe(firstPerson)
  })
})

test('praise in brackets taken back is no praise', () => {
  const meant = analyzer.analyze('Great service, waited two hours')
  const ironic = analyzer.analyze('Great service (yeah right), waited two hours')
  expect(ironic.score).toBeLessThan(meant.score)
  const named = analyzer.analyze('Great, another 2 hours on hold (irony)')
  expect(named.score).toBeLessThan(0)
  expect(analyzer.analyze('Lovely support (just in time)').sentiment).toBe('positive')
  expect(analyzer.analyze('Lovely support (just kidding)').sentiment).toBe('negative')
})

test('emoji alone have a sentiment', () => {
  expect(analyzer.analyze('👍👍👍').sentiment).toBe('positive')
  expect(analyzer.analyze('😡😡😡').sentiment).toBe('negative')
})

test('a text without any sign of value is not sure', () => {
  expect(analyzer.analyze('').unsure).toBe(true)
})
