import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLogger } from '../../src/cli/log.ts'
import { Secret } from '../../src/secret.ts'

function logged(fields: Readonly<Record<string, unknown>>): string {
  const lines: string[] = []
  createLogger((line) => lines.push(line), 'info').warn('event', fields)
  return lines.join('')
}

test('a line tells the time, the level, the event and its fields', () => {
  expect(logged({ platform: 'slack', n: 3, text: 'two words', none: undefined })).toMatch(
    /^\d{4}-\d\d-\d\dT[\d:.]+Z warn event platform=slack n=3 text="two words" none=undefined\n$/,
  )
  expect(logged({ token: new Secret('xoxb-1') })).toContain('token=***')
})

test('T25: no text can forge a line, another field or an order to the terminal', () => {
  const hostile = [
    'a\r\n2026-01-01T00:00:00.000Z error forged',
    '\u001b[31mred\u001b[0m',
    '\u009b2J',
    '\u0007\u0008\u007f',
    'x level=error',
    'x\u2028y\u2029z',
    '\u202egnol\u2066',
    '\ud800',
    '\u{e0041}',
    'a\\u001bb',
  ]
  for (const text of hostile) {
    const line = logged({ text })
    expect(line.match(/\n/g)).toHaveLength(1)
    expect(line.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
    expect(JSON.parse(line.slice(line.indexOf('text=') + 5))).toBe(text)
  }
})

test('T25: any text can be read back from the line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const line = logged({ text, after: 1 })
      expect(line.endsWith(' after=1\n')).toBe(true)
      const value = line.slice(line.indexOf('text=') + 5, -' after=1\n'.length)
      expect(value.startsWith('"') ? JSON.parse(value) : value).toBe(text)
      expect(value).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
    }),
  )
})
