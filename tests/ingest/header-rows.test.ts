import { expect, test } from 'vitest'
import { read } from './files.ts'

const ROWS = [
  ['A-1', '01.11.2026', 'Алматы', '9', 'Отлично'],
  ['A-2', '02.11.2026', 'Астана', '3', 'Плохо'],
  ['A-3', '03.11.2026', 'Алматы', '10', 'Хорошо'],
]

test('titles above the header are left out, and said', async () => {
  for (const delimiter of [';', ',', '\t']) {
    const lines = [
      ['Отчёт по анкетам', '', '', '', ''],
      ['Период:', '01.11–03.11.2026', '', '', ''],
      [],
      ['Номер анкеты', 'Дата', 'Магазин', 'Рекомендуете ли нас?', 'Отзыв'],
      ...ROWS,
    ]
    const { items, plan } = await read(lines.map((cells) => cells.join(delimiter)).join('\r\n'))
    expect(items.map(({ score, store }) => [store, score])).toEqual([
      ['Алматы', 9],
      ['Астана', 3],
      ['Алматы', 10],
    ])
    expect(plan.notes[0]).toMatchObject({ note: 'linesAbove', params: { count: 2 } })
    expect(plan.sample[0]?.line).toBe(5)
  }
})

test('a header of few names above wide rows, or of names with line breaks, stays the header', async () => {
  const { plan } = await read(
    '"How likely are\nyou to recommend us?",date,comment\n9,2026-11-01,Good\n',
  )
  expect(plan.table.header[0]).toBe('How likely are you to recommend us?')
  expect((await read(',date,score\n7,2026-11-01,5\n9,2026-11-02,4\n')).plan.table.header).toEqual([
    '#1',
    'date',
    'score',
  ])
})

test('the parts of a question in the second row of the header join its name', async () => {
  const file = [
    'Respondent ID,End Date,How likely is it that you would recommend us?,,How satisfied are you with:,,Comments',
    ',,0 - Not at all likely,Group,Price,Staff,Open-Ended Response',
    '118900,11/13/2026 09:10:11 PM,Extremely likely - 10,Promoter,5,5,Good',
    '118917,11/14/2026 09:10:11 AM,3,Detractor,2,1,Bad',
  ].join('\n')
  const { items, plan, rejected } = await read(file)
  expect(rejected).toBe(0)
  expect(plan.table.header.slice(4)).toEqual([
    'How satisfied are you with: – Price',
    'How satisfied are you with: – Staff',
    'Comments',
  ])
  expect(items.map(({ kind, score, text }) => [kind, score, text])).toEqual([
    ['nps', 10, 'Good'],
    ['nps', 3, 'Bad'],
  ])
  expect(items[0]?.factors.map(({ score }) => score)).toEqual([5, 5])
})

test('headings that stand over several columns leave each its own name', async () => {
  const file = [
    'Респондент;;Оценки;;;Комментарий',
    'ID;Дата;Порекомендуете нас? (0–10);Цена;Дата;',
    'Р-1;01.11.2026;9;5;;Отлично',
    'Р-7;02.11.2026;3;2;;Плохо',
  ].join('\n')
  const { items, plan, rejected } = await read(file)
  expect(rejected).toBe(0)
  expect(plan.table.header).toEqual([
    'ID',
    'Респондент – Дата',
    'Порекомендуете нас? (0–10)',
    'Цена',
    'Оценки – Дата',
    'Комментарий',
  ])
  expect(items.map(({ kind, score, text }) => [kind, score, text])).toEqual([
    ['nps', 9, 'Отлично'],
    ['nps', 3, 'Плохо'],
  ])
  expect((await read('store,score,,date\nA,9,x,2026-11-01\nB,8,y,2026-11-02\n')).rows).toBe(2)
})

test('codes, wordings and import ids in three rows give the wording of each question', async () => {
  const file = [
    'RecordedDate,ResponseId,Q1_NPS_GROUP,Q1,Q2',
    'Recorded Date,Response ID,How likely are you to recommend us? - Group,How likely are you to recommend us?,"Why did you\ngive this score?"',
    '"{""ImportId"":""recordedDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID1_NPS_GROUP""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2_TEXT""}"',
    '2026-11-01 10:00:00,R_1x,3,9,Good',
    '2026-11-02 10:00:00,R_2x,1,2,Bad',
  ].join('\n')
  const { items, rejected } = await read(file)
  expect(rejected).toBe(0)
  expect(items.map(({ kind, score, text }) => [kind, score, text])).toEqual([
    ['nps', 9, 'Good'],
    ['nps', 2, 'Bad'],
  ])
})

test('a header of two names stays the header, however many commas the comments hold', async () => {
  const comments = ['Good, fast, kind, cheap, near', 'So, well, what, can, I, say, here', 'Fine']
  const rows = Array.from({ length: 30 }, (_, index) => `2026-11-01;${comments[index % 3]}`)
  const { plan, rows: read30 } = await read(`date;comment\n${rows.join('\n')}\n`)
  expect(plan.table.header).toEqual(['date', 'comment'])
  expect(read30).toBe(30)
})

test('a question about a group is a question', async () => {
  const rows = [1, 3, 5, 4].map((score) => `2026-11-01;${score}`)
  const { plan } = await read(
    `date;How satisfied are you with your tour group (1-5)\n${rows.join('\n')}\n`,
  )
  expect(plan.mapping.kind).toBe('csat')
})
