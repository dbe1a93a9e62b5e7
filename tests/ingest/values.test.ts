import { expect, test } from 'vitest'
import { isoTimes, read, refusal, short } from './files.ts'

/** Reads one column of cells as the score of a file. */
async function scored(
  cells: readonly string[],
  options: Parameters<typeof read>[1] = { kind: 'nps' },
): ReturnType<typeof read> {
  const rows = cells.map((cell) => `2026-11-01;${cell};words`)
  return read(`date;score;comment\n${rows.join('\n')}\n`, options)
}

test.each([
  ['9', 9],
  ['9,5', 9.5],
  ['9.25', 9.25],
  [' 7 ', 7],
  ['10/10', 10],
  ['8 / 10', 8],
  ['4 out of 10', 4],
  ['7 из 10', 7],
  ['9 - very likely', 9],
  ['0 = not at all likely', 0],
  ['10 (Extremely likely)', 10],
])('“%s” is read as %d', async (cell, value) => {
  const { items } = await scored([cell, '3', '4'])
  expect(items[0]?.score).toBe(value)
})

test.each([
  ['5 stars', 5],
  ['★★★★☆', 4],
  ['★★', 2],
  ['4/5', 4],
])('“%s” is read as %d of five', async (cell, value) => {
  const { items } = await scored([cell, '1', '5'], {})
  expect(items[0]).toMatchObject({ score: value, scale: { min: 1, max: 5 } })
})

test('points between thousands and a decimal comma are told apart', async () => {
  const wide = await scored(['1.309,50', '2,345.5', '1 000', '7'], {
    kind: 'csat',
    scale: '0..9999',
  })
  expect(wide.items.map(({ score }) => score)).toEqual([1309.5, 2345.5, 1000, 7])
})

test('percent are numbers, on a scale that is said', async () => {
  const cells = ['0%', '55 %', '100%']
  const { items } = await scored(cells, { kind: 'csat', scale: '0..100' })
  expect(items.map(({ score }) => score)).toEqual([0, 55, 100])
})

test.each([
  ['11', 'scoreOutOfScale'],
  ['-1', 'scoreOutOfScale'],
  ['-0', 'badScore'],
  ['NaN', 'badScore'],
  ['1e309', 'badScore'],
  ['1e1', 'badScore'],
  ['nine', 'badScore'],
  ['९', 'easternDigits'],
  ['٩', 'easternDigits'],
  ['9/5', 'scoreOutOfScale'],
  ['0x9', 'badScore'],
])('fault 41: “%s” is rejected and never becomes 0', async (cell, reason) => {
  const { items, reasons } = await scored([cell, '3', '4', '5'])
  expect(items).toHaveLength(3)
  expect(short(reasons)).toEqual([`${reason} 1@2`])
})

test('an empty score beside words is words only; a row of neither is rejected', async () => {
  const { items, reasons } = await read(
    'date,score,comment\n2026-11-01,,Only words\n2026-11-01,,\n2026-11-01,9,\n2026-11-01,n/a,Words\n',
    { kind: 'nps' },
  )
  expect(items.map(({ score, scale, text }) => [score, scale?.max, text])).toEqual([
    [null, undefined, 'Only words'],
    [9, 10, null],
    [null, undefined, 'Words'],
  ])
  expect(short(reasons)).toEqual(['empty 1@3'])
})

test.each([
  ['yes and no', ['yes', 'no', 'Yes']],
  ['да и нет', ['да', 'нет', 'Да']],
  ['иә мен жоқ', ['иә', 'жоқ', 'Иә']],
  ['taip ir ne', ['taip', 'ne', 'Taip']],
  ['true and false', ['true', 'false', 'TRUE']],
])('answers of %s are 1 and 0 when asked for', async (_, cells) => {
  const { items } = await scored(cells, { map: ['score=score'], kind: 'csat', scale: '0..1' })
  expect(items.map(({ score }) => score)).toEqual([1, 0, 1])
})

/** Reads one column of cells as the dates of a file. */
async function dated(
  cells: readonly string[],
  options: Parameters<typeof read>[1] = {},
): ReturnType<typeof read> {
  return read(`date|score\n${cells.map((cell) => `${cell}|9`).join('\n')}\n`, {
    kind: 'nps',
    ...options,
  })
}

