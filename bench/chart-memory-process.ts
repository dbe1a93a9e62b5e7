import { createChartRenderer } from '../src/charts/index.ts'
import type { ChartMemory } from './chart-memory.ts'
import { drawMany } from './chart-mix.ts'
import { median } from './table.ts'

const charts = createChartRenderer({
  workerFile: new URL('dist/chart-worker.js', `file://${process.cwd()}/`),
})

/** The median of ten looks while so many charts are drawn. */
async function memoryOver(count: number): Promise<number> {
  const looks: number[] = []
  for (let look = 0; look < 10; look += 1) {
    await drawMany(charts, count / 10)
    looks.push(process.memoryUsage().rss)
  }
  return median(looks)
}

await drawMany(charts, 100)
const early = await memoryOver(200)
await drawMany(charts, 1_600)
const late = await memoryOver(200)
await charts.close()
console.log(JSON.stringify({ early, late } satisfies ChartMemory))
