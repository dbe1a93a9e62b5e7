import { describe, expect, test } from 'vitest'
import type { NewFeedback } from '../../src/core/feedback.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { toJson } from '../../src/report/json.ts'
import { type MadeWorkspace, madeWorkspace } from './made-workspace.ts'
import { type Cause, said, twoWeeksOfVoices } from './voices.ts'

const SEEDS = 20
const PER_WEEK = 300

interface Answered {
  /** The keys of the table's rows, in order: `store:Harbour`. */
  readonly keys: readonly string[]
  readonly contributions: readonly { readonly dimension: string; readonly value: number }[]
  readonly change: number
  readonly verdicts: readonly string[]
}

async function asked(made: MadeWorkspace, line: string): Promise<Answered> {
  const json = toJson(await made.ask(line)) as {
    table: { columns: { key: string }[]; rows: (string | number)[][] } | null
    change: { value: number } | null
  }
  const column = (key: string) =>
    json.table?.columns.findIndex((each) => each.key === key) ?? Number.NaN
  const cells = (key: string) => (json.table?.rows ?? []).map((row) => row[column(key)])
  const dimensions = cells('dimension')
  return {
    keys: cells('key').map(String),
    contributions: cells('contribution').map((value, index) => ({
      dimension: String(dimensions[index]),
      value: Number(value),
    })),
    change: json.change?.value ?? Number.NaN,
    verdicts: cells('verdict').map(String),
  }
}

async function inWorkspace<Result>(
  items: readonly NewFeedback[],
  ask: (made: MadeWorkspace) => Promise<Result>,
): Promise<Result> {
  const made = await madeWorkspace(items)
  try {
    return await ask(made)
  } finally {
    await made.close()
  }
}

/** Asks the same of data made with each seed. */
async function overSeeds<Result>(
  cause: Cause | undefined,
  ask: (made: MadeWorkspace) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    results.push(await inWorkspace(twoWeeksOfVoices(seed, PER_WEEK, cause), ask))
  }
  return results
}

function share<Item>(items: readonly Item[], fits: (item: Item) => boolean): number {
  return items.filter(fits).length / items.length
}

const CAUSES: readonly [string, Cause, readonly string[]][] = [
  ['a store', { store: 'Harbour', strength: 0.6 }, ['store:Harbour']],
  ['a source', { source: 'Web', strength: 0.6 }, ['source:Web']],
  ['an aspect', { aspect: 'delivery', strength: 0.25 }, ['aspect:delivery']],
  [
    'an aspect in one store',
    { store: 'Harbour', aspect: 'delivery', strength: 0.6 },
    ['store:Harbour', 'aspect:delivery'],
  ],
]

describe.each(CAUSES)('what %s did', (_, cause, expected) => {
  test('comes first in `why` and in `moved`', { timeout: 120_000 }, async () => {
    const answers = await overSeeds(cause, async (made) => ({
      why: await asked(made, 'why nps last-week'),
      moved: await asked(made, 'moved last-week'),
    }))
    const isCause = (key: string | undefined) => key !== undefined && expected.includes(key)
    expect(share(answers, ({ why }) => isCause(why.keys[0]))).toBeGreaterThanOrEqual(0.95)
    expect(share(answers, ({ moved }) => isCause(moved.keys[0]))).toBeGreaterThanOrEqual(0.95)
    for (const { why } of answers) {
      for (const dimension of new Set(why.contributions.map((each) => each.dimension))) {
        const own = why.contributions.filter((each) => each.dimension === dimension)
        expect(own.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(why.change, 6)
      }
    }
  })
})

test('nothing but chance shows next to nothing', { timeout: 120_000 }, async () => {
  const answers = await overSeeds(undefined, async (made) => ({
    why: await asked(made, 'why nps last-week'),
    moved: await asked(made, 'moved last-week'),
  }))
  expect(share(answers, ({ moved }) => moved.keys.length > 0)).toBeLessThanOrEqual(0.05)
  expect(
    share(answers, ({ why }) => why.verdicts.some((verdict) => /clearly/.test(verdict))),
  ).toBeLessThanOrEqual(0.05)
})

test('what no answer is counted under is not listed: an aspect that only comes with another, texts without one', async () => {
  const week = (at: string, sentiment: 'positive' | 'negative', score: number) =>
    said(20, sentiment, ['-delivery', '-price'], {
      kind: 'nps',
      score,
      scale: { min: 0, max: 10, reversed: false },
      at: (Date.parse(at) / 1000) as EpochSeconds,
    })
  const items = [
    ...week('2026-11-04T10:00:00Z', 'positive', 9),
    ...week('2026-11-11T10:00:00Z', 'negative', 3),
  ]
  const { keys } = await inWorkspace(items, (made) => asked(made, 'why nps last-week by aspect'))
  expect(keys).toEqual(['aspect:delivery'])
})
