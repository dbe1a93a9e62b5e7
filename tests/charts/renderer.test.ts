import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createChartRenderer } from '../../src/charts/index.ts'
import type { ChartRenderer, ChartSpec } from '../../src/core/chart.ts'
import { ChartError } from '../../src/core/errors.ts'
import { type BuiltWorker, buildWorker } from './built-worker.ts'
import { decode } from './pixels.ts'
import { distribution, dots, manyBars, oneBar, trend, twoTrends, wave } from './specs.ts'

let worker: BuiltWorker
let charts: ChartRenderer

beforeAll(async () => {
  worker = await buildWorker()
  charts = createChartRenderer({ workerFile: worker.file, timeoutMilliseconds: 30_000 })
})
afterAll(async () => {
  await charts.close()
  worker.remove()
})

async function reasonOf(drawing: Promise<unknown>): Promise<string> {
  const error = await drawing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ChartError)
  return (error as ChartError).reason
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) frozen(part)
    Object.freeze(value)
  }
  return value
}

describe('a drawn chart', () => {
  test('has the same bytes for the same spec, whichever worker draws it', async () => {
    const specs = [oneBar, trend, dots, distribution]
    const first = await Promise.all(specs.map((spec) => charts.render(spec)))
    const again = await Promise.all(specs.map((spec) => charts.render(structuredClone(spec))))
    for (const [index, bytes] of first.entries()) expect(again[index]).toEqual(bytes)
  })

  test('is 900 pixels wide, or 1800 at double resolution with twice the height', async () => {
    const single = await decode(await charts.render(trend))
    const double = await decode(await charts.render(trend, { scale: 2 }))
    expect(single.width).toBe(900)
    expect([double.width, double.height]).toEqual([1800, single.height * 2])
  })

  test('grows with its rows', async () => {
    const rows = Array.from({ length: 25 }, (_, index) => ({
      label: `Store ${index}`,
      n: 10,
      value: 50 - index,
      low: 40 - index,
      high: 60 - index,
      tone: 'accent' as const,
    }))
    const few = await decode(await charts.render({ ...dots, rows: rows.slice(0, 3) }))
    const many = await decode(await charts.render({ ...dots, rows }))
    expect(many.height).toBeGreaterThan(few.height + 22 * 24)
  })

  test('leaves its spec, and so the alt text, as they were', async () => {
    const spec = frozen(structuredClone(twoTrends))
    await charts.render(spec)
    expect(spec).toEqual(twoTrends)
  })
})

describe('a renderer that remembers', () => {
  test('gives the same picture for the same spec, and draws it once', async () => {
    const own = createChartRenderer({ workerFile: worker.file, remembers: true })
    const [first, second] = await Promise.all([
      own.render(trend),
      own.render(structuredClone(trend)),
    ])
    expect(second).toBe(first)
    expect(await own.render(trend)).toBe(first)
    expect(await own.render(trend, { scale: 2 })).not.toEqual(first)
    expect(await charts.render(trend)).toEqual(first)
    await own.close()
  })

  test('asks again for what could not be drawn', async () => {
    const own = createChartRenderer({ workerFile: worker.file, remembers: true })
    const nothing = { ...oneBar, rows: [] }
    expect(await reasonOf(own.render(nothing))).toBe('invalid')
    expect(await reasonOf(own.render(nothing))).toBe('invalid')
    await own.close()
  })
})

describe('a chart that holds nothing is refused, never drawn empty', () => {
  const nothing: Readonly<Record<string, ChartSpec>> = {
    'no rows': { ...oneBar, rows: [] },
    'rows without answers': { ...oneBar, rows: [{ label: '', n: 0, shares: [0, 0, 0] }] },
    'a trend of gaps': { ...trend, series: [{ label: 'NPS', points: [null, null] }] },
    'a trend of NaN': {
      ...trend,
      series: [{ label: 'NPS', points: [{ value: Number.NaN, low: null, high: null, n: 0 }] }],
    },
    'a trend without labels': { ...trend, labels: [] },
    'bars that nobody chose': {
      ...distribution,
      bars: [{ label: '1', count: 0, share: 0, tone: 'accent' }],
    },
    'no dots': { ...dots, rows: [] },
    'a row with a share too few': { ...oneBar, rows: [{ label: '', n: 9, shares: [50, 50] }] },
  }
  test.each(Object.entries(nothing))('%s', async (_, spec) => {
    expect(await reasonOf(charts.render(spec))).toBe('invalid')
  })
})

