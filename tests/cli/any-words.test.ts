import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contents, cxbot, emptyFolder } from './shell.ts'

/** What a hasty hand may type, right and wrong. */
const WORDS = [
  ...[
    'ask',
    'export',
    'workspace',
    'doctor',
    'help',
    'set',
    'show',
    'nps',
    'last-week',
    'csv',
    'kk',
  ],
  ...['--db', '--zone', '--locale', '--now', '--json', '--config', '--chart', '--format', '--help'],
  ...['sqlite:', 'sqlite:x', 'postgres://', 'UTC', '--', '-', '-x', '', ' ', '=', '--zone=', '..'],
  ...['--db=sqlite:x', '--now=9999999-01-01', '--workspace', 'a/b', '\u0000', '"', 'nps "last'],
]
const words = fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 6 })), {
  maxLength: 5,
})

test('whatever is typed, the program answers or says what is wrong, and creates nothing', async () => {
  await fc.assert(
    fc.asyncProperty(words, async (typed) => {
      const directory = emptyFolder()
      const { code, out, err } = await cxbot(typed, { directory })
      expect([0, 2]).toContain(code)
      expect(`${out}${err}`.trim()).not.toBe('')
      if (code === 2 && typed.includes('--json')) expect(JSON.parse(out)).toHaveProperty('error')
      expect(contents(directory)).toEqual([])
    }),
    { numRuns: 120 },
  )
})
