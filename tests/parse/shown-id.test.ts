import { expect, test } from 'vitest'
import { numberOfId } from '../../src/parse/index.ts'

test('an id is read with its letter, in any case, and without', () => {
  expect(['F-12', 'f-12', 'F12', '12'].map((text) => numberOfId('F', text))).toEqual([
    12, 12, 12, 12,
  ])
})

test.each(['A-12', 'F--12', '-12', 'F-', '', 'F-12x', '1.5', 'F1-2'])(
  '“%s” is no id of feedback',
  (text) => {
    expect(numberOfId('F', text)).toBeUndefined()
  },
)

test('no id is larger than databases hold', () => {
  expect(numberOfId('F', 'F-2147483647')).toBe(2_147_483_647)
  expect(numberOfId('F', 'F-2147483648')).toBeUndefined()
  expect(numberOfId('F', 'F-999999999999999')).toBeUndefined()
})
