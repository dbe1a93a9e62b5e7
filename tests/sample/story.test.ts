import { beforeAll, expect, test } from 'vitest'
import { cxbot, emptyFolder } from '../cli/shell.ts'

let directory = ''

interface Answer {
  readonly values: readonly { readonly key: string; readonly value: number }[]
  readonly change: { readonly value: number; readonly verdict: string } | null
  readonly table: {
    readonly columns: readonly { key: string }[]
    readonly rows: readonly unknown[][]
  }
}

async function ask(line: string): Promise<Answer> {
  const { out } = await cxbot(['ask', line, '--json'], { directory })
  return JSON.parse(out) as Answer
}

beforeAll(async () => {
  directory = emptyFolder()
  await cxbot(['sample'], { directory })
})

test('nps finds the three weeks of delivery trouble, and the recovery', async () => {
  const store = 'store:"Kaunas Laisvės"'
  const fall = await ask(`nps 2026-08-31..2026-09-17 vs 2026-07-01..2026-08-20 ${store}`)
  expect(fall.change?.verdict).toBe('down')
  expect(fall.change?.value).toBeLessThan(-30)
  const recovery = await ask(`nps 2026-09-21..2026-10-31 vs 2026-08-31..2026-09-17 ${store}`)
  expect(recovery.change?.verdict).toBe('up')
})

test('the other stores of the time show no such thing', async () => {
  const answer = await ask('nps 2026-08-31..2026-09-17 by store')
  const verdict = answer.table.columns.findIndex((column) => column.key === 'verdict')
  const clear = answer.table.rows.filter((row) => /below|lower|↓|▼/i.test(String(row[verdict])))
  expect(clear.map((row) => row[0])).toEqual(['Kaunas Laisvės'])
})

test('quotes of that store and time are about delivery', async () => {
  const { out } = await cxbot(
    ['ask', 'quotes 2026-08-31..2026-09-17 store:"Kaunas Laisvės" tag:delivery', '--json'],
    { directory },
  )
  expect(JSON.parse(out).quotes.length).toBeGreaterThan(3)
})

test('csat rises clearly after the new checkout', async () => {
  const answer = await ask('csat 2026-10-25..2026-11-20 vs 2026-08-01..2026-09-10')
  expect(answer.change?.verdict).toBe('up')
})
