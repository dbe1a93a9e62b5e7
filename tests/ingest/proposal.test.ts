import { expect, test } from 'vitest'
import { read, refusal, short } from './files.ts'

/** A file of dated answers to one question, over and over. */
function answers(header: string, cells: readonly (string | number)[], times = 1): string {
  const rows = Array.from({ length: times }, () => cells)
    .flat()
    .map((cell, index) => `2026-10-${String(1 + (index % 28)).padStart(2, '0')};${cell}`)
  return `date;${header}\n${rows.join('\n')}\n`
}

const ZERO_TO_TEN = [0, 3, 7, 8, 9, 10]
const ONE_TO_FIVE = [1, 2, 3, 4, 5]

test.each([
  ['How likely are you to recommend us?', ZERO_TO_TEN, 'nps', 0, 10],
  ['NPS', ZERO_TO_TEN, 'nps', 0, 10],
  ['On a scale of 0-10, how would you rate Sudzilla?', ZERO_TO_TEN, 'nps', 0, 10],
  ['Порекомендуете ли вы нас друзьям?', ZERO_TO_TEN, 'nps', 0, 10],
  ['Бізді достарыңызға ұсынасыз ба?', ZERO_TO_TEN, 'nps', 0, 10],
  ['Ar rekomenduotumėte mus draugams?', ZERO_TO_TEN, 'nps', 0, 10],
  ['How satisfied were you?', ONE_TO_FIVE, 'csat', 1, 5],
  ['Насколько вы удовлетворены?', ONE_TO_FIVE, 'csat', 1, 5],
  ['Қызметке қаншалықты қанағаттандыңыз?', ONE_TO_FIVE, 'csat', 1, 5],
  ['Ar esate patenkinti aptarnavimu?', ONE_TO_FIVE, 'csat', 1, 5],
  ['It was easy to get help (1-7)', [1, 4, 7], 'ces', 1, 7],
  ['Было легко получить помощь', [1, 4, 7], 'ces', 1, 7],
  ['Overall Rating', [1, 5, 10], 'review', 1, 10],
  ['Оценка', ONE_TO_FIVE, 'review', 1, 5],
  ['Ұпай', ONE_TO_FIVE, 'review', 1, 5],
  ['Įvertinimas', ONE_TO_FIVE, 'review', 1, 5],
])('“%s” answered with %j is %s on %d to %d', async (header, cells, kind, min, max) => {
  const { plan } = await read(answers(header, cells))
  expect(plan.mapping).toMatchObject({ kind, scale: { min, max, reversed: false } })
})

test('columns are found by their names in four languages', async () => {
  const files = {
    en: 'Response ID;Submitted at;Score;Comment;Store;Customer ID;Channel;Segment',
    ru: 'ID ответа;Дата ответа;Оценка;Комментарий;Магазин;Клиент;Канал;Сегмент',
    kk: 'Жауап нөмірі;Жауап күні;Баға;Пікір;Дүкен;Тұтынушы;Арна;Сегмент',
    lt: 'Atsakymo ID;Atsakymo data;Įvertinimas;Komentaras;Parduotuvė;Klientas;Kanalas;Segmentas',
  }
  for (const header of Object.values(files)) {
    const { items } = await read(
      `${header}\nA-17;2026-11-01;5;Good;Vilnius;C9;web;new\nA-3;2026-11-02;1;Bad;Kaunas;C7;shop;old\n`,
    )
    expect(items[0]).toMatchObject({
      externalId: 'A-17',
      score: 5,
      text: 'Good',
      store: 'Vilnius',
      customer: 'C9',
      channel: 'web',
      segment: 'new',
    })
  }
})

test('each choice says why', async () => {
  const { plan } = await read('date,rating,comment\n2026-11-01,5,Good\n2026-11-02,1,Bad\n')
  expect(plan.notes.map(({ about, note }) => `${about}: ${note}`)).toEqual([
    'kind: kindRating',
    'scale: scaleValues',
    'at: looksLikeDates',
    'score: namedLikeScore',
    'text: namedSo',
    'at: formatSeen',
  ])
})

test('a counter of rows is no id of theirs', async () => {
  const { plan } = await read('id,date,score\n0,2026-11-01,5\n1,2026-11-02,1\n2,2026-11-03,3\n')
  expect(plan.derivedIds).toBe(true)
})

