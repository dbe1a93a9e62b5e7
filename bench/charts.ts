import { createCanvas } from '@napi-rs/canvas'
import { createChartRenderer } from '../src/charts/index.ts'
import type { ChartRenderer } from '../src/core/chart.ts'
import { chartMemory } from './chart-memory.ts'
import { drawMany, specs } from './chart-mix.ts'
import { type Figure, factor, median, milliseconds, timeCalls } from './table.ts'

const RUNS = 60
const WARM_UP = 15
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

function benchMemory(): Figure {
  const { early, late } = chartMemory()
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
    const memory = benchMemory()
    await drawMany(charts, 100)
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
