import { afterAll, beforeAll, expect, test } from 'vitest'
import { unitFor } from '../../src/report/trend-report.ts'
import { answers, at, type MadeWorkspace, madeWorkspace, twoWeeks } from './made-workspace.ts'

let made: MadeWorkspace
beforeAll(async () => {
  made = await madeWorkspace([
    ...twoWeeks(),
    ...answers(12, 'nps', 9, { at: at('2026-09-01T12:00:00Z'), store: 'Centre' }),
  ])
})
afterAll(() => made.close())

test('goes by week over the last twelve weeks, where nothing else is asked', async () => {
  const report = await made.ask('trend nps')
  expect(report.period).toMatchObject({ from: '2026-08-24', to: '2026-11-16' })
  const chart = report.blocks.find((block) => block.type === 'chart')
  expect(chart?.spec).toMatchObject({ type: 'trend', series: [{ label: 'NPS' }] })
  const points = chart?.spec.type === 'trend' ? chart.spec.series[0]?.points : []
  expect(points?.map((point) => point?.value ?? null)).toEqual([
    null,
    100,
    ...Array(8).fill(null),
    -25,
    25,
  ])
})

test('chooses a unit of time that gives a readable number of points', () => {
  const unit = (from: string, to: string) => unitFor({ from, to })
  expect(unit('2026-11-09', '2026-11-16')).toBe('day')
  expect(unit('2026-08-24', '2026-11-16')).toBe('week')
  expect(unit('2026-01-01', '2027-01-01')).toBe('month')
  expect(unit('2020-01-01', '2026-01-01')).toBe('quarter')
  expect(unit('2010-01-01', '2026-01-01')).toBe('year')
})

test('draws a line for each value of a dimension', async () => {
  const report = await made.ask('trend nps 2026-11-02..2026-11-15 by store')
  const chart = report.blocks.find((block) => block.type === 'chart')
  expect(chart?.spec).toMatchObject({ series: [{ label: 'Centre' }, { label: 'Harbour' }] })
})

test('marks the point that is still growing', async () => {
  const report = await made.ask('trend nps by week 2026-11-02..2026-11-22')
  const chart = report.blocks.find((block) => block.type === 'chart')
  expect(chart?.spec).toMatchObject({ unfinished: [2] })
})

test('sets the points of another period under it', async () => {
  const report = await made.ask('trend nps last-week by day vs prev')
  const chart = report.blocks.find((block) => block.type === 'chart')
  expect(chart?.spec.type === 'trend' && chart.spec.series).toHaveLength(2)
})

test('refuses more points than anyone can read', async () => {
  const old = answers(12, 'nps', 9, { at: at('2016-09-01T12:00:00Z') })
  await made.add(old)
  expect(await made.refused('trend nps all by day')).toMatchObject({
    errorId: 'commands.too-many-points',
    suggestion: 'trend nps all by year',
  })
})

test('knows the metrics, and suggests the nearest', async () => {
  expect(await made.refused('trend npd')).toMatchObject({
    errorId: 'commands.unknown-metric',
    suggestion: 'trend nps',
  })
  expect((await made.refused('trend')).errorId).toBe('parse.missing_subject')
})
