import type { ChartConfiguration, ChartType, DefaultDataPoint, Plugin } from 'chart.js'
import type { AxisRange } from './axis.ts'
import type { Context } from './brush.ts'
import type { FrameLayout } from './frame.ts'
import type { Theme } from './theme.ts'

/** A chart ready for Chart.js, and the height of its page. */
export interface Plan {
  readonly configuration: ChartConfiguration
  readonly height: number
}

/** Returns the plan of a chart of any type: Chart.js's own types do not let one stand for all. */
export function planOf<Type extends ChartType, Data = DefaultDataPoint<Type>, Label = unknown>(
  configuration: ChartConfiguration<Type, Data, Label>,
  height: number,
): Plan {
  return { configuration: configuration as unknown as ChartConfiguration, height }
}

/** The plot's edges in pixels. */
export interface Edges {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Returns the options that all charts share: no animation, no own legend, the plot inside the edges. */
export function commonOptions({ width }: FrameLayout, edges: Edges, height: number) {
  return {
    animation: false as const,
    events: [],
    maintainAspectRatio: false,
    layout: {
      padding: {
        left: edges.left,
        right: width - edges.right,
        top: edges.top,
        bottom: height - edges.bottom,
      },
      autoPadding: false,
    },
    plugins: { legend: { display: false }, tooltip: { enabled: false }, title: { display: false } },
  }
}

/** Returns a plugin that paints the page and its frame before the chart. */
export function pagePlugin(frame: FrameLayout, theme: Theme, height: number): Plugin {
  return {
    id: 'page',
    beforeDraw(chart) {
      chart.ctx.fillStyle = theme.page
      chart.ctx.fillRect(0, 0, frame.width, height)
      frame.paint(chart.ctx, height)
    },
  }
}

/** Returns a plugin that draws over the datasets, or under them. */
export function layer(place: 'over' | 'under', draw: (context: Context) => void): Plugin {
  return place === 'over'
    ? { id: 'over', afterDatasetsDraw: (chart) => draw(chart.ctx) }
    : { id: 'under', beforeDatasetsDraw: (chart) => draw(chart.ctx) }
}

/** Returns the function that places a value of an axis between two pixels. */
export function placing(
  axis: { readonly min: number; readonly max: number },
  from: number,
  to: number,
): (value: number) => number {
  return (value) => from + ((value - axis.min) / (axis.max - axis.min)) * (to - from)
}

/** Returns the values at which an axis has its ticks. */
export function ticksOf(axis: AxisRange): number[] {
  const count = Math.round((axis.max - axis.min) / axis.step)
  return Array.from({ length: count + 1 }, (_, index) => axis.min + index * axis.step)
}