test('a few ids that repeat are for the import to tell; a name that mostly repeats is no id', async () => {
  const rows = (ids: readonly string[]): string =>
    `id,date,score\n${ids.map((id, index) => `${id},2026-11-0${1 + index},${1 + index}`).join('\n')}\n`
  expect((await read(rows(['A', 'B', 'C', 'C']))).plan.derivedIds).toBe(false)
  expect((await read(rows(['A', 'A', 'A', 'A', 'B']))).plan.derivedIds).toBe(true)
})

test('a score in words is not left out in silence', async () => {
  const file = 'date,score,comment\n2026-11-01,Very satisfied,Good\n2026-11-02,Satisfied,Fine\n'
  expect(await refusal(file)).toMatchObject({
    id: 'import.answersToOrder',
    params: { answers: 'Satisfied | Very satisfied' },
    suggestion: '--kind mention',
  })
  expect((await read(file, { kind: 'mention' })).items.map(({ text }) => text)).toEqual([
    'Good',
    'Fine',
  ])
})

test('other ratings beside the score become factors, unless they hold a 0 that the score has not', async () => {
  const { plan, items } = await read(
    'date,overall rating,price rating,staff rating\n2026-11-01,5,4,0\n2026-11-02,1,2,5\n',
  )
  expect(items[0]?.factors).toEqual([
    { factor: 'price rating', score: 4, scale: { min: 1, max: 5, reversed: false } },
  ])
  expect(plan.notes).toContainEqual({
    about: 'unused',
    note: 'ratingWithZero',
    params: { column: 'staff rating' },
  })
})

test('several nameless columns of numbers lead to a question', async () => {
  const file = 'date,a,b\n2026-11-01,5,4\n2026-11-02,1,2\n2026-11-03,2,2\n'
  expect(await refusal(file)).toMatchObject({
    id: 'import.whichScore',
    params: { columns: 'a | b' },
    suggestion: '--map "score=a"',
  })
})

test('a file with neither a score nor words is refused with its columns', async () => {
  expect(await refusal('customerID,gender,Churn\nA1,Female,No\nB2,Male,Yes\n')).toMatchObject({
    id: 'import.nothingToImport',
    params: { columns: 'customerID | gender | Churn' },
  })
})

test('a rating that begins at 1 is refused as NPS, also when 0–10 is claimed', async () => {
  const file = answers('Overall Rating', [1, 1, 5, 10, 8], 6)
  for (const scale of [undefined, '0..10']) {
    expect(await refusal(file, { kind: 'nps', ...(scale ? { scale } : {}) })).toMatchObject({
      id: 'import.npsNoZero',
      suggestion: '--kind review --scale 1..10',
    })
  }
})

test.each([
  ['a scale in the header', answers('Rate us (1-10)', [1, 5, 10]), {}, 'import.npsScale'],
  ['a scale that was given', answers('Score', [1, 5]), { scale: '1..5' }, 'import.npsScale'],
  [
    'answers of yes and no',
    answers('Recommended', ['yes', 'no']),
    { map: ['score=Recommended'] },
    'import.npsYesNo',
  ],
  ['answers up to five', answers('Score', [2, 3, 4, 5], 8), {}, 'import.npsTooLow'],
  ['answers in percent', answers('Score', [20, 55, 90, 100]), {}, 'import.npsTooHigh'],
])('NPS is refused for %s', async (_, file, options, id) => {
  expect((await refusal(file, { kind: 'nps', ...options })).id).toBe(id)
})

test('a recommend question on another scale than 0–10 is not called NPS', async () => {
  expect(await refusal(answers('Would you recommend us? (1-5)', ONE_TO_FIVE))).toMatchObject({
    id: 'import.whichKind',
    suggestion: '--kind csat',
  })
})

test('labels that start at 0 on a scale of 1–5 stop with a question and both answers', async () => {
  const file = answers('Satisfaction', [0, 3, 4, 5])
  expect(await refusal(file)).toMatchObject({
    id: 'import.zeroBased',
    params: { count: 1, line: 2, top: 5 },
    suggestion: '--scale 0..5',
  })
  expect((await read(file, { scale: '0..5' })).rejected).toBe(0)
  expect((await read(file, { scale: '1..5' })).rejected).toBe(1)
})

test.each([
  ['answers up to 3 could be one of two scales', [1, 2, 3], 'import.shortScale'],
  ['answers up to 80 fit no usual scale', [20, 55, 80], 'import.unknownScale'],
])('%s', async (_, cells, id) => {
  expect((await refusal(answers('Rating', cells))).id).toBe(id)
})

