import { expect, test } from 'vitest'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Reply } from '../../src/core/reply.ts'
import { createAnswerCache } from '../../src/dispatch/answer-cache.ts'

const at = (seconds: number) => seconds as EpochSeconds
const reply = (text: string): Reply => ({
  kind: 'notice',
  level: 'information',
  locale: 'en',
  text: [{ text }],
  actions: [],
})

test('an answer is given again until its time is over', () => {
  const cache = createAnswerCache(10, 60)
  cache.set('nps', reply('one'), at(1000))
  expect(cache.get('nps', at(1059))).toEqual(reply('one'))
  expect(cache.get('nps', at(1060))).toBeUndefined()
  expect(cache.get('nps', at(1001))).toBeUndefined()
})

test('a clock that goes back gives no answer from the future', () => {
  const cache = createAnswerCache(10, 60)
  cache.set('nps', reply('one'), at(1000))
  expect(cache.get('nps', at(999))).toBeUndefined()
})

test('the answer that was not asked for the longest time makes room', () => {
  const cache = createAnswerCache(2, 60)
  cache.set('a', reply('a'), at(0))
  cache.set('b', reply('b'), at(0))
  cache.get('a', at(1))
  cache.set('c', reply('c'), at(2))
  expect(cache.get('b', at(3))).toBeUndefined()
  expect(cache.get('a', at(3))).toEqual(reply('a'))
  expect(cache.get('c', at(3))).toEqual(reply('c'))
})
