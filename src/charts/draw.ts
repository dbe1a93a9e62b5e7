import type { ChartConfiguration, Plugin } from 'chart.js'
import { ChartJSNodeCanvas } from 'chartjs-node-canvas'
import { drawDistribution } from './draw-distribution.ts'
import { drawDiverging } from './draw-diverging.ts'
import { drawDots } from './draw-dots.ts'
import { drawStackedShare } from './draw-stacked-share.ts'
import { drawStackedTrend } from './draw-stacked-trend.ts'
import { drawTrend } from './draw-trend.ts'
import type { Drawing, DrawingTask } from './drawing.ts'
import type { Plan } from './plan.ts'
import { encodePng } from './png.ts'
import { type Theme, themes } from './theme.ts'

/** What the canvas of Skia adds to a browser's. */
interface SkiaCanvas {
  readonly width: number
  height: number
  data(): Uint8Array
  toBuffer(): Uint8Array
}

/**
 * One for the worker's life, whatever the height: every other one would load Chart.js once more.
 * A chart gives the canvas its own size when it begins.
 */
let canvases: ChartJSNodeCanvas | undefined

/** Sets the page's size, and hands out the pixels through our own encoder instead of Skia's. */
function output(width: number, height: number): Plugin {
  return {
    id: 'output',
    beforeInit(chart) {
      chart.resize(width, height)
      const canvas = chart.canvas as unknown as SkiaCanvas
      canvas.toBuffer = () => {
        const bytes = canvas.data()
        const pixels = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
        const picture = encodePng(pixels, canvas.width, canvas.height)
        canvas.height = 1
        return picture
      }
    },
  }
}

function plan(drawing: Drawing, theme: Theme): Plan {
  switch (drawing.type) {
    case 'stacked-share':
      return drawStackedShare(drawing, theme)
    case 'trend':
      return drawTrend(drawing, theme)
    case 'distribution':
      return drawDistribution(drawing, theme)
    case 'dots':
      return drawDots(drawing, theme)
    case 'diverging':
      return drawDiverging(drawing, theme)
    case 'stacked-trend':
      return drawStackedTrend(drawing, theme)
  }
}

/** Returns the bytes of the picture. */
export function draw({ drawing, theme, scale }: DrawingTask): Uint8Array {
  const { configuration, height } = plan(drawing, themes[theme])
  canvases ??= new ChartJSNodeCanvas({ width: 1, height: 1 })
  const whole: ChartConfiguration = {
    ...configuration,
    options: { ...configuration.options, devicePixelRatio: scale },
    plugins: [output(drawing.frame.width, Math.ceil(height)), ...(configuration.plugins ?? [])],
  }
  return canvases.renderToBufferSync(whole)
}
