import type {
  ChartPoint,
  DistributionChart,
  DivergingChart,
  DotsChart,
  StackedShareChart,
  StackedTrendChart,
  TrendChart,
} from '../../src/core/chart.ts'

const parts = [
  { label: 'Detractors', tone: 'negative' },
  { label: 'Passives', tone: 'neutral' },
  { label: 'Promoters', tone: 'positive' },
] as const

/** Numbers that look like a metric over time, the same on every run. */
export function wave(count: number, centre: number, height: number, half: number): ChartPoint[] {
  return Array.from({ length: count }, (_, index) => {
    const value = centre + height * Math.sin(index / 2.3) + (height / 3) * Math.cos(index * 1.7)
    return { value, low: value - half, high: value + half, n: 40 + index }
  })
}

export const oneBar: StackedShareChart = {
  type: 'stacked-share',
  title: 'NPS −35.9',
  subtitle: '9–15 Nov 2026 · Europe/Vilnius · n = 39',
  footnote: '95% interval −57.5 … −9.2',
  alt: '20.5% promoters, 23.1% passives, 56.4% detractors',
  parts,
  rows: [{ label: '', n: 39, shares: [56.4, 23.1, 20.5] }],
}

const stores = ['Vilnius Akropolis', 'Kaunas', 'Almaty Mega Park', 'Astana', 'Online', 'Klaipėda']

export const manyBars: StackedShareChart = {
  type: 'stacked-share',
  title: 'NPS by store',
  subtitle: '1–31 Oct 2026 · Europe/Vilnius · n = 2,104',
  footnote: 'Stores with fewer than 10 answers are not ranked.',
  alt: 'NPS by store: Vilnius Akropolis leads',
  parts,
  rows: stores.map((label, index) => {
    const negative = 12 + index * 6
    const neutral = 30 - index * 2
    return { label, n: 612 - index * 91, shares: [negative, neutral, 100 - negative - neutral] }
  }),
}

const weeks = Array.from({ length: 12 }, (_, index) => `W${35 + index}`)

export const trend: TrendChart = {
  type: 'trend',
  unit: 'points',
  title: 'NPS, 12 weeks',
  subtitle: '24 Aug – 15 Nov 2026 · Europe/Vilnius · n = 3,480',
  footnote: 'The last week is unfinished.',
  alt: 'NPS rose from 18 to 31 over 12 weeks',
  labels: weeks,
  series: [{ label: 'NPS', points: wave(12, 24, 11, 7) }],
  unfinished: [11],
  target: { value: 30, label: 'Target' },
}

export const markedTrend: TrendChart = {
  ...trend,
  title: 'NPS, with what was made better',
  events: [
    { at: 3.4, label: 'Faster refunds' },
    { at: 4.1, label: 'New courier in Šiauliai' },
    { at: 10.6, label: 'Жаңа қосымша шықты' },
  ],
}

export const twoTrends: TrendChart = {
  type: 'trend',
  unit: 'percent',
  title: 'CSAT: Nordwind against Süd & Co',
  subtitle: '24 Aug – 15 Nov 2026 · Europe/Vilnius · n = 7,912',
  alt: 'CSAT of two brands over 12 weeks',
  labels: weeks,
  series: [
    { label: 'Nordwind', points: wave(12, 81, 4, 3) },
    { label: 'Süd & Co', points: wave(14, 72, 5, 4).slice(2) },
  ],
}

export const distribution: DistributionChart = {
  type: 'distribution',
  title: 'How likely to recommend us',
  subtitle: '1–31 Oct 2026 · Europe/Vilnius · n = 1,248',
  alt: 'Most answers are 9 and 10',
  bars: [31, 12, 18, 26, 34, 88, 79, 141, 230, 261, 328].map((count, score) => ({
    label: String(score),
    count,
    share: (count / 1248) * 100,
    tone: score >= 9 ? 'positive' : score >= 7 ? 'neutral' : 'negative',
  })),
}

export const dots: DotsChart = {
  type: 'dots',
  unit: 'score',
  title: 'Rating by store',
  subtitle: '1–31 Oct 2026 · Europe/Vilnius · n = 2,104',
  footnote: 'Stores are coloured where they clearly differ from the others.',
  alt: 'Vilnius Akropolis 4.6 leads, Klaipėda 3.4 is last',
  reference: { value: 4.12, label: 'All stores' },
  rows: stores.map((label, index) => ({
    label,
    n: 612 - index * 101,
    value: 4.62 - index * 0.22,
    low: 4.55 - index * 0.26,
    high: 4.69 - index * 0.18,
    tone: index < 2 ? 'positive' : index > 4 ? 'negative' : 'muted',
  })),
}

export const trendWithGaps: TrendChart = {
  ...trend,
  title: 'NPS, weeks with too few answers left out',
  unfinished: [],
  series: trend.series.map(({ label, points }) => ({
    label,
    points: points.map((point, index) => ([2, 4, 5, 8].includes(index) ? null : point)),
  })),
}

