import type { ChartRenderer, ChartSpec } from '../../src/core/chart.ts'

/** Drawn pictures that are kept, some hundred kilobytes each. */
const MOST_KEPT = 24
const SCALE = 2

/** Returns what draws a chart for Discord; the same chart asked for again soon is not drawn again. */
export function createPictures(charts: ChartRenderer): (spec: ChartSpec) => Promise<Uint8Array> {
  const kept = new Map<string, Promise<Uint8Array>>()
  return (spec) => {
    const key = JSON.stringify(spec)
    const known = kept.get(key)
    if (known !== undefined) return known
    const drawn = charts.render(spec, { scale: SCALE })
    kept.set(key, drawn)
    drawn.catch(() => kept.delete(key))
    const [oldest] = kept.keys()
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    return drawn
  }
}
