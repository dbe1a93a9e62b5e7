import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bareText, isolate, tame, tameLine } from '../../src/report/sanitize.ts'

describe('words from outside', () => {
  test('T10: lose controls, escape sequences and what reorders or hides text', () => {
    expect(tame('a\u001b[31mred\u0007\u009b')).toBe('a [31mred  ')
    expect(tame('invoice\u202Etxt.exe')).toBe('invoicetxt.exe')
    expect(tame('zero\u200Bwidth\uFEFF\u2066x\u2069')).toBe('zerowidthx')
    expect(tame('tag\u{E0041}\u{E007F}')).toBe('tag')
    expect(tame('half \uD83D surrogate')).toBe('half \uFFFD surrogate')
  })

  test('keep their line breaks, letters and emoji', () => {
    const text = 'Қазақша әғқңөұүһі\nLietuviškai ąčęėįšųūž 👩‍👩‍👧 é'
    expect(tame(text)).toBe(text)
    expect(tame('a\r\nb\rc\u2028d')).toBe('a\nb\nc\nd')
    expect(tameLine('  a \n\n b\t c ')).toBe('a b c')
  })

  test('T10: keep at most four marks on a letter', () => {
    expect(tame(`Z${'\u0301'.repeat(50)}algo`)).toBe(`Z${'\u0301'.repeat(4)}algo`)
  })

  test('T10: are isolated where they run from right to left', () => {
    expect(isolate('שלום 12')).toBe('\u2068שלום 12\u2069')
    expect(isolate('plain')).toBe('plain')
    expect(bareText([{ text: 'from ' }, { text: 'مرحبا', data: true }, { text: '!' }])).toBe(
      'from \u2068مرحبا\u2069!',
    )
  })

  test('are tame whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => {
        const tamed = tame(words)
        expect(tamed).not.toMatch(/(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069]|\p{M}{5}/u)
        expect(tame(tamed)).toBe(tamed)
      }),
    )
  })
})
