import { expect, test } from 'vitest'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Tally } from '../../src/core/store.ts'
import { type ImportOptions, planImport, runImport } from '../../src/ingest/index.ts'
import { openStore } from '../../storage/index.ts'
import { hasSharedData, sharedData } from '../shared-data.ts'
import { fileWith, NOW } from './files.ts'

/** Imports a file into a database of its own and returns its scored series. */
async function imported(
  name: string,
  options: ImportOptions = {},
): Promise<{ readonly accepted: number; readonly tallies: Readonly<Record<string, Tally>> }> {
  const store = await openStore(`sqlite:${fileWith('', 'store.db')}`)
  try {
    const workspace = await store.ensureWorkspace('w', { zone: 'UTC', locale: 'en', sample: false })
    const plan = await planImport(sharedData(name), options, { zone: 'UTC', now: NOW })
    const { accepted } = await runImport(plan, {
      store,
      workspace,
      now: () => NOW,
      rejectsFolder: '/nowhere',
      words: { line: 'line', reason: 'reason', explain: (reason) => reason },
    })
    const series = (await store.series(workspace.id)).filter(({ scale }) => scale !== null)
    const range = { start: 0 as EpochSeconds, end: 4_000_000_000 as EpochSeconds }
    const tallies: Record<string, Tally> = {}
    for (const { id, kind, scale } of series) {
      const [row] = await store.tallies(workspace.id, {
        series: [id],
        ranges: [range],
        filters: [],
      })
      if (row) tallies[`${kind} ${scale?.min}..${scale?.max}`] = row.tally
    }
    return { accepted, tallies }
  } finally {
    await store.close()
  }
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

test
  .skipIf(!hasSharedData)
  .each(['sudzilla_nps_survey_input_01.csv', 'sudzilla_nps_survey_input_02.csv'])(
  'the survey %s is NPS with 8 promoters and 22 detractors of 39',
  async (name) => {
    const { accepted, tallies } = await imported(name)
    const bins = tallies['nps 0..10']?.bins ?? []
    expect([accepted, sum(bins.slice(9)), sum(bins.slice(0, 7))]).toEqual([39, 8, 22])
  },
)

test.skipIf(!hasSharedData)('the product reviews keep their 715 equal rows', async () => {
  const { accepted, tallies } = await imported('amazon_alexa.tsv')
  expect(accepted).toBe(3150)
  expect(tallies['review 1..5']?.bins.slice(0, 5)).toEqual([161, 96, 152, 455, 2286])
})

test.skipIf(!hasSharedData)(
  'the airline reviews are a 1–10 rating with 2,119 answers',
  async () => {
    const { accepted, tallies } = await imported('ryanair_reviews.csv')
    expect(accepted).toBe(2249)
    expect(tallies['review 1..10']?.n).toBe(2119)
  },
)

test.skipIf(!hasSharedData)('the airline’s “Recommended” is yes 872 times of 2,249', async () => {
  const options = { kind: 'csat', scale: '0..1', map: ['score=Recommended'] }
  const { tallies } = await imported('ryanair_reviews.csv', options)
  expect(tallies['csat 0..1']?.bins.slice(0, 2)).toEqual([1377, 872])
})

test.skipIf(!hasSharedData)('the airline’s rating is refused as NPS', async () => {
  await expect(imported('ryanair_reviews.csv', { kind: 'nps' })).rejects.toMatchObject({
    id: 'import.npsNoZero',
  })
})
