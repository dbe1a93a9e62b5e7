import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toJson } from '../../src/report/json.ts'
import {
  answers,
  at,
  invocation,
  type MadeWorkspace,
  madeWorkspace,
  ONE_TO_TEN,
  textOf,
  twoWeeks,
  valuesOf,
} from './made-workspace.ts'

/** The adjusted Wald interval, as DESIGN writes it. */
function adjustedWald(promoters: number, passives: number, detractors: number) {
  const n = promoters + passives + detractors + 3
  const p = (promoters + 0.75) / n
  const d = (detractors + 0.75) / n
  const half = 1.959964 * Math.sqrt((p + d - (p - d) ** 2) / n)
  return { low: 100 * (p - d - half), high: 100 * (p - d + half) }
}

describe('nps', () => {
  let made: MadeWorkspace
  beforeAll(async () => {
    made = await madeWorkspace([...twoWeeks(), ...answers(30, 'review', 5)])
  })
  afterAll(() => made.close())

  test.each([
    'нпс прошлая неделя',
    '/НПС last-week',
    'trend нпс last-week',
    'why нпс last-week',
    'define нпс',
  ])('is asked for as “%s” too', async (line) => {
    expect((await made.ask(line)).title).toContain('NPS')
  })

  test('gives promoters minus detractors with the interval, the counts and the change', async () => {
    const report = await made.ask('nps last-week')
    const json = toJson(report) as {
      values: { key: string; value: number; low: number; high: number; n: number; unit: string }[]
      change: { value: number; low: number; high: number; verdict: string; baseline: object }
      period: object
    }
    expect(json.values.map(({ key, value, n }) => [key, value, n])).toEqual([
      ['nps', 25, 40],
      ['promoters', 50, 40],
      ['passives', 25, 40],
      ['detractors', 25, 40],
    ])
    const { low, high } = adjustedWald(20, 10, 10)
    expect(json.values[0]?.low).toBeCloseTo(low, 9)
    expect(json.values[0]?.high).toBeCloseTo(high, 9)
    expect(json.change).toMatchObject({
      value: 50,
      verdict: 'up',
      baseline: { from: '2026-11-02', to: '2026-11-09', value: -25, n: 40 },
    })
    expect(json.change.low).toBeGreaterThan(0)
    expect(json.period).toMatchObject({
      from: '2026-11-09',
      to: '2026-11-16',
      zone: 'Europe/Vilnius',
      complete: true,
    })
  })

  test('says the whole answer in its first sentence', async () => {
    const text = textOf(await made.ask('nps last-week'))
    const [sentence] = text.split('\n')
    expect(sentence).toMatch(/^NPS, 9–15 Nov 2026: 25\.0 \(95% interval .*\), 40 answers\./)
    expect(sentence).toMatch(/▲ Clear rise: \+50\.0 points/)
  })

  test('has the keys of the JSON whatever the language', async () => {
    const keys = [
      'command',
      'title',
      'definition',
      'period',
      'filters',
      'values',
      'change',
      'table',
      'chart',
      'quotes',
      'notes',
      'actions',
      'reportId',
    ]
    for (const locale of ['en', 'ru', 'kk', 'lt'] as const) {
      const json = toJson(await made.ask('nps last-week', { locale }))
      expect(Object.keys(json)).toEqual(keys)
      expect(json).toMatchObject({ command: 'nps', change: { verdict: 'up' } })
    }
  })

  test('counts a filter in what is above and below the line alike', async () => {
    const report = await made.ask('nps last-week store:centre')
    expect(toJson(report)).toMatchObject({
      filters: { store: ['Centre'] },
      values: [
        { key: 'nps', value: 65, n: 20 },
        { key: 'promoters', value: 75, n: 20 },
        { key: 'passives', value: 15, n: 20 },
        { key: 'detractors', value: 10, n: 20 },
      ],
      change: { baseline: { n: 20, value: -10 } },
    })
  })

  test('takes any of several names of one filter', async () => {
    const report = await made.ask('nps last-week store:Centre,Harbour')
    expect(valuesOf(report)['nps']).toEqual([25, 40])
  })

  test('cuts by a dimension, best first, and says which differ clearly from the rest', async () => {
    const report = await made.ask('nps last-week by store')
    const json = toJson(report) as { table: { columns: { key: string }[]; rows: unknown[][] } }
    expect(json.table.columns.map(({ key }) => key)).toEqual([
      'store',
      'nps',
      'low',
      'high',
      'n',
      'promoters',
      'passives',
      'detractors',
      'verdict',
    ])
    expect(json.table.rows.map(([name, value, , , n]) => [name, value, n])).toEqual([
      ['Centre', 65, 20],
      ['Harbour', -15, 20],
    ])
    expect(textOf(report)).toMatch(/Clearly above the rest: Centre/)
    expect(report.blocks.find((block) => block.type === 'chart')).toMatchObject({
      spec: { type: 'dots', rows: [{ label: 'Centre' }, { label: 'Harbour' }] },
    })
  })

  test('compares each group with itself where a baseline is asked for', async () => {
    const report = await made.ask('nps last-week by store vs prev')
    const table = report.blocks.find((block) => block.type === 'table')
    expect(table?.columns.map(({ key }) => key)).toContain('change')
    expect(
      table?.rows.map(([name, value, , before, , change]) => [name, value, before, change]),
    ).toEqual([
      ['Centre', 65, -10, 75],
      ['Harbour', -15, -40, 25],
    ])
    expect(textOf(report)).toMatch(/Clear rise: Centre \+75\.0 points\./)
  })

  test('cuts by time into a trend', async () => {
    const report = await made.ask('nps 2026-11-02..2026-11-15 by week')
    expect(report.blocks.find((block) => block.type === 'chart')).toMatchObject({
      spec: {
        type: 'trend',
        series: [
          {
            points: [
              { value: -25, n: 40 },
              { value: 25, n: 40 },
            ],
          },
        ],
      },
    })
  })

  test('compares with a target, a year earlier or any period', async () => {
    expect(toJson(await made.ask('nps last-week vs target'))).toMatchObject({
      change: { value: 5, verdict: 'no-clear-change', baseline: { from: null, value: 20 } },
    })
    expect(toJson(await made.ask('nps last-week vs yoy'))).toMatchObject({
      change: { value: null, verdict: 'too-few', baseline: { from: '2025-11-10', n: 0 } },
    })
    expect(toJson(await made.ask('nps last-week vs 2026-11-04'))).toMatchObject({
      change: { value: 50, baseline: { from: '2026-11-04', to: '2026-11-05' } },
    })
  })

  test('compares an unfinished week with the same part of the one before', async () => {
    await made.add([
      ...answers(12, 'nps', 9, { at: at('2026-11-16T08:00:00Z') }),
      ...answers(12, 'nps', 0, { at: at('2026-11-11T09:59:59Z') }),
    ])
    const report = await made.ask('nps this-week')
    expect(toJson(report)).toMatchObject({
      period: { from: '2026-11-16', complete: false },
      change: { baseline: { from: '2026-11-09', to: '2026-11-16', n: 12 } },
    })
    const monday = await made.ask('nps this-week', { zone: 'America/New_York' })
    expect(textOf(monday)).toMatch(/so far/)
  })

  test('offers the next questions, each a command that is answered', async () => {
    const report = await made.ask('nps last-week')
    const actions = report.blocks.flatMap((block) =>
      block.type === 'actions' ? block.actions : [],
    )
    expect(actions.map(({ label }) => label)).toEqual([
      'Trend',
      'By store',
      'By brand',
      'Quotes',
      'Data (CSV)',
    ])
    for (const { command } of actions) {
      expect((await made.host.answer(invocation(command))).kind).toBe('report')
    }
  })

  test('tells from when there are answers, where the period has none', async () => {
    const report = await made.ask('nps 2019')
    expect(report.view).toBe('text')
    expect(toJson(report)).toMatchObject({
      values: [{ key: 'nps', value: null, n: 0 }, {}, {}, {}],
      actions: [{ command: 'nps all' }],
    })
    expect(textOf(report)).toMatch(/no answers\. There are answers for 4–16 Nov 2026/)
    expect(valuesOf(await made.ask('nps all'))['nps']?.[1]).toBe(104)
  })

  test('has no number for fewer than ten answers, only counts', async () => {
    await made.add(answers(9, 'nps', 10, { store: 'Tiny', at: at('2026-10-07T12:00:00Z') }))
    const report = await made.ask('nps 2026-10')
    expect(toJson(report)).toMatchObject({
      values: [{ key: 'nps', value: null, low: null, high: null, n: 9 }, {}, {}, {}],
    })
    expect(textOf(report)).toMatch(/too few answers/)
  })
})

