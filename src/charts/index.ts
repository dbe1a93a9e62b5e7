import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Piscina } from 'piscina'
import type { ChartAppearance, ChartRenderer, ChartSpec } from '../core/chart.ts'
import { ChartError } from '../core/errors.ts'
import { shipped } from '../shipped.ts'
import type { DrawingTask } from './drawing.ts'
import { createHandOver } from './handed-over.ts'
import { prepareDrawing } from './prepare.ts'
import { RecentPictures } from './recent-pictures.ts'

export interface ChartRendererOptions {
  /** How many threads draw at once; 2 unless said otherwise. */
  readonly workers?: number
  /** From asking to the picture, waiting included; 5 000 unless said otherwise. */
  readonly timeoutMilliseconds?: number
  /** Gives the same picture again for what was drawn lately; each is drawn anew unless said so. */
  readonly remembers?: boolean
  /** The built worker; the one beside the program unless said otherwise. `fonts/` lies beside it. */
  readonly workerFile?: URL
}

const idleMilliseconds = 30_000
const heapMegabytes = 48
const youngMegabytes = 4

function findWorker(given: URL | undefined): URL {
  const found = given ?? shipped('chart-worker.js')
  if (!found || !existsSync(found))
    throw new ChartError('crashed', 'the chart worker is not built: run npm run build')
  return found
}

async function openPool(options: ChartRendererOptions): Promise<Piscina> {
  const worker = findWorker(options.workerFile)
  const { Piscina } = await import('piscina')
  const pool = new Piscina({
    filename: fileURLToPath(worker),
    name: 'drawChart',
    workerData: { fonts: new URL('./fonts', worker).href },
    minThreads: 0,
    maxThreads: options.workers ?? 2,
    idleTimeout: idleMilliseconds,
    // With atomics a worker never turns its event loop, and Skia's memory is never freed.
    atomics: 'disabled',
    recordTiming: false,
    resourceLimits: {
      maxOldGenerationSizeMb: heapMegabytes,
      maxYoungGenerationSizeMb: youngMegabytes,
    },
  })
  // A worker that dies between two charts is replaced by the next chart; its end harms nobody.
  pool.on('error', () => {})
  return pool
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}

/**
 * Returns a renderer whose threads start with the first chart, end when nothing is to be drawn, and
 * never keep the process alive. A chart that takes too long ends its thread (`timeout`); a thread
 * that dies fails only its own chart (`crashed`); nothing is tried twice.
 */
export function createChartRenderer(options: ChartRendererOptions = {}): ChartRenderer {
  const limit = options.timeoutMilliseconds ?? 5_000
  let pool: Promise<Piscina> | undefined
  let closed = false
  const recent = options.remembers ? new RecentPictures() : undefined
  const handOver = createHandOver()

  async function run(task: DrawingTask): Promise<Uint8Array> {
    const abort = new AbortController()
    const timer = setTimeout(() => abort.abort(), limit)
    try {
      pool ??= openPool(options)
      const picture: Uint8Array = await (await pool).run(task, { signal: abort.signal })
      handOver(picture)
      return picture
    } catch (error) {
      if (closed) throw new ChartError('closed', 'the renderer is closed')
      if (error instanceof ChartError) throw error
      if (isAbort(error)) throw new ChartError('timeout', `no chart within ${limit} ms`)
      throw new ChartError('crashed', error instanceof Error ? error.message : String(error))
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    async render(spec: ChartSpec, appearance: Partial<ChartAppearance> = {}) {
      if (closed) throw new ChartError('closed', 'the renderer is closed')
      const drawing = prepareDrawing(spec, appearance.width)
      const task = { drawing, theme: appearance.theme ?? 'light', scale: appearance.scale ?? 1 }
      return recent ? recent.get(JSON.stringify(task), () => run(task)) : run(task)
    },
    async close() {
      closed = true
      const opened = await pool?.catch(() => undefined)
      await opened?.destroy()
    },
  }
}
