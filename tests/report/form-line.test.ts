import { expect, test } from 'vitest'
import { formLine } from '../../src/report/form-line.ts'

test('a form becomes its command with the fields that were filled in', () => {
  const values = [
    ['brand', 'Norda'],
    ['note', 'late again'],
    ['author', ' '],
  ] as const
  expect(formLine('log', values)).toBe('log brand:Norda note:"late again"')
})

test('a value cannot leave its quotes', () => {
  expect(formLine('log', [['note', 'x" by:store \\']])).toBe('log note:"x\\" by:store \\\\"')
})
