import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskPersonal } from '../../src/privacy/mask.ts'

describe('what tells who somebody is', () => {
  test.each([
    ['Write to ona.petraitiene+shop@example.lt, please', 'Write to [email], please'],
    ['Пишите на иван@пример.рф!', 'Пишите на [email]!'],
    ['My number is +370 612 34567.', 'My number is [phone].'],
    ['Звоните 8 (495) 123-45-67 вечером', 'Звоните [phone] вечером'],
    ['Позвоните: 87771234567', 'Позвоните: [phone]'],
    ['Нөмірім +7 (701) 123 45 67', 'Нөмірім [phone]'],
    ['Skambinkite 861234567', 'Skambinkite [phone]'],
    ['call 555-867-5309 now', 'call [phone] now'],
    ['card 4111 1111 1111 1111 was charged', 'card [card] was charged'],
    ['карта 5500-0000-0000-0004', 'карта [card]'],
    ['a@b.lt and c@d.kz', '[email] and [email]'],
  ])('%s', (text, masked) => {
    expect(maskPersonal(text).text).toBe(masked)
  })
})

describe('what tells nothing stays', () => {
  test.each([
    'Order 12345678 came late',
    'Заказ №123456789 не пришёл',
    'It cost 1 299 000 tenge, not 1.250.000',
    'On 2026-11-16 at 18:30 and on 16.11.2026 12:45',
    '10/10 would buy again, 5 of 5',
    'Version 10.0.19045.3803 crashed',
    'The code is 4111111111111112',
    'me @ the shop, @norda on Instagram',
    'Track number AB123456789LT',
    'We waited 3-4 weeks, 20-25 minutes each',
  ])('%s', (text) => {
    expect(maskPersonal(text)).toEqual({ text, masked: 0 })
  })
})

test('masking what is masked changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const once = maskPersonal(text).text
      expect(maskPersonal(once).text).toBe(once)
    }),
  )
})

test('a text made to be slow is looked through at once', () => {
  for (const attack of ['a@', '1 ', '(', '+1-', 'a.', '@a.', '1(']) {
    const text = attack.repeat(50_000 / attack.length)
    const started = process.cpuUsage()
    maskPersonal(text)
    const { user } = process.cpuUsage(started)
    expect(user / 1000).toBeLessThan(2_000)
  }
})