test.each([
  ['2026-11-01', 'iso', '2026-11-01T00:00:00Z'],
  ['2026-11-01 08:51:12.402', 'iso', '2026-11-01T08:51:12Z'],
  ['2026-11-01T08:51:12+05:00', 'iso', '2026-11-01T03:51:12Z'],
  ['2026-11-01T08:51Z', 'iso', '2026-11-01T08:51:00Z'],
  ['31.10.2026 14:05', 'd.M.yyyy', '2026-10-31T14:05:00Z'],
  ['10/31/2026 2:05 PM', 'M/d/yyyy', '2026-10-31T14:05:00Z'],
  ['31-Jul-18', 'd-MMM-yy', '2018-07-31T00:00:00Z'],
  ['Oct 31, 2026', 'MMM d, yyyy', '2026-10-31T00:00:00Z'],
  ['Sat, 31 Oct 2026 10:00:00 +0500', 'EEE, d MMM yyyy', '2026-10-31T05:00:00Z'],
  ['5 октября 2026 г.', 'd MMM yyyy', '2026-10-05T00:00:00Z'],
  ['5 қазан 2026', 'd MMM yyyy', '2026-10-05T00:00:00Z'],
  ['2026 ж. 5 қазан', 'yyyy d MMMM', '2026-10-05T00:00:00Z'],
  ['2026 m. spalio 5 d.', 'yyyy MMMM d', '2026-10-05T00:00:00Z'],
  ['2026/10/05 9:15:00 PM GMT+5', 'yyyy/M/d', '2026-10-05T16:15:00Z'],
  ['20261005', 'yyyyMMdd', '2026-10-05T00:00:00Z'],
  ['2026/10/05', 'yyyy/M/d', '2026-10-05T00:00:00Z'],
  ['1700000000', 'epoch-seconds', '2023-11-14T22:13:20Z'],
  ['1700000000000', 'epoch-milliseconds', '2023-11-14T22:13:20Z'],
])('“%s” is read as %s', async (cell, format, instant) => {
  const { plan, items } = await dated([cell])
  expect(plan.description.dateFormat).toBe(format)
  expect(isoTimes(items)).toEqual([instant])
})

test.each([
  ['31.02.2026', 'impossibleDate'],
  ['01.01.0000', 'impossibleDate'],
  ['12.10.2026 25:10', 'impossibleDate'],
  ['01.01.1970', 'dateTooEarly'],
  ['25.12.2099', 'dateInFuture'],
  ['23.11.2026', 'dateInFuture'],
  ['soon', 'badDate'],
  ['', 'noDate'],
])('fault 42: the date “%s” is rejected', async (cell, reason) => {
  const { items, reasons } = await dated(['30.10.2026', '31.10.2026', cell, '29.10.2026'])
  expect(items).toHaveLength(3)
  expect(short(reasons)).toEqual([`${reason} 1@4`])
})

test('a date up to a day ahead of the clock is taken: zones differ', async () => {
  const { rejected } = await dated(['2026-11-22 10:00', '2026-11-01'])
  expect(rejected).toBe(0)
})

test('local times are of the zone; those that the clocks skip move on, of those that come twice the first counts', async () => {
  const { items } = await dated(
    [
      '2026-03-29 02:59',
      '2026-03-29 03:30',
      '2026-10-25 03:30',
      '2026-10-25 04:00',
      '2026-07-01 12:00',
    ],
    { zone: 'Europe/Vilnius' },
  )
  expect(isoTimes(items)).toEqual([
    '2026-03-29T00:59:00Z',
    '2026-03-29T01:30:00Z',
    '2026-10-25T00:30:00Z',
    '2026-10-25T02:00:00Z',
    '2026-07-01T09:00:00Z',
  ])
})

test('shapes of dates that leave no doubt may stand in one column', async () => {
  const { plan, items } = await dated(['2026-11-01', '31.10.2026', '30 Oct 2026'])
  expect(plan.description.dateFormat?.split('|').sort()).toEqual(['d MMM yyyy', 'd.M.yyyy', 'iso'])
  expect(items).toHaveLength(3)
})

test('one date for a whole file can be set, and must be where it has none', async () => {
  expect(await refusal('score,comment\n9,Good\n3,Bad\n', { kind: 'nps' })).toMatchObject({
    id: 'import.noDateColumn',
    suggestion: '--set at=2026-11-01',
  })
  const { items } = await read('score,comment\n9,Good\n3,Bad\n', {
    kind: 'nps',
    set: ['at=2026-11-01'],
    zone: 'Europe/Vilnius',
  })
  expect(isoTimes(items)).toEqual(['2026-10-31T22:00:00Z', '2026-10-31T22:00:00Z'])
  expect((await refusal('score\n9\n8\n', { set: ['at=soon'] })).id).toBe('import.badSetDate')
})