export const oneBarInKazakh: StackedShareChart = {
  ...oneBar,
  locale: 'kk',
  title: 'NPS −35,9: өткен апта',
  subtitle: '2026 ж. 9–15 қараша · Asia/Almaty · n = 39',
  footnote: '95% сенім аралығы −57,5 … −9,2',
  parts: [
    { label: 'Сынаушылар', tone: 'negative' },
    { label: 'Бейтараптар', tone: 'neutral' },
    { label: 'Жақтаушылар', tone: 'positive' },
  ],
}

export const dotsInLithuanian: DotsChart = {
  ...dots,
  locale: 'lt',
  title: 'Įvertinimas pagal parduotuvę',
  subtitle: '2026 m. spalio 1–31 d. · Europe/Vilnius · n = 2 104',
  footnote: 'Spalva žymi parduotuves, kurios aiškiai skiriasi nuo kitų.',
  reference: { value: 4.12, label: 'Visos parduotuvės' },
  rows: dots.rows.map((row, index) =>
    index === 3
      ? {
          ...row,
          label: 'Prekybos centras „Žąsų kalnelis“ šalia Ąžuolyno',
          n: 0,
          value: Number.NaN,
        }
      : row,
  ),
}

export const diverging: DivergingChart = {
  type: 'diverging',
  title: 'What customers like and dislike',
  subtitle: '9–15 Nov 2026 · Europe/Vilnius · 1,204 texts',
  footnote: 'Numbers of texts; n counts those that say neither, too.',
  alt: 'Staff is praised most, delivery is scolded most',
  sides: { positive: 'praised', negative: 'scolded' },
  rows: [
    { label: 'Staff', n: 312, positive: 248, negative: 31 },
    { label: 'Food and drink', n: 201, positive: 140, negative: 38 },
    { label: 'Price', n: 154, positive: 61, negative: 70 },
    { label: 'Packaging', n: 12, positive: 0, negative: 12 },
    { label: 'Delivery', n: 288, positive: 44, negative: 219 },
  ],
}

export const divergingByBrand: DivergingChart = {
  ...diverging,
  locale: 'kk',
  title: 'Клиенттерге не ұнайды, не ұнамайды: бренд бойынша',
  sides: { positive: 'мақтағандар', negative: 'сынағандар' },
  rows: ['Norda', 'Süd & Co'].flatMap((group, at) =>
    ['Қызметкерлер', 'Тамақ пен сусын', 'Жеткізу'].map((label, index) => ({
      label,
      group,
      n: 90 - 20 * index - 10 * at,
      positive: 60 - 25 * index - 5 * at,
      negative: 10 + 15 * index,
    })),
  ),
}

export const stackedTrend: StackedTrendChart = {
  type: 'stacked-trend',
  title: 'Sentiment by week',
  subtitle: '24 Aug – 15 Nov 2026 · Europe/Vilnius · 3,480 texts',
  alt: 'The share of negative texts grew',
  parts: [
    { label: 'negative', tone: 'negative' },
    { label: 'neutral', tone: 'neutral' },
    { label: 'positive', tone: 'positive' },
  ],
  labels: weeks,
  columns: weeks.map((_, index) => {
    const negative = 14 + 9 * Math.sin(index / 3)
    const neutral = 24 - index / 2
    return index === 4 ? null : { n: 200, shares: [negative, neutral, 100 - negative - neutral] }
  }),
  unfinished: [11],
}

export const ratios: DotsChart = {
  type: 'dots',
  unit: 'ratio',
  title: 'Loyalty index by store',
  subtitle: '1–31 Oct 2026 · Europe/Vilnius · 804 texts',
  alt: 'Online is loved, Klaipėda is not',
  reference: { value: 2.1, label: 'All stores' },
  rows: [
    { label: 'Online', n: 44, value: Infinity, low: 9.1, high: Infinity, tone: 'positive' },
    { label: 'Astana', n: 160, value: 4.2, low: 3.1, high: 5.8, tone: 'positive' },
    { label: 'Kaunas', n: 210, value: 1.8, low: 1.3, high: 2.4, tone: 'muted' },
    { label: 'Klaipėda', n: 90, value: 0.4, low: 0.25, high: 0.62, tone: 'negative' },
    { label: 'Alytus', n: 11, value: 0, low: 0, high: 0.5, tone: 'quiet' },
  ],
}

export const spikes: TrendChart = {
  type: 'trend',
  subtitle: trend.subtitle,
  alt: '121 messages in the ninth week',
  labels: weeks,
  unit: 'count',
  title: 'Messages by day',
  series: [
    {
      label: 'Messages',
      points: [41, 38, 44, 40, 39, 12, 9, 43, 121, 47, 40, 18].map((value) => ({
        value,
        low: null,
        high: null,
        n: value,
      })),
    },
    {
      label: 'Usual for the weekday',
      points: [40, 39, 41, 41, 38, 14, 11, 40, 39, 41, 41, 38].map((value) => ({
        value,
        low: null,
        high: null,
        n: value,
      })),
    },
  ],
  marked: { at: [8], label: 'More than usual' },
  unfinished: [11],
}
