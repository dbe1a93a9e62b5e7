import { expect, test } from 'vitest'
import { isoTimes, read, refusal } from './files.ts'

function column(...cells: readonly string[]): string {
  return `date,score\n${cells.map((cell) => `${cell},9`).join('\n')}\n`
}

test('one day above twelve decides the order for the whole column', async () => {
  const { plan, items } = await read(column('03/04/2026', '05/06/2026', '25/06/2026'), {
    kind: 'nps',
  })
  expect(plan.description.dateFormat).toBe('d/M/yyyy')
  expect(isoTimes(items)[0]).toBe('2026-04-03T00:00:00Z')
})

test('an order that would put days in the future is not meant', async () => {
  const { plan } = await read(column('12/01/2025', '11/12/2026', '01/02/2026'), { kind: 'nps' })
  expect(plan.description.dateFormat).toBe('M/d/yyyy')
})

test('day-first and month-first dates in one column stop with a question and both flags', async () => {
  const file = column('25/10/2026', '03/04/2026', '10/25/2026')
  expect(await refusal(file, { kind: 'nps' })).toMatchObject({
    id: 'import.mixedDates',
    params: {
      column: 'date',
      first: '25/10/2026',
      firstLine: 2,
      firstFormat: 'd/M/yyyy',
      second: '10/25/2026',
      secondLine: 4,
      secondFormat: 'M/d/yyyy',
    },
    suggestion: '--date-format "d/M/yyyy"',
  })
  const { items, rejected } = await read(file, { kind: 'nps', dateFormat: 'd/M/yyyy' })
  expect([items.length, rejected]).toEqual([2, 1])
})

test('a column in which nothing decides stops with a question', async () => {
  expect(await refusal(column('03/04/2026', '05/06/2026'), { kind: 'nps' })).toMatchObject({
    id: 'import.ambiguousDates',
    params: {
      text: '03/04/2026',
      line: 2,
      firstFormat: 'd/M/yyyy',
      firstDate: '2026-04-03',
      secondFormat: 'M/d/yyyy',
      secondDate: '2026-03-04',
    },
  })
})

test('dates with dots have the day first, unless one of them cannot', async () => {
  const { plan } = await read(column('03.04.2026', '05.06.2026'), { kind: 'nps' })
  expect(plan.description.dateFormat).toBe('d.M.yyyy')
  expect(plan.notes).toContainEqual(expect.objectContaining({ note: 'formatDotted' }))
  const mixed = column('03.04.2026', '10.25.2025', '25.10.2025')
  expect((await refusal(mixed, { kind: 'nps' })).id).toBe('import.mixedDates')
})

test('a column in which every day equals its month leaves nothing to ask', async () => {
  expect((await read(column('03/03/2026', '05/05/2026'), { kind: 'nps' })).rejected).toBe(0)
})

test('days of one month are no proof where the first of each month would do as well', async () => {
  const monthly = Array.from({ length: 24 }, (_, index) => `01/0${1 + (index % 6)}/2026 10:00`)
  expect((await refusal(column(...monthly), { kind: 'nps' })).id).toBe('import.ambiguousDates')
})

test('many answers at times of day on three days of one month are not the 11th of three months', async () => {
  const answers = Array.from(
    { length: 39 },
    (_, index) => `11/${1 + (index % 3)}/2019 8:${10 + index}:12`,
  )
  const { plan, items } = await read(column(...answers), { kind: 'nps' })
  expect(plan.description.dateFormat).toBe('M/d/yyyy')
  expect(plan.notes).toContainEqual(expect.objectContaining({ note: 'formatTogether' }))
  expect(isoTimes(items)[1]).toBe('2019-11-02T08:11:12Z')
})

test.each(['d/M/yyyy H:mm', 'dd/MM/yyyy', "d/M/yyyy 'at' HH:mm:ss"])(
  'the format %s reads days first, with or without a time',
  async (dateFormat) => {
    const { items } = await read(column('03/04/2026 8:51:12', '05/06/2026'), {
      kind: 'nps',
      dateFormat,
    })
    expect(isoTimes(items)[0]).toBe('2026-04-03T08:51:12Z')
  },
)

test('a format that most dates do not fit is refused, with one that fits', async () => {
  expect(
    await refusal(column('2026-11-01', '2026-11-02'), { kind: 'nps', dateFormat: 'd/M/yyyy' }),
  ).toMatchObject({ id: 'import.dateFormatMisfit', suggestion: '--date-format "iso"' })
})

test.each(['dd/MM', 'H:mm d.M.yyyy', 'foo', 'yyyyy-M-d'])(
  '“%s” makes no date',
  async (dateFormat) => {
    expect((await refusal(column('2026-11-01'), { kind: 'nps', dateFormat })).id).toBe(
      'import.badDateFormat',
    )
  },
)

test.each([
  [['2026/Nov/05', '2026/Nov/17', '2026/Oct/01'], 'yyyy/MMM/d'],
  [['05Nov2026', '17Nov2026', '1Oct2026'], 'dMMMyyyy'],
  [['05112026', '17112026', '01102026'], 'ddMMyyyy'],
  [['5_11_2026 10:20', '17_11_2026 9:05', '1_10_2026 1:00'], 'd_M_yyyy'],
  [['Чт 2026 11 05', 'Вт 2026 11 17', 'Чт 2026 10 01'], 'EEE yyyy M d'],
  [['2026 11 05', '2026 11 17', '2026 10 01'], 'yyyy M d'],
  [['week 45', 'week 46', 'week 47'], undefined],
  [['5_11_2026', '6_11_2026', '7_10_2026'], undefined],
])(
  'dates like %j are read as %s by the flag that the refusal shows, or no flag is made up',
  async (cells, format) => {
    const file = `date,score,comment\n${cells.map((cell) => `${cell},9,Fine`).join('\n')}\n`
    const error = await refusal(file, { kind: 'nps' })
    expect(error.id).toBe('import.noDates')
    expect(error.suggestion).toBe(format && `--date-format "${format}"`)
    if (!format) return
    const { items } = await read(file, { kind: 'nps', dateFormat: format })
    expect(isoTimes(items).map((time) => time.slice(0, 7))).toEqual([
      '2026-11',
      '2026-11',
      '2026-10',
    ])
  },
)
