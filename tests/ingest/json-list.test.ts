import { expect, test } from 'vitest'
import { read, refusal } from './files.ts'

const ANSWERS = [
  {
    id: 'a-x',
    date: '2026-11-01T10:00:00Z',
    nps: 9,
    comment: 'Nice } ] " here',
    shop: { name: 'Old', city: { name: 'Vilnius' } },
  },
  {
    id: 'b-x',
    date: '2026-11-02T10:00:00Z',
    nps: 0,
    comment: 'Жаман',
    shop: { name: 'New', city: { name: 'Kaunas' } },
  },
]

test.each([
  ['one line', JSON.stringify(ANSWERS)],
  ['many lines', JSON.stringify(ANSWERS, null, 2)],
  [
    'a key of an object',
    JSON.stringify({ total: 2, page: { no: 1 }, responses: ANSWERS, more: [] }, null, 1),
  ],
  ['a key on one line', JSON.stringify({ total: 2, responses: ANSWERS })],
])('a JSON list on %s is read like one object a line', async (_, content) => {
  const { items, rejected } = await read(content, { name: 'answers.json' })
  expect(rejected).toBe(0)
  expect(items.map(({ kind, score, text }) => [kind, score, text])).toEqual([
    ['nps', 9, 'Nice } ] " here'],
    ['nps', 0, 'Жаман'],
  ])
})

test('nested objects become columns under all their names', async () => {
  const { plan } = await read(ANSWERS.map((each) => JSON.stringify(each)).join('\n'), {
    name: 'answers.jsonl',
  })
  expect(plan.table.header).toContain('shop.city.name')
})

test('a JSON list is read by its content, whatever the file is called, and in blocks of any cut', async () => {
  const many = Array.from({ length: 9000 }, (_, index) => ({
    ...ANSWERS[index % 2],
    id: `r-${index * 7}`,
  }))
  const { rows, items } = await read(JSON.stringify(many), { name: 'answers.txt' })
  expect(rows).toBe(9000)
  expect(items.at(-1)?.externalId).toBe('r-62993')
})

test('a list of no objects, and markup, are named', async () => {
  expect((await refusal('[1, 2, 3]', { name: 'a.json' })).id).toBe('import.noJsonObjects')
  expect(await refusal('<html><table><tr><td>Date</td></tr></table></html>')).toMatchObject({
    id: 'import.otherFormat',
    params: { format: 'HTML' },
  })
  expect(await refusal('<?xml version="1.0"?>\n<rows/>\n')).toMatchObject({
    params: { format: 'XML' },
  })
})
