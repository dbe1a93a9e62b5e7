import { expect, test } from 'vitest'
import { read, refusal, short } from './files.ts'

const TEN = { kind: 'review', scale: '0..10' } as const
const WIDE = { kind: 'review', scale: '0..5000' } as const

function column(...cells: readonly string[]): string {
  return `date,score\n${cells.map((cell) => `2026-11-20,"${cell}"`).join('\n')}\n`
}
const scores = async (content: string, options: Parameters<typeof read>[1]) =>
  (await read(content, options)).items.map(({ score }) => score)

test('a comma before three digits stops with a question where no other rating decides', async () => {
  expect(await refusal(column('9', '1,007', '4,333'), TEN)).toMatchObject({
    id: 'import.ambiguousNumbers',
    params: { column: 'score', text: '1,007', line: 3, decimals: '1.007', thousands: '1007' },
    suggestion: '--comma decimals',
  })
})

test('ratings that show what a comma means decide for the others', async () => {
  expect(await scores(column('4,5', '1,007'), WIDE)).toEqual([4.5, 1.01])
  expect(await scores(column('0,125', '3,667 - good'), TEN)).toEqual([0.13, 3.67])
  expect(await scores(column('1,234.50', '1,007'), WIDE)).toEqual([1234.5, 1007])
  expect(await scores(column('4.5', '1,007'), WIDE)).toEqual([4.5, 1007])
  expect((await refusal(column('4.5', '3,5', '1,007'), WIDE)).id).toBe('import.ambiguousNumbers')
})

test('how such a rating is read is told with the reason', async () => {
  const { plan } = await read(column('4,5', '1,007'), WIDE)
  expect(plan.description.commas).toBe('decimals')
  expect(plan.notes).toContainEqual({
    about: 'score',
    note: 'commaShown',
    params: { text: '1,007', number: '1.007' },
  })
})

test('a rating of thousands is off a scale of ten', async () => {
  const { items, reasons } = await read(column('4.5', '1,007'), TEN)
  expect(items.map(({ score }) => score)).toEqual([4.5])
  expect(short(reasons)).toEqual(['scoreOutOfScale 1@3'])
})

test('the flag answers the question, and no file is asked about that has no such number', async () => {
  const file = column('9', '1,007')
  expect(await scores(file, { ...WIDE, comma: 'decimals' })).toEqual([9, 1.01])
  expect(await scores(file, { ...WIDE, comma: 'thousands' })).toEqual([9, 1007])
  expect(await refusal(file, { ...WIDE, comma: 'pieces' })).toMatchObject({
    id: 'import.badComma',
    suggestion: '--comma decimals',
  })
  expect(await scores(column('4,5', '3.5', '1.007'), TEN)).toEqual([4.5, 3.5, 1.01])
})

test('one factor decides for the others, which are ratings of the same file', async () => {
  const file = 'date,score,price\n2026-11-20,9,"4,5"\n2026-11-20,8,"3,667"\n'
  const { items } = await read(file, { ...TEN, map: ['factor:price=price'] })
  expect(items.map(({ factors: [price] }) => price?.score)).toEqual([4.5, 3.67])
})