describe('values that no axis holds', () => {
  const rough = [1e308, -1e308, Number.NaN, Number.POSITIVE_INFINITY, 4, 4, 5]
  const points = rough.map((value) => ({ value, low: -1e308, high: value, n: 3 }))

  test('are left out of a trend', async () => {
    const labels = rough.map(String)
    const kept = points.map((point, index) =>
      index < 4 ? null : { ...point, low: null, high: null },
    )
    const drawn = await charts.render({ ...trend, labels, series: [{ label: '', points }] })
    const clean = await charts.render({ ...trend, labels, series: [{ label: '', points: kept }] })
    expect(drawn).toEqual(clean)
  })

  test('leave a row of dots without its dot', async () => {
    const rows = points.map((point) => ({ ...point, label: 'Store', tone: 'accent' as const }))
    expect((await charts.render({ ...dots, rows })).length).toBeGreaterThan(1000)
  })
})

describe('what customers and stores are called', () => {
  test.each([
    ['long', 'Очень длинное название магазина '.repeat(4_000)],
    ['emoji', '🚀👩‍👩‍👧 Store 🇰🇿'],
    ['right to left', 'مطعم الشرق‮'],
    ['control characters', 'a\u0000b\nc\td'],
    ['empty', ''],
  ])('fault 43: does no harm: %s', async (_, label) => {
    const rows = [...manyBars.rows.slice(0, 2), { label, n: 5, shares: [20, 30, 50] }]
    const { height } = await decode(await charts.render({ ...manyBars, rows, title: label }))
    expect(height).toBeLessThan(420)
  })
})

test('fault 44: ten thousand points are drawn as at most 500', async () => {
  const labels = Array.from({ length: 10_000 }, (_, index) => `Day ${index}`)
  const series = [{ label: 'NPS', points: wave(10_000, 10, 30, 5) }]
  expect((await charts.render({ ...trend, labels, series })).length).toBeLessThan(400_000)
})

describe('a worker', () => {
  const faulty = { workerFile: new URL('./faulty-worker.mjs', import.meta.url), workers: 1 }
  const titled = (title: string): ChartSpec => ({ ...oneBar, title })

  test('fault 46: that hangs is ended, and another one draws the next chart', async () => {
    const own = createChartRenderer({ ...faulty, timeoutMilliseconds: 3_000 })
    expect(await reasonOf(own.render(titled('hangs')))).toBe('timeout')
    expect(await own.render(titled('works'))).toEqual(Uint8Array.of(1, 2, 3))
    await own.close()
  })

  test('fault 46: that dies fails its own chart only', async () => {
    const own = createChartRenderer(faulty)
    expect(await reasonOf(own.render(titled('exits')))).toBe('crashed')
    expect(await own.render(titled('works'))).toEqual(Uint8Array.of(1, 2, 3))
    await own.close()
  })

  test('that throws says why', async () => {
    const own = createChartRenderer(faulty)
    await expect(own.render(titled('throws'))).rejects.toMatchObject({
      reason: 'crashed',
      message: 'out of ink',
    })
    await own.close()
  })

  test('fault 45: that is not there is a crash, not an unhandled error', async () => {
    const own = createChartRenderer({ workerFile: new URL('./absent.mjs', import.meta.url) })
    expect(await reasonOf(own.render(oneBar))).toBe('crashed')
    await own.close()
  })
})

test('fault 45: fonts that are missing fail a chart with the reason', async () => {
  const bare = await buildWorker({ fonts: false })
  const own = createChartRenderer({ workerFile: bare.file })
  await expect(own.render(oneBar)).rejects.toMatchObject({
    reason: 'crashed',
    message: expect.stringContaining('Inter-Regular.ttf'),
  })
  await own.close()
  bare.remove()
})

test('a closed renderer refuses, also what it had begun', async () => {
  const own = createChartRenderer({ workerFile: worker.file })
  const begun = reasonOf(own.render(trend))
  await own.close()
  expect(await begun).toBe('closed')
  expect(await reasonOf(own.render(trend))).toBe('closed')
})
