import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { shipped } from '../src/shipped.ts'

test.each(['locales/', 'models/language.bin', 'page/page.js', 'chart-worker.js'] as const)(
  '%s is found from the sources',
  (name) => {
    const place = shipped(name)
    expect(place && existsSync(place)).toBe(true)
  },
)

test('an import from the sources reads without a thread', () => {
  expect(shipped('import-worker.js')).toBeUndefined()
})
