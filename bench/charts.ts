import { createCanvas } from '@napi-rs/canvas'
import { createChartRenderer } from '../src/charts/index.ts'
import type { ChartPoint, ChartRenderer, ChartSpec } from '../src/core/chart.ts'
import { type Figure, factor, median, milliseconds, timeCalls } from './table.ts'

const RUNS = 60
const WARM_UP = 15
const frame = {
  title: 'NPS by store',
  subtitle: '1–31 Oct 2026 · Europe/Vilnius · n = 2,104',
  footnote: '95% interval',
  alt: '',
}

function points(count: number, centre: number): ChartPoint[] {
  return Array.from({ length: count }, (_, index) => {
    const value = centre + 9 * Math.sin(index / 2.3) + 3 * Math.cos(index * 1.7)
    return { value, low: value - 4, high: value + 4, n: 40 + index }
  })
}

const names = ['Vilnius', 'Kaunas', 'Klaipėda', 'Алматы', 'Астана', 'Шымкент']
const specs: Readonly<Record<string, ChartSpec>> = {
  stacked: {
    ...frame,
    type: 'stacked-share',
    parts: [
      { label: 'Detractors', tone: 'negative' },
      { label: 'Passives', tone: 'neutral' },
      { label: 'Promoters', tone: 'positive' },
    ],
    rows: names.map((label, row) => ({ label, n: 90 - row, shares: [20 + row, 30, 50 - row] })),
  },
  bars: {
    ...frame,
    type: 'distribution',
    bars: Array.from({ length: 11 }, (_, score) => ({
      label: String(score),
      count: 10 + score * 3,
      share: 4 + score,
      tone: score > 8 ? 'positive' : score > 6 ? 'neutral' : 'negative',
    })),
  },
  dots: {
    ...frame,
    type: 'dots',
    unit: 'points',
    rows: points(6, 20).map((point, row) => ({
      ...point,
      label: names[row] ?? '',
      tone: 'accent',
    })),
    reference: { value: 18, label: 'All' },
  },
  lines: {
    ...frame,
    type: 'trend',
    unit: 'points',
    labels: Array.from({ length: 84 }, (_, day) => `${(day % 30) + 1} Oct`),
    series: [
      { label: 'Nordwind', points: points(84, 40) },
      { label: 'Südstern', points: points(84, 15) },
    ],
  },
}

/** Returns what encodes a blank page of 900 × 500 with Skia. */
function blankPage(): () => Promise<Uint8Array> {
  const canvas = createCanvas(900, 500)
  const context = canvas.getContext('2d')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, 900, 500)
  return async () => canvas.toBuffer('image/png')
}

/** Returns the median milliseconds of each call; they take turns, so that a busy moment strikes all. */
async function timeInTurn(calls: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const times: number[][] = calls.map(() => [])
  for (let run = 0; run < WARM_UP + RUNS; run += 1) {
    for (const [index, call] of calls.entries()) {
      const [time = Number.NaN] = await timeCalls(1, call, 0)
      if (run >= WARM_UP) times[index]?.push(time)
    }
  }
  return times.map(median)
}

/** Draws the charts in turn, four at a time, and returns how long it took in milliseconds. */
async function drawMany(charts: ChartRenderer, count: number): Promise<number> {
  const mix = Object.values(specs)
  const started = performance.now()
  let next = 0
  const drawNext = async (): Promise<void> => {
    while (next < count) {
      const spec = mix[next++ % mix.length]
      if (spec) await charts.render(spec)
    }
  }
  await Promise.all([drawNext(), drawNext(), drawNext(), drawNext()])
  return performance.now() - started
}

async function benchLatency(charts: ChartRenderer): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [name, spec] of Object.entries(specs)) {
    const [blank = Number.NaN, single = Number.NaN, double = Number.NaN] = await timeInTurn([
      blankPage(),
      () => charts.render(spec),
      () => charts.render(spec, { scale: 2 }),
    ])
    const limit = name === 'lines' ? 1.5 : 1.2
    figures.push(
      {
        name: `${name}, asked to answered`,
        value: `${milliseconds(single)} = ${factor(single / blank)} a blank page`,
        target: `at most ${limit} ×`,
        met: single / blank <= limit,
      },
      {
        name: `${name}, double resolution`,
        value: `${milliseconds(double)} = ${factor(double / single)} single`,
        target: 'at most 2.5 ×',
        met: double / single <= 2.5,
      },
    )
  }
  return figures
}

/** Returns the resident memory in bytes while so many charts are drawn: the median of ten looks. */
async function memoryOver(charts: ChartRenderer, count: number): Promise<number> {
  const looks: number[] = []
  for (let look = 0; look < 10; look += 1) {
    await drawMany(charts, count / 10)
    looks.push(process.memoryUsage().rss)
  }
  return median(looks)
}

async function benchMemory(charts: ChartRenderer): Promise<Figure> {
  await drawMany(charts, 100)
  const early = await memoryOver(charts, 200)
  await drawMany(charts, 1_600)
  const late = await memoryOver(charts, 200)
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`
  return {
    name: 'memory after 2,000 charts against after 200',
    value: `${megabytes(late)} / ${megabytes(early)} = ${factor(late / early)}`,
    target: 'at most 1.1 ×',
    met: late / early <= 1.1,
  }
}

/** Returns the time, the throughput and the memory of charts, against Skia's encoding of a blank page. */
export async function benchCharts(): Promise<readonly Figure[]> {
  const charts = createChartRenderer()
  try {
    const memory = await benchMemory(charts)
    const rate = 400 / (await drawMany(charts, 400))
    const latency = await benchLatency(charts)
    return [
      ...latency,
      { name: 'mixed charts, two workers', value: `${Math.round(rate * 1000)} charts/s` },
      memory,
    ]
  } finally {
    await charts.close()
  }
}
