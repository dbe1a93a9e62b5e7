import { expect, test } from 'vitest'
import { createKnownCaptures } from '../../src/capture/known.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { CaptureStore } from '../../src/core/store.ts'

function known() {
  let now = 100
  let asked = 0
  let fails = false
  const on: CaptureStore['on'] = async () => {
    asked += 1
    if (fails) throw new Error('no database')
    return []
  }
  const store = { captures: { on } as CaptureStore }
  return {
    ask: createKnownCaptures(store, () => now as EpochSeconds),
    asked: () => asked,
    pass: (seconds: number) => {
      now += seconds
    },
    fail: (does: boolean) => {
      fails = does
    },
  }
}

test('many reactions at once ask the database once in five seconds for each platform', async () => {
  const { ask, asked, pass } = known()
  await Promise.all(Array.from({ length: 50 }, () => ask('slack')))
  expect(asked()).toBe(1)
  await ask('discord')
  pass(5)
  await ask('slack')
  expect(asked()).toBe(3)
})

test('a database that could not be asked is asked anew', async () => {
  const { ask, asked, fail } = known()
  fail(true)
  await expect(ask('slack')).rejects.toThrow('no database')
  fail(false)
  expect(await ask('slack')).toEqual([])
  expect(asked()).toBe(2)
})
