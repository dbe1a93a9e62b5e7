import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Scale } from '../../src/core/feedback.ts'
import { toJson } from '../../src/report/json.ts'
import {
  answers,
  at,
  type MadeWorkspace,
  madeWorkspace,
  ONE_TO_FIVE,
  ONE_TO_TEN,
  textOf,
  valuesOf,
} from './made-workspace.ts'

const ONE_TO_SEVEN: Scale = { min: 1, max: 7, reversed: false }

describe('csat', () => {
  let made: MadeWorkspace
  beforeAll(async () => {
    made = await madeWorkspace([
      ...answers(30, 'csat', 5),
      ...answers(10, 'csat', 2),
      ...answers(8, 'csat', 10, { scale: ONE_TO_TEN, survey: 'Shop' }),
      ...answers(2, 'csat', 7, { scale: ONE_TO_TEN, survey: 'Shop' }),
    ])
  })
  afterAll(() => made.close())

  test('pools the top answers of all scales and names the surveys', async () => {
    const report = await made.ask('csat last-week')
    expect(valuesOf(report)).toEqual({ csat: [76, 50] })
    expect(textOf(report)).toMatch(/several surveys .*unnamed survey \(1–5\), Shop \(1–10\)/)
  })

  test('takes means within one scale only and says how many answers are left out', async () => {
    const report = await made.ask('csat mean last-week')
    expect(valuesOf(report)).toEqual({ mean: [4.25, 40], csat: [75, 40] })
    expect(textOf(report)).toMatch(/10 answers on other scales are left out/)
  })

  test('lets a survey be chosen', async () => {
    const report = await made.ask('csat last-week survey:shop')
    expect(valuesOf(report)).toEqual({ csat: [80, 10], mean: [9.4, 10] })
    expect(report.filters).toEqual({ survey: ['Shop'] })
  })

  test('shows how often each answer was given', async () => {
    const report = await made.ask('csat mean last-week')
    expect(report.blocks.find((block) => block.type === 'table')?.rows).toEqual([
      ['1', 0, 0],
      ['2', 10, 25],
      ['3', 0, 0],
      ['4', 0, 0],
      ['5', 30, 75],
    ])
  })
})

describe('ces', () => {
  let made: MadeWorkspace
  beforeAll(async () => {
    made = await madeWorkspace([
      ...answers(20, 'ces', 7, { scale: ONE_TO_SEVEN }),
      ...answers(10, 'ces', 5, { scale: ONE_TO_SEVEN }),
      ...answers(10, 'ces', 1, { scale: ONE_TO_SEVEN }),
    ])
  })
  afterAll(() => made.close())

  test('is the mean, the share of easy answers, or easy minus hard', async () => {
    expect(valuesOf(await made.ask('ces last-week'))).toEqual({ ces: [5, 40] })
    expect(valuesOf(await made.ask('ces share last-week'))).toEqual({ ces: [75, 40] })
    const index = await made.ask('ces index last-week')
    expect(valuesOf(index)).toEqual({ ces: [25, 40] })
    // A bare “CES 25.0” could be taken for a mean.
    expect(textOf(index)).toMatch(/^CES index, .*25\.0/m)
    expect(textOf(index)).toMatch(/“easy” answers \(6–7\) minus .* \(1–3\) on the scale 1–7/)
    expect(textOf(await made.ask('ces share last-week'))).toMatch(
      /“easy” answers, 5–7 on the scale/,
    )
  })

  test('reads a reversed scale from its end: the lowest answer is the easy one', async () => {
    const reversed = await madeWorkspace([
      ...answers(30, 'ces', 1, { scale: { ...ONE_TO_SEVEN, reversed: true } }),
      ...answers(10, 'ces', 7, { scale: { ...ONE_TO_SEVEN, reversed: true } }),
    ])
    expect(valuesOf(await reversed.ask('ces share last-week'))).toEqual({ ces: [75, 40] })
    expect(textOf(await reversed.ask('ces index last-week'))).toMatch(
      /“easy” answers \(1–2\) minus the share of “hard” ones \(5–7\) on the scale 1–7/,
    )
    expect(textOf(await reversed.ask('ces last-week'))).toMatch(/lower is better/)
    await reversed.close()
  })
})

