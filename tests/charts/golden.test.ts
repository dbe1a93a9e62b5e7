import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createChartRenderer } from '../../src/charts/index.ts'
import type { ChartAppearance, ChartRenderer, ChartSpec } from '../../src/core/chart.ts'
import { type BuiltWorker, buildWorker } from './built-worker.ts'
import { decode, difference } from './pixels.ts'
import * as specs from './specs.ts'

const folder = 'tests/golden'
const rewrite = process.env['UPDATE_GOLDEN'] === '1'
/** Processors round edges differently by a shade; a changed picture differs in far more than this. */
const tolerance = 24
const mostDifferent = 0.002

const pictures: Readonly<Record<string, [ChartSpec, Partial<ChartAppearance>]>> = {
  'one-bar': [specs.oneBar, {}],
  'one-bar-kk': [specs.oneBarInKazakh, {}],
  'many-bars': [specs.manyBars, {}],
  trend: [specs.trend, {}],
  'trend-marked': [specs.markedTrend, {}],
  'trend-dark': [specs.twoTrends, { theme: 'dark' }],
  'trend-gaps': [specs.trendWithGaps, {}],
  distribution: [specs.distribution, {}],
  'trend-spikes': [specs.spikes, {}],
  diverging: [specs.diverging, {}],
  'diverging-kk': [specs.divergingByBrand, {}],
  'stacked-trend': [specs.stackedTrend, {}],
  'dots-ratio': [specs.ratios, {}],
  'dots-lt': [specs.dotsInLithuanian, {}],
  'dots-dark': [specs.dots, { theme: 'dark', scale: 2 }],
  'phone-bars': [specs.manyBars, { width: 400 }],
  'phone-dots-lt': [specs.dotsInLithuanian, { width: 400 }],
  'phone-trend': [specs.trend, { width: 400, scale: 2 }],
  'phone-trend-marked': [specs.markedTrend, { width: 400, scale: 2 }],
  'phone-diverging-kk': [specs.divergingByBrand, { width: 400 }],
}

let worker: BuiltWorker
let charts: ChartRenderer

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  worker = await buildWorker()
  charts = createChartRenderer({ workerFile: worker.file, timeoutMilliseconds: 30_000 })
})
afterAll(async () => {
  await charts.close()
  worker.remove()
})

test.each(Object.entries(pictures))('%s looks as it did', async (name, [spec, appearance]) => {
  const file = `${folder}/chart-${name}.png`
  const actual = await charts.render(spec, appearance)
  if (rewrite || !existsSync(file)) {
    expect(rewrite, `${file} is missing: look at it, then run with UPDATE_GOLDEN=1`).toBe(true)
    writeFileSync(file, actual)
  }
  const share = difference(await decode(actual), await decode(readFileSync(file)), tolerance)
  if (share > mostDifferent) writeFileSync(`${folder}/chart-${name}.actual.png`, actual)
  expect(share, `see ${folder}/chart-${name}.actual.png`).toBeLessThanOrEqual(mostDifferent)
})