test.each([
  [
    'its header',
    answers('Satisfaction (1 = very satisfied, 5 = very dissatisfied)', ONE_TO_FIVE),
    'import.reversedHeader',
  ],
  [
    'its header in Russian',
    answers('Оценка: 1 – отлично, 5 – ужасно', ONE_TO_FIVE),
    'import.reversedHeader',
  ],
  [
    'its header in Kazakh',
    answers('Баға (1 – өте жақсы, 5 – өте нашар)', ONE_TO_FIVE),
    'import.reversedHeader',
  ],
  [
    'its header in Lithuanian',
    answers('Įvertinimas (1 – puikiai, 5 – labai blogai)', ONE_TO_FIVE),
    'import.reversedHeader',
  ],
  [
    'its labels',
    answers('Satisfaction', ['1 - Very satisfied', '3 - Neutral', '5 - Very dissatisfied']),
    'import.reversedLabels',
  ],
  [
    'the effort that it asks about',
    answers('How much effort did it take?', [1, 4, 7]),
    'import.reversedEffort',
  ],
])('a scale that is reversed by %s stops with a question', async (_, file, id) => {
  expect(await refusal(file)).toMatchObject({ id, suggestion: '--reversed' })
  expect((await read(file, { reversed: true })).plan.mapping.scale?.reversed).toBe(true)
  expect((await read(file, { reversed: false })).plan.mapping.scale?.reversed).toBe(false)
})

test('a scale given without a word on its direction does not hide that it is reversed', async () => {
  const file = answers('Satisfaction (1 = very satisfied, 5 = very dissatisfied)', ONE_TO_FIVE)
  expect((await refusal(file, { kind: 'csat', scale: '1..5' })).id).toBe('import.reversedHeader')
})

test('a score that falls where another rises stops with a question', async () => {
  const rows = Array.from(
    { length: 40 },
    (_, index) => `2026-10-05;${1 + (index % 5)};${5 - (index % 5)}`,
  )
  const file = `date;satisfaction;staff rating\n${rows.join('\n')}\n`
  expect(await refusal(file)).toMatchObject({
    id: 'import.reversedRelated',
    params: { other: 'staff rating', r: -1 },
  })
})

test('praise beside low numbers and complaints beside high ones stop with a question', async () => {
  const rows = [
    '1;Excellent, great staff',
    '2;Отличный магазин',
    '1;Тамаша қызмет',
    '1;Puikus aptarnavimas',
    '5;Terrible, awful',
    '4;Ужасная очередь',
    '5;Өте нашар',
    '5;Siaubinga patirtis',
  ]
  const file = `date;rating;comment\n${rows.map((row) => `2026-10-05;${row}`).join('\n')}\n`
  expect((await refusal(file)).id).toBe('import.reversedWords')
})

test('the wording of a question becomes its survey, a bare name does not', async () => {
  expect(
    (await read(answers('How likely are you to recommend us?', ZERO_TO_TEN))).plan.mapping.survey,
  ).toBe('How likely are you to recommend us?')
  expect((await read(answers('NPS', ZERO_TO_TEN))).plan.mapping.survey).toBeNull()
})

test.each([
  ['1 to 5', [1, 2, 4, 5, 5, 4, 5], '--kind csat --scale 1..5'],
  ['1 to 7', [1, 2, 4, 7, 6, 5, 7], '--kind csat --scale 1..7'],
  ['1 to 10', [1, 2, 4, 10, 9, 8, 7], '--kind csat --scale 1..10'],
])('a recommend question that was answered on %s is asked about', async (_, cells, suggestion) => {
  const file = answers('How likely are you to recommend us?', cells, 5)
  expect(await refusal(file)).toMatchObject({ id: 'import.npsWhichScale', suggestion })
  const { plan } = await read(file, { kind: 'nps', scale: '0..10' })
  expect(plan.mapping).toMatchObject({ kind: 'nps', scale: { min: 0, max: 10 } })
})

test('names in the style of programs ask the same questions', async () => {
  for (const header of ['nps_score', 'npsScore', 'NPS_SCORE', 'survey.nps']) {
    expect((await read(answers(header, ZERO_TO_TEN))).plan.mapping.kind).toBe('nps')
  }
  expect((await read(answers('csat_score', ONE_TO_FIVE))).plan.mapping.kind).toBe('csat')
})

