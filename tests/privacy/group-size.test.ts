import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cxbot, emptyFolder } from '../cli/shell.ts'

/** No group of fewer answers has a value: twice the five that anonymity asks for. */
const LEAST = 10

test('T19: a breakdown says nothing of a group that is too small, but how many answered', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 14 }), { minLength: 2, maxLength: 8 }),
      async (sizes) => {
        const directory = emptyFolder()
        const rows = sizes.flatMap((size, group) =>
          Array.from(
            { length: size },
            (_, at) =>
              `2026-11-${10 + (at % 5)},${(at * 7 + group) % 11},Late courier,Store ${group}`,
          ),
        )
        writeFileSync(join(directory, 'a.csv'), `date,recommend,text,store\n${rows.join('\n')}\n`)
        const imported = ['import', 'a.csv', '--kind', 'nps', '--map', 'score=recommend', '--yes']
        expect((await cxbot(imported, { directory })).code).toBe(0)
        for (const command of ['nps', 'sentiment']) {
          const { out } = await cxbot(['ask', `${command} by store all`, '--json'], { directory })
          const { columns, rows: shown } = JSON.parse(out).table as {
            columns: { key: string }[]
            rows: (string | number | null)[][]
          }
          const at = columns.findIndex(({ key }) => key === 'n')
          for (const row of shown) {
            if (Number(row[at]) >= LEAST) continue
            const told = row.filter((cell, index) => index !== at && typeof cell === 'number')
            expect(told).toEqual([])
          }
        }
      },
    ),
    { numRuns: 4 },
  )
})
