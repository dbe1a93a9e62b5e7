import type { ChartPoint, ChartRenderer, ChartSpec } from '../src/core/chart.ts'

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
/** A chart of each common kind, of an ordinary size. */
export const specs: Readonly<Record<string, ChartSpec>> = {
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

/** Draws the charts in turn, four at a time, and returns how long it took in milliseconds. */
export async function drawMany(charts: ChartRenderer, count: number): Promise<number> {
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