test('words around a number state its scale, in four languages', async () => {
  const cells = ['оценка 4 из 5', 'Rated 3 out of 5', '5-тен 2', '5 iš 5', '⭐⭐⭐⭐', '★☆☆☆☆']
  const { items, plan } = await read(answers('Rating', cells))
  expect(items.map(({ score }) => score)).toEqual([4, 3, 2, 5, 4, 1])
  expect(plan.mapping.scale).toMatchObject({ min: 1, max: 5 })
})

test('the words of an answer may stand before its number', async () => {
  const cells = ['Not at all likely - 0', 3, 'Extremely likely - 10', 'Likely (8)', 9]
  const { items } = await read(answers('How likely are you to recommend us?', cells))
  expect(items.map(({ score }) => score)).toEqual([0, 3, 10, 8, 9])
})

test('a cell that says that nothing was answered is no score, and its words stay', async () => {
  const cells = ['N/A', '#N/A', 'Не знаю', 'Not applicable', 'Жауап жоқ', 'Nežinau']
  const rows = cells.map((cell) => `2026-11-01;${cell};Fine`)
  const file = `date;NPS;comment\n${rows.join('\n')}\n2026-11-02;9;\n2026-11-03;0;\n`
  const { items, rejected } = await read(file)
  expect(rejected).toBe(0)
  expect(items.map(({ score }) => score)).toEqual([...cells.map(() => null), 9, 0])
})

test('a scale on which nobody reached the usual top is asked about', async () => {
  const file = answers('Satisfaction', [1, 3, 5, 6, 6, 4, 2], 4)
  expect(await refusal(file)).toMatchObject({
    id: 'import.shortScale',
    params: { max: 6, top: 7 },
    suggestion: '--scale 1..7',
  })
  const { plan } = await read(file, { scale: '1..6' })
  expect(plan.mapping.scale).toMatchObject({ min: 1, max: 6 })
})

test('of two questions about recommending neither is taken in silence', async () => {
  const rows = ZERO_TO_TEN.map((score) => `2026-10-02;${score};${10 - score}`).join('\n')
  const file = `date;Would you recommend Norda?;Would you recommend Ventus?\n${rows}\n`
  expect(await refusal(file)).toMatchObject({
    id: 'import.whichScore',
    params: { columns: 'Would you recommend Norda? | Would you recommend Ventus?' },
  })
})

test('a number of each answer is its id, and no survey of its own', async () => {
  const rows = Array.from({ length: 12 }, (_, index) => `S-${index * 3},2026-11-02,${index % 11}`)
  const { items } = await read(`Survey_ID,Response_Date,NPS\n${rows.join('\n')}\n`)
  expect(items[3]).toMatchObject({ externalId: 'S-9', survey: null })
})

test('numbers that a spreadsheet keeps as text are numbers', async () => {
  const file = 'date,NPS\n2026-11-01,\'9\n2026-11-02,="10"\n2026-11-03,"=""3"""\n'
  expect((await read(file)).items.map(({ score }) => score)).toEqual([9, 10, 3])
})

test('fractions and noughts and ones are asked about before they become a scale', async () => {
  for (const cells of [
    [0.6, 0.8, 1],
    [0, 1, 1],
  ]) {
    const file = answers('CSAT', cells, 4)
    expect(await refusal(file)).toMatchObject({
      id: 'import.unknownScale',
      suggestion: '--scale 0..1',
    })
    expect((await read(file, { scale: '0..1' })).items[0]?.score).toBe(cells[0])
  }
})

test('a star behind a number is no word', async () => {
  const { items } = await read(answers('Rating', ['5 ★', '4*', '3⭐', 2]))
  expect(items.map(({ score }) => score)).toEqual([5, 4, 3, 2])
})

test.each([
  'How likely are you to recommend us? (0 = extremely likely, 10 = not at all likely)',
  'Порекомендуете ли вы нас? (0 – обязательно, 10 – ни за что)',
  'Бізді ұсынасыз ба? (0 – міндетті түрде, 10 – ешқашан)',
  'Ar rekomenduotumėte mus? (0 – tikrai taip, 10 – tikrai ne)',
])('“%s” asks for --reversed', async (header) => {
  expect((await refusal(answers(header, ZERO_TO_TEN, 4))).id).toBe('import.reversedHeader')
})

