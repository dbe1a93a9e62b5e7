import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type ImportOptions, planImport, runImport } from '../../src/ingest/index.ts'
import { toJson } from '../../src/report/json.ts'
import { hasSharedData, sharedData } from '../shared-data.ts'
import { type MadeWorkspace, madeWorkspace, NOW, textOf } from './made-workspace.ts'

/** Returns a workspace that holds a file of real data. */
async function imported(
  files: readonly string[],
  options: ImportOptions = {},
): Promise<MadeWorkspace> {
  const made = await madeWorkspace([], { zone: 'UTC' })
  const folder = mkdtempSync(join(tmpdir(), 'cxbot-import-'))
  for (const file of files) {
    const copy = join(folder, file)
    copyFileSync(sharedData(file), copy)
    const plan = await planImport(copy, options, { zone: 'UTC', now: NOW })
    await runImport(plan, {
      store: made.store,
      workspace: made.workspace,
      now: () => NOW,
      rejectsFolder: folder,
      words: { line: 'line', reason: 'reason', explain: (reason) => reason },
    })
  }
  rmSync(folder, { recursive: true, force: true })
  return made
}

interface Answer {
  values: { key: string; value: number; low: number; high: number; n: number }[]
  change: { value: number; low: number; high: number; verdict: string }
}

/** Returns a value as the answer prints it, to one decimal. */
function printed({ value, low, high, n }: Answer['values'][number], decimals = 1) {
  return [value, low, high].map((number) => number.toFixed(decimals)).concat(String(n))
}

async function answer(made: MadeWorkspace, line: string): Promise<Answer> {
  return toJson(await made.ask(line)) as unknown as Answer
}

test.skipIf(!hasSharedData)('Sudzilla has its published NPS, from either file', async () => {
  for (const file of ['01', '02']) {
    const made = await imported([`sudzilla_nps_survey_input_${file}.csv`])
    const { values } = await answer(made, 'nps all')
    expect(values.map(({ key }) => key)).toEqual(['nps', 'promoters', 'passives', 'detractors'])
    expect(values[0] && printed(values[0])).toEqual(['-35.9', '-57.5', '-9.2', '39'])
    expect(textOf(await made.ask('nps'))).toMatch(/There are answers for 1–4 Nov 2019/)
    await made.close()
  }
})

test.skipIf(!hasSharedData)(
  'Alexa ratings have their mean and their share of top answers',
  async () => {
    const made = await imported(['amazon_alexa.tsv'])
    const { values } = await answer(made, 'rating all')
    expect(values[0]?.value.toFixed(4)).toBe('4.4632')
    expect(values[1] && printed(values[1], 2)).toEqual(['87.02', '85.80', '88.14', '3150'])
    await made.close()
  },
)

test.skipIf(!hasSharedData)(
  'Ryanair ratings are refused as NPS, and did not change clearly',
  async () => {
    const made = await imported(['ryanair_reviews.csv'])
    expect((await made.refused('nps all')).errorId).toBe('report.not-a-recommend-question')
    const compared = await answer(made, 'compare rating 2022 2023')
    expect(compared.change.verdict).toBe('no-clear-change')
    expect((await answer(made, 'rating 2023 vs 2022')).change).toMatchObject({
      value: compared.change.value,
      verdict: 'no-clear-change',
      baseline: { n: 126 },
    })
    expect((await answer(made, 'rating 2024')).values[0]).toMatchObject({ n: 8, value: null })
    await made.close()
  },
)

test.skipIf(!hasSharedData)('Ryanair recommendations are a share', async () => {
  const made = await imported(['ryanair_reviews.csv'], {
    kind: 'csat',
    map: ['score=Recommended'],
  })
  const { values } = await answer(made, 'csat all')
  expect(values[0] && printed(values[0], 2)).toEqual(['38.77', '36.78', '40.80', '2249'])
  await made.close()
})
