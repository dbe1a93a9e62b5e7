import { expect, test } from 'vitest'
import { read, refusal } from './files.ts'

function dated(header: string, cells: readonly string[]): string {
  const rows = cells.map((cell, index) => `2026-10-${String(10 + index)};${cell};note ${index}`)
  return `date;${header};comment\n${rows.join('\n')}\n`
}

test.each([
  [
    'How satisfied were you with your visit?',
    ['Satisfied', 'Very satisfied', 'Neutral', 'Very dissatisfied', 'Dissatisfied'],
    'Very dissatisfied | Dissatisfied | Neutral | Satisfied | Very satisfied',
  ],
  [
    'It was easy to get help',
    [
      'Agree',
      'Strongly agree',
      'Disagree',
      'Somewhat disagree',
      'Somewhat agree',
      'Strongly disagree',
    ],
    'Strongly disagree | Disagree | Somewhat disagree | Somewhat agree | Agree | Strongly agree',
  ],
  [
    'Насколько вы удовлетворены обслуживанием?',
    ['Скорее удовлетворён', 'Полностью удовлетворён', 'Совсем не удовлетворён', 'Не удовлетворён'],
    'Совсем не удовлетворён | Не удовлетворён | Скорее удовлетворён | Полностью удовлетворён',
  ],
  [
    'Қызметке қаншалықты қанағаттанасыз?',
    [
      'Қанағаттанамын',
      'Бейтарап',
      'Мүлдем қанағаттанбаймын',
      'Толық қанағаттанамын',
      'Қанағаттанбаймын',
    ],
    'Мүлдем қанағаттанбаймын | Қанағаттанбаймын | Бейтарап | Қанағаттанамын | Толық қанағаттанамын',
  ],
  [
    'Ar esate patenkinti aptarnavimu?',
    ['Patenkintas', 'Labai nepatenkintas', 'Labai patenkintas', 'Nepatenkintas'],
    'Labai nepatenkintas | Nepatenkintas | Patenkintas | Labai patenkintas',
  ],
  [
    'Оценка',
    ['Нормально', 'Очень плохо', 'Отлично', 'Плохо', 'Хорошо'],
    'Очень плохо | Плохо | Нормально | Хорошо | Отлично',
  ],
])('“%s” answered in words is asked about, with their order', async (header, cells, order) => {
  expect(await refusal(dated(header, cells))).toMatchObject({
    id: 'import.answersInWords',
    suggestion: `--map "score=${header}" --answers "${order}"`,
  })
})

test('answers of which one seems to be missing are asked for, and none is proposed', async () => {
  const cells = ['Very satisfied', 'Satisfied', 'Dissatisfied', 'Satisfied']
  expect(await refusal(dated('How satisfied were you?', cells))).toMatchObject({
    id: 'import.answersToOrder',
    params: { answers: 'Dissatisfied | Satisfied | Very satisfied' },
    suggestion: '--kind mention',
  })
})

test('answers that were put in order are numbers from 1, and in no other order', async () => {
  const file = dated('Satisfaction', ['Good', 'Fair', 'Bad', 'GOOD', 'nonsense'])
  const { plan, items, reasons } = await read(file, { answers: 'Bad | Fair | Good' })
  expect(plan.mapping).toMatchObject({ kind: 'csat', scale: { min: 1, max: 3 } })
  expect(items.map(({ score }) => score)).toEqual([3, 2, 1, 3])
  expect(reasons).toMatchObject([{ reason: 'badScore', count: 1, firstLine: 6 }])
})

test('two answers are 0 and 1, and several words may mean the same number', async () => {
  const file = dated('Satisfaction rating', [
    'Good',
    'Bad',
    'Good with comment',
    'Good',
    'Bad',
    'Bad',
  ])
  expect((await refusal(file)).id).toBe('import.answersToOrder')
  const answers = 'Bad=0 | Good=1 | Good with comment=1'
  const { items, plan } = await read(file, { map: ['score=Satisfaction rating'], answers })
  expect(items.map(({ score }) => score)).toEqual([1, 0, 1, 1, 0, 0])
  expect(plan.mapping).toMatchObject({ kind: 'csat', scale: { min: 0, max: 1 } })
})

test.each(['Good', 'Good | good', 'Bad | ', 'Bad=0 | Good'])(
  'answers given as “%s” are refused',
  async (answers) => {
    const file = dated('Satisfaction', ['Good', 'Bad'])
    expect((await refusal(file, { answers })).id).toBe('import.badAnswers')
  },
)

test('words about the verdict that are no closed question stay words', async () => {
  const file = dated('Why are you satisfied?', ['Fast', 'Kind staff', 'Cheap', 'Near my home'])
  expect((await read(file)).plan.mapping.kind).toBe('mention')
})

test('a question about recommending that was answered with yes or no is a share, and no NPS', async () => {
  const file = dated('Would you recommend us?', ['Yes', 'No', 'Yes', 'Yes'])
  const { plan, items } = await read(file)
  expect(plan.mapping).toMatchObject({ kind: 'csat', scale: { min: 0, max: 1 } })
  expect(items.map(({ score }) => score)).toEqual([1, 0, 1, 1])
})

test('small numbers that count something are not taken for the score', async () => {
  const rows = Array.from({ length: 20 }, (_, index) => `2026-10-02;${1 + (index % 7)};Fine`)
  const { plan } = await read(`date;Visits;comment\n${rows.join('\n')}\n`)
  expect(plan.mapping.kind).toBe('mention')
})

test('a line of totals below the answers does not hide the score', async () => {
  const rows = Array.from({ length: 40 }, (_, index) => `2026-10-02;${index % 11};Fine`)
  const { plan, reasons } = await read(
    `date;NPS score;comment\n${rows.join('\n')}\n2026-10-03;184;\n`,
  )
  expect(plan.mapping.kind).toBe('nps')
  expect(reasons).toMatchObject([{ reason: 'scoreOutOfScale', count: 1, firstLine: 42 }])
})

test('a column that names what was asked gives the kind', async () => {
  const rows = [9, 10, 3, 8].map((score) => `2026-10-02;nps;${score};Fine`)
  const { items } = await read(`date;Survey Type;Score;Comment\n${rows.join('\n')}\n`)
  expect(items.map(({ kind }) => kind)).toEqual(['nps', 'nps', 'nps', 'nps'])
})
