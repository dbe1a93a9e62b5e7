import { expect, test } from 'vitest'
import { read, refusal } from './files.ts'

const FILE =
  'Created,Branch,Rating,Title,Body,Price,Topics\n2026-11-01,Vilnius,4,Nice,Good and quick,5,"price, staff"\n2026-11-02,Kaunas,2,Meh,Too slow,3,\n'

test('columns are mapped by name, case aside, or by number; texts are put together', async () => {
  const { items } = await read(FILE, {
    map: [
      'store=branch',
      'text=Title',
      'text=#5',
      'factor:value=Price',
      'tags=Topics',
      'touchpoint=Title',
    ],
  })
  expect(items[0]).toMatchObject({
    store: 'Vilnius',
    text: 'Nice\nGood and quick',
    stage: 'Nice',
    tags: ['price', 'staff'],
    factors: [{ factor: 'value', score: 5 }],
  })
})

test('constants hold for every row; the source is the name of the file unless said otherwise', async () => {
  expect((await read(FILE, { name: 'Shop survey.csv' })).items[0]?.source).toBe('Shop survey')
  const { items } = await read(FILE, {
    set: ['source=google', 'brand=Norda', 'tags=a;b', 'lang=lt'],
  })
  expect(items[1]).toMatchObject({ source: 'google', brand: 'Norda', tags: ['a', 'b'], lang: 'lt' })
})

test('ends of a scale and its direction are taken as given', async () => {
  const { items } = await read(FILE, { kind: 'csat', scale: '1-7', reversed: true })
  expect(items[0]).toMatchObject({ kind: 'csat', scale: { min: 1, max: 7, reversed: true } })
})

test('a scale written from its highest to its lowest number has its best answer at the bottom', async () => {
  const { plan } = await read(FILE.replace('Rating', 'Rating (1 = excellent)'), { scale: '5..1' })
  expect(plan.mapping.scale).toEqual({ min: 1, max: 5, reversed: true })
})

test.each([
  [{ kind: 'npss' }, 'import.unknownKind', 'nps'],
  [{ scale: '0 to ten' }, 'import.badScaleFlag', '--scale 1..5'],
  [{ scale: '5..5' }, 'import.badScaleFlag', '--scale 1..5'],
  [{ map: ['scor=Rating'] }, 'import.unknownField', 'score'],
  [{ map: ['score=Ratting'] }, 'import.unknownColumn', 'Rating'],
  [{ map: ['score'] }, 'import.badAssignment', '--map score=Rating'],
  [{ map: ['score=Rating', 'score=Price'] }, 'import.mappedTwice', undefined],
  [{ set: ['stor=Vilnius'] }, 'import.unknownField', 'store'],
  [{ set: ['score=5'] }, 'import.notSettable', undefined],
  [{ set: ['store'] }, 'import.badAssignment', '--set store=Vilnius'],
  [{ delimiter: 'commas' }, 'import.badDelimiter', '--delimiter semicolon'],
  [{ encoding: 'utf-9' }, 'import.unknownEncoding', 'utf-8'],
  [{ map: ['score=Body'] }, 'import.noNumbers', undefined],
  [{ map: ['factor=Body'] }, 'import.badFactorColumn', undefined],
])('%j is refused with what would be right', async (options, id, suggestion) => {
  expect(await refusal(FILE, options)).toMatchObject({ id, suggestion })
})

test('a mapping that leaves most rows unusable is refused unless it is insisted on', async () => {
  const options = { kind: 'csat', scale: '5..7' }
  expect(await refusal(FILE + FILE.slice(FILE.indexOf('\n') + 1), options)).toMatchObject({
    id: 'import.mostRowsBad',
    params: { rejected: 4, rows: 4, reason: 'scoreOutOfScale', line: 2 },
  })
  expect((await read(FILE, { ...options, acceptBadRows: true })).rejected).toBe(2)
})

test('files that are not there, or are folders, are named', async () => {
  const { planImport } = await import('../../src/ingest/index.ts')
  const context = { zone: 'UTC', now: 1_800_000_000 as never }
  await expect(planImport('/nowhere/x.csv', {}, context)).rejects.toMatchObject({
    id: 'import.noFile',
  })
  await expect(planImport('/', {}, context)).rejects.toMatchObject({ id: 'import.isFolder' })
})
