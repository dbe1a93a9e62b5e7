import { expect, test } from 'vitest'
import { read } from './files.ts'

const ids = async (
  file: string,
  options: NonNullable<Parameters<typeof read>[1]>,
): Promise<readonly string[]> => (await read(file, options)).items.map((item) => item.externalId)

test('rows without ids are known again after the zone of the workspace has changed', async () => {
  const file = [
    'date,score,comment',
    '2026-10-25 03:15,9,in the hour that comes twice in Vilnius',
    '2026-03-29 03:30,3,in the hour that Vilnius skips',
    '2026-10-28 23:30,10,late in the evening',
    '2026-10-29T00:10:00+02:00,0,with an offset of its own',
  ].join('\n')
  const before = await ids(file, { zone: 'Europe/Vilnius' })
  expect(before).toHaveLength(4)
  expect(await ids(file, { zone: 'Asia/Almaty' })).toEqual(before)
  expect(await ids(file, { zone: 'America/New_York' })).toEqual(before)
})

test('rows whose date is set are known again in another zone, and new on another day', async () => {
  const file = 'score,comment\n9,good\n3,bad\n'
  const wave = { kind: 'nps', scale: '0..10', set: ['at=2026-10-01'] } as const
  const before = await ids(file, { ...wave, zone: 'Europe/Vilnius' })
  expect(await ids(file, { ...wave, zone: 'Asia/Almaty' })).toEqual(before)
  expect(await ids(file, { ...wave, set: ['at=2026-11-01'] })).not.toEqual(before)
})

test('rows without ids are known again with day and month the other way round', async () => {
  const file = 'date,score\n03/04/2026,9\n05/06/2026,9\n07/02/2026,3\n'
  const before = await ids(file, { dateFormat: 'd/M/yyyy' })
  expect(await ids(file, { dateFormat: 'M/d/yyyy' })).toEqual(before)
})
