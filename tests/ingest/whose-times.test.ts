import { expect, test } from 'vitest'
import { isoTimes, read, refusal } from './files.ts'

const zone = 'Asia/Almaty'

test('times in a column that names a zone are of that zone, others of the workspace', async () => {
  const file = (name: string): string =>
    `${name},score\n2026-11-01 20:30:00,5\n2026-11-02 21:00:00,4\n`
  const said = await read(file('Submit Date (UTC)'), { zone })
  expect(isoTimes(said.items)).toEqual(['2026-11-01T20:30:00Z', '2026-11-02T21:00:00Z'])
  expect(said.plan.notes.map(({ note }) => note)).toContain('zoneSaid')
  const offset = await read(file('Timestamp (GMT+6)'), { zone })
  expect(isoTimes(offset.items)[0]).toBe('2026-11-01T14:30:00Z')
  const unsaid = await read(file('Submit Date'), { zone })
  expect(isoTimes(unsaid.items)[0]).toBe('2026-11-01T15:30:00Z')
})

test('the end of a survey is the day of the answer, not its start, its sending or a birthday', async () => {
  const file =
    'Birth date,Sent,Start Date,Submit Date,score\n1990-05-01,2026-10-01,2026-10-30,2026-11-01,5\n1985-01-02,2026-10-02,2026-10-31,2026-11-02,4\n'
  const { items } = await read(file)
  expect(isoTimes(items)).toEqual(['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'])
})

test('day numbers of a spreadsheet are dates where the column is called so', async () => {
  const { items, plan } = await read('Date,NPS\n46327,9\n"46328,75",3\n46329.5,10\n', {
    zone: 'UTC',
  })
  expect(plan.mapping.date?.format).toBe('excel')
  expect(isoTimes(items)).toEqual([
    '2026-11-01T00:00:00Z',
    '2026-11-02T18:00:00Z',
    '2026-11-03T12:00:00Z',
  ])
})

test('a Kazakh date may begin with the year', async () => {
  const { items } = await read('Күні;Баға\n2026 жылғы 1 қараша;5\n2026 ж. 12 қазан;4\n')
  expect(isoTimes(items)).toEqual(['2026-11-01T00:00:00Z', '2026-10-12T00:00:00Z'])
})

test('a format that does not fit is answered with the one that reads the column, or with none', async () => {
  const given = { dateFormat: 'd.M.yyyy' }
  const american = 'Date,NPS\n08/01/2026,9\n08/14/2026,3\n08/15/2026,1\n'
  expect((await refusal(american, given)).suggestion).toBe('--date-format "M/d/yyyy"')
  const open = 'Date,NPS\n08/01/2026,9\n08/02/2026,3\n08/03/2026,1\n'
  expect((await refusal(open, given)).suggestion).toBeUndefined()
})

test('the name of a zone counts only after its offset', async () => {
  const cells = [
    '2026-11-01T15:05:09+05:00[Asia/Almaty]',
    '2026-11-01 15:05:09 GMT+0500 (Almaty Time)',
    '2026-11-01 15.05.09',
    '2026-11-01 15:05:09 (UTC+5)',
  ]
  const { items, reasons } = await read(
    `Date;NPS\n${cells.map((cell) => `${cell};9`).join('\n')}\n`,
  )
  expect(isoTimes(items)).toEqual([
    '2026-11-01T10:05:09Z',
    '2026-11-01T10:05:09Z',
    '2026-11-01T15:05:09Z',
  ])
  expect(reasons).toMatchObject([{ reason: 'badDate', count: 1, firstLine: 5 }])
})
