import { expect, test } from 'vitest'
import { formMistake } from '../../adapters/slack/form-check.ts'
import { registry } from '../../commands/index.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { LOCALES } from '../../src/core/locale.ts'

const now = 1_763_000_000 as EpochSeconds
const digest = {
  name: 'Morning',
  days: 'weekdays',
  at: '09:00',
  contents: 'nps yesterday',
  zone: 'Asia/Almaty',
}
const survey = { name: 'Delivery', question: 'How was it?', scale: '1..5' }
const log = { text: 'Late again', rating: '2', source: 'Reddit' }

function mistake(command: string, values: Readonly<Record<string, string>>) {
  const entries = Object.entries(values)
  return formMistake({ command, values: entries }, registry, { locale: 'en', now })
}

test.each([
  ['digest create', digest],
  ['survey create', survey],
  ['log', log],
] as const)('a right form of /%s is submitted', (command, values) => {
  expect(mistake(command, values)).toBeUndefined()
})

test.each([
  ['digest create', digest, 'at', '25:70'],
  ['digest create', digest, 'days', 'someday'],
  ['digest create', digest, 'zone', 'Mars/Phobos'],
  ['survey create', survey, 'scale', 'one to five'],
  ['log', log, 'rating', 'bad'],
] as const)('a form of /%s says what is wrong at its field', (command, right, field, value) => {
  const found = mistake(command, { ...right, [field]: value })
  expect(Object.keys(found ?? {})).toEqual([field])
  expect(found?.[field]).toContain(value.slice(0, 20))
})

test('a mistake is said in the language of who made it', () => {
  const values = Object.entries({ ...digest, at: '25:70' })
  const said = LOCALES.map((locale) => {
    return formMistake({ command: 'digest create', values }, registry, { locale, now })?.['at']
  })
  expect(new Set(said).size).toBe(LOCALES.length)
})

test('a form of no command of ours is left to whoever answers it', () => {
  expect(mistake('nothing', { a: 'b' })).toBeUndefined()
})