test('an effort score that does not say which end is easy is asked about', async () => {
  const file = answers('CES', [1, 3, 5, 7], 4)
  expect((await refusal(file)).id).toBe('import.reversedEffort')
  expect((await read(file, { reversed: false })).plan.mapping.scale?.reversed).toBe(false)
})

test('a few cells that say no among numbers do not make a question of yes and no', async () => {
  const scores = ['9', '10', 'нет', '0', '7', 'no', '10', '8', '9', '9', '10', '3']
  const lines = scores.map(
    (score, index) => `2026-11-${String(1 + index).padStart(2, '0')},${score}`,
  )
  const file = `Дата,Готовность рекомендовать (0-10)\n${lines.join('\n')}\n`
  const { plan, items, reasons } = await read(file)
  expect(plan.mapping).toMatchObject({ kind: 'nps', scale: { min: 0, max: 10 } })
  expect(items.map(({ score }) => score)).toEqual([9, 10, 0, 7, 10, 8, 9, 9, 10, 3])
  expect(short(reasons)).toEqual(['badScore 2@4'])
  const answers = 'date,Would you recommend us?\n2026-11-01,yes\n2026-11-02,no\n2026-11-03,yes\n'
  expect((await read(answers)).items.map(({ score }) => score)).toEqual([1, 0, 1])
})

test('the only dates of a file are of the answers, also where they are called a response', async () => {
  const only = await read('Responded At,score\n2026-11-01 10:00,5\n2026-11-02 11:00,4\n')
  expect(only.plan.description.columns).toMatchObject({ at: ['Responded At'] })
  const invited = await read(
    'sent_at,opened_at,responded_at,score\n2026-11-01,2026-11-01,2026-11-02,5\n2026-11-02,2026-11-03,2026-11-04,4\n',
  )
  expect(invited.plan.description.columns['at']).toEqual(['responded_at'])
  expect(invited.plan.description.columns['firstResponseAt']).toBeUndefined()
  const ticket = await read('created_at,responded_at,score\n2026-11-01,2026-11-02,5\n')
  expect(ticket.plan.description.columns).toMatchObject({
    at: ['created_at'],
    firstResponseAt: ['responded_at'],
  })
})

test('the state of a survey is not its name', async () => {
  const { plan } = await read(
    'date,score,Survey Status\n2026-11-01,5,Completed\n2026-11-02,4,Completed\n',
  )
  expect(plan.description.columns['survey']).toBeUndefined()
})

test('what a program writes for nothing is no comment and no name', async () => {
  const { items, reasons } = await read(
    'date,score,comment,store,customer\n2026-11-01,5,N/A,-,#N/A\n2026-11-02,4,нет ответа,Riga,NULL\n2026-11-03,,—,Riga,A\n2026-11-04,3,Нет,Na,B\n',
  )
  expect(items.map(({ text, store, customer }) => [text, store, customer])).toEqual([
    [null, null, null],
    [null, 'Riga', null],
    ['Нет', 'Na', 'B'],
  ])
  expect(short(reasons)).toEqual(['empty 1@4'])
})

test('one question of satisfaction beside the main one is a factor too', async () => {
  const { items } = await read(
    'date,Would you recommend us? (0-10),How satisfied are you? (1-5)\n2026-11-01,9,5\n2026-11-02,3,2\n2026-11-03,0,1\n',
  )
  expect(items.map(({ kind, factors }) => [kind, factors[0]?.score])).toEqual([
    ['nps', 5],
    ['nps', 2],
    ['nps', 1],
  ])
})

test.each([
  ['Which store did you visit?', 'Comments'],
  ['В каком магазине вы были?', 'Поделитесь впечатлениями'],
  ['Қай бөлімшеде болдыңыз?', 'Пікіріңізді жазыңыз'],
  ['Kurioje parduotuvėje lankėtės?', 'Jūsų nuomonė'],
])('a question for the place and one for words are what they ask for: %s', async (place, words) => {
  const { plan } = await read(
    `date,score,${place},${words}\n2026-11-01,5,A,so\n2026-11-02,4,B,well\n`,
  )
  expect(plan.description.columns).toMatchObject({ store: [place], text: [words] })
  const opinion = 'Which things about the store did you like?'
  const other = await read(`date,score,${opinion}\n2026-11-01,5,A\n2026-11-02,4,B\n`)
  expect(other.plan.description.columns['store']).toBeUndefined()
})
