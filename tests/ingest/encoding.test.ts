import { expect, test } from 'vitest'
import { cp1251, read, refusal, short, utf16 } from './files.ts'

const RUSSIAN =
  'дата;оценка;комментарий\n01.11.2026;9;Отличный сервис, всё понравилось\n25.11.2025;3;Долго ждали заказ\n'
const KAZAKH =
  'күні;баға;пікір\n01.11.2026;5;Қызмет көрсету өте жақсы\n25.10.2026;2;Тауар сапасы нашар\n'
const LITHUANIAN =
  'data;įvertinimas;atsiliepimas\n2026-11-01;5;Puikus aptarnavimas, ačiū\n2026-11-02;1;Lėtas pristatymas\n'

test.each([
  ['UTF-8', Buffer.from(RUSSIAN), 'utf-8'],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${RUSSIAN}`), 'utf-8'],
  ['UTF-16, little end first', utf16(RUSSIAN, 'le'), 'utf-16le'],
  ['UTF-16, big end first', utf16(RUSSIAN, 'be'), 'utf-16be'],
  ['UTF-16 without a mark', utf16(RUSSIAN, 'le', false), 'utf-16le'],
  ['UTF-16 without a mark, big end first', utf16(RUSSIAN, 'be', false), 'utf-16be'],
  ['CP1251', cp1251(RUSSIAN), 'windows-1251'],
])('fault 39: %s is recognised', async (_, bytes, encoding) => {
  const { plan, items } = await read(bytes)
  expect(plan.table.encoding).toBe(encoding)
  expect(plan.table.header).toEqual(['дата', 'оценка', 'комментарий'])
  expect(items.map(({ text }) => text)).toEqual([
    'Отличный сервис, всё понравилось',
    'Долго ждали заказ',
  ])
})

test.each([
  ['UTF-8', Buffer.from(KAZAKH)],
  ['UTF-16', utf16(KAZAKH, 'le')],
])('Kazakh in %s keeps every letter', async (_, bytes) => {
  const { items } = await read(bytes)
  expect(items.map(({ text, score }) => [score, text])).toEqual([
    [5, 'Қызмет көрсету өте жақсы'],
    [2, 'Тауар сапасы нашар'],
  ])
})

test.each([
  ['KOI8-R', 'cfd4d6ced9c9d3c5d2d7c9d32cd7d3a3d0cfced2c1d7c9cccfd3d8cfd4cced9ec9d3c5'],
  ['Latin-1', '4b61766120626965e96e20676fcc7420e920e8206d61697320e0206cee'],
])('%s is no encoding that can be told: the user is asked', async (_, hex) => {
  const bytes = Buffer.concat([
    Buffer.from('date,score,comment\n2026-11-01,9,'),
    Buffer.from(hex, 'hex'),
    Buffer.from('\n'),
  ])
  expect((await refusal(bytes)).id).toBe('import.encoding')
})

test('Lithuanian in the Baltic code page is not taken for Cyrillic', async () => {
  const baltic: Readonly<Record<string, number>> = { į: 0xe1, č: 0xe8, ū: 0xfb, ė: 0xeb, š: 0xf0 }
  const bytes = Uint8Array.from([...LITHUANIAN], (letter) => baltic[letter] ?? letter.charCodeAt(0))
  expect((await refusal(bytes)).id).toBe('import.encoding')
})

test('an encoding that is named is used', async () => {
  const short1251 = cp1251('date,score,comment\n2026-11-01,9,да\n')
  expect((await refusal(short1251)).id).toBe('import.encoding')
  const { items } = await read(short1251, { encoding: 'cp1251' })
  expect(items[0]?.text).toBe('да')
})

test('an unknown encoding is answered with the known ones', async () => {
  expect(await refusal('a,b\n1,2\n', { encoding: 'utf8x' })).toMatchObject({
    id: 'import.unknownEncoding',
    suggestion: 'utf8',
  })
})

test('T13: single broken bytes in UTF-8 cost their rows only', async () => {
  const rows = Array.from(
    { length: 20 },
    (_, index) => `2026-11-0${1 + (index % 9)},9,Отзыв ${index}\n`,
  )
  const bytes = Buffer.concat([
    Buffer.from('date,score,comment\n'),
    Buffer.from(rows.join('')),
    Buffer.from('2026-11-01,8,Отзыв '),
    Buffer.from([0xd0, 0x20]),
    Buffer.from('\n2026-11-02,7,Хорошо\n'),
  ])
  const { items, reasons } = await read(bytes)
  expect(items).toHaveLength(21)
  expect(short(reasons)).toEqual(['badCharacters 1@22'])
})

test('T13: a row with a NUL is rejected, and a file full of them is no text', async () => {
  const { reasons } = await read(
    `date,score,comment\n2026-11-01,9,a\0b\n${'2026-11-02,8,fine\n'.repeat(5)}`,
  )
  expect(short(reasons)).toEqual(['badCharacters 1@2'])
  expect((await refusal(Buffer.alloc(4000))).id).toBe('import.notText')
})