describe('a question that is not “would you recommend us?” from 0 to 10', () => {
  test('has no NPS: the bot refuses and says what to ask instead', async () => {
    const made = await madeWorkspace([
      ...answers(40, 'review', 7, { scale: ONE_TO_TEN, source: 'Skytrax' }),
    ])
    const notice = await made.refused('nps last-week')
    expect(notice).toMatchObject({
      level: 'error',
      errorId: 'report.not-a-recommend-question',
      suggestion: 'rating 2026-W46',
    })
    expect(notice.text[0]?.text).toMatch(/1 to 10/)
    await made.close()
  })

  test('is told from one whose file does not say what it asked', async () => {
    const made = await madeWorkspace([
      ...answers(40, 'review', 7, { scale: { min: 0, max: 10, reversed: false } }),
    ])
    const notice = await made.refused('nps last-week')
    expect(notice).toMatchObject({
      errorId: 'report.not-told-to-be-nps',
      suggestion: 'rating 2026-W46',
    })
    expect(notice.text[0]?.text).toContain('--kind nps')
    await made.close()
  })

  test('is refused too where other answers in the workspace do have an NPS', async () => {
    const made = await madeWorkspace([
      ...answers(40, 'review', 7, { scale: ONE_TO_TEN, source: 'Skytrax' }),
      ...twoWeeks(),
    ])
    const notice = await made.refused('nps all source:Skytrax')
    expect(notice.errorId).toBe('report.not-a-recommend-question')
    expect(notice.actions).toEqual([
      { label: 'rating all source:Skytrax', command: 'rating all source:Skytrax' },
    ])
    await made.close()
  })

  test('is left out of the pool although its kind is nps', async () => {
    const made = await madeWorkspace([
      ...answers(40, 'nps', 10, { scale: ONE_TO_TEN, survey: 'Ten stars' }),
      ...twoWeeks(),
    ])
    expect(valuesOf(await made.ask('nps last-week'))['nps']).toEqual([25, 40])
    expect((await made.refused('nps survey:"Ten stars"')).errorId).toBe(
      'report.not-a-recommend-question',
    )
    await made.close()
  })
})