describe('rating', () => {
  test('is the mean of reviews, by month as a trend', async () => {
    const made = await madeWorkspace([
      ...answers(20, 'review', 5, { at: at('2026-09-10T12:00:00Z') }),
      ...answers(20, 'review', 3, { at: at('2026-10-10T12:00:00Z') }),
    ])
    const report = await made.ask('rating 2026-09-01..2026-10-31 by month')
    expect(valuesOf(report)).toEqual({ rating: [4, 40], top: [50, 40] })
    const table = report.blocks.find((block) => block.type === 'table')
    expect(table?.columns.map(({ key }) => key)).toEqual(['period', 'rating', 'low', 'high', 'n'])
    expect(table?.rows.map(([, mean, , , n]) => [mean, n])).toEqual([
      [5, 20],
      [3, 20],
    ])
    await made.close()
  })
})

describe('csi', () => {
  let made: MadeWorkspace
  beforeAll(async () => {
    const rated = (price: number, staff: number, store: string) => ({
      store,
      factors: [
        { factor: 'price', score: price, scale: ONE_TO_FIVE },
        { factor: 'staff', score: staff, scale: ONE_TO_FIVE },
      ],
    })
    made = await madeWorkspace([
      ...answers(20, 'csat', 5, rated(2, 5, 'Centre')),
      ...answers(20, 'csat', 3, rated(2, 3, 'Harbour')),
    ])
  })
  afterAll(() => made.close())

  test('weighs the factors as told: 100·(2·2 + 1·4) / (5·3)', async () => {
    const report = await made.ask('csi last-week weights:price=2,staff=1')
    const [value, n] = valuesOf(report)['csi'] ?? []
    expect(value).toBeCloseTo((100 * (2 * 2 + 1 * 4)) / (5 * 3), 9)
    expect(n).toBe(40)
    expect(textOf(report)).toMatch(/It loses most on: price/)
  })

  test('is defined with the factors that were rated here', async () => {
    expect(textOf(await made.ask('define csi'))).toContain('price (1–5); staff (1–5)')
  })

  test('can be cut by a dimension', async () => {
    const report = await made.ask('csi last-week weights:price=1,staff=1 by store')
    const rows = report.blocks.find((block) => block.type === 'table')?.rows ?? []
    expect(rows.map(([name, value]) => [name, value])).toEqual([
      ['Centre', 70],
      ['Harbour', 50],
    ])
  })

  test('says which factors there are, where a weight names another', async () => {
    expect(await made.refused('csi last-week weights:taste=1')).toMatchObject({
      errorId: 'report.unknown-factor',
      text: [{ text: expect.stringContaining('price, staff') }],
    })
    expect((await made.refused('csi weights:price')).errorId).toBe('commands.bad-weights')
  })

  test('says what is missing, where nobody rated factors', async () => {
    const plain = await madeWorkspace(answers(20, 'csat', 5))
    expect((await plain.refused('csi')).errorId).toBe('commands.no-factors')
    await plain.close()
  })
})

describe('a metric that nobody answered', () => {
  test('is refused with what can be asked', async () => {
    const made = await madeWorkspace(answers(20, 'csat', 5))
    expect(await made.refused('ces last-week')).toMatchObject({
      errorId: 'commands.no-such-answers',
      suggestion: 'csat 2026-W46',
    })
    await made.close()
  })

  test('in an empty workspace leads to the import', async () => {
    const made = await madeWorkspace([])
    const notice = await made.refused('nps')
    expect(notice.errorId).toBe('commands.no-data-at-all')
    expect(notice.text[0]?.text).toMatch(/cxbot import/)
    await made.close()
  })
})

test('sample data says so in every answer', async () => {
  const made = await madeWorkspace([])
  await made.store.ensureWorkspace('sample', { zone: 'Europe/Vilnius', locale: 'en', sample: true })
  const sample = await made.store.findWorkspace('sample')
  if (!sample) throw new Error('made above')
  await made.store.ingest(sample.id, { items: answers(20, 'nps', 10), derivedIds: false })
  const report = await made.ask('nps last-week', { workspace: 'sample' })
  expect(report.sample).toBe(true)
  expect((toJson(report) as { notes: string[] }).notes[0]).toMatch(/Sample data/)
  await made.close()
})
