import { describe, expect, test } from 'vitest'
import { scanGroups } from '../../src/metrics/groups.ts'
import { combineTallies } from '../../src/metrics/tally.ts'
import { breakdownParts } from '../../src/report/breakdown.ts'
import { distributionParts, npsShares } from '../../src/report/distribution.ts'
import { bareText } from '../../src/report/sanitize.ts'
import { trendParts } from '../../src/report/trend.ts'
import { answers, recommendations, STARS } from '../metrics/samples.ts'
import { csat, csatWording, FRAME, nps, wording } from './replies.ts'

function breakdown(groups: Readonly<Record<string, readonly [number, number, number]>>) {
  const tallies = Object.values(groups).map((counts) => recommendations(...counts))
  const findings = scanGroups(nps, tallies)
  const rows = Object.keys(groups).map((name, index) => {
    const tally = tallies[index]
    const finding = findings[index]
    if (!tally || !finding) throw new Error('no group')
    return { name: name === '' ? null : name, values: nps.measure(tally), finding }
  })
  const [overall] = nps.measure(combineTallies(tallies))
  if (!overall) throw new Error('no value')
  return breakdownParts(wording('en'), 'store', rows, overall, FRAME)
}

describe('a breakdown', () => {
  const parts = breakdown({
    Harbour: [20, 30, 70],
    Centre: [300, 100, 50],
    Market: [10, 5, 4],
    Kiosk: [2, 1, 1],
    '': [20, 10, 12],
  })

  test('names the groups that differ clearly, as words from outside', () => {
    expect(bareText(parts.summary.text)).toBe(
      'Clearly above the rest: Centre 55.6. Clearly below the rest: Harbour −41.7.',
    )
    expect(parts.summary.text.filter(({ data }) => data).map(({ text }) => text)).toEqual([
      'Centre',
      'Harbour',
    ])
  })

  test('has a row for each group, best on top, the smallest only counted', () => {
    expect(parts.table.columns.map(({ key }) => key)).toEqual([
      'store',
      'nps',
      'low',
      'high',
      'n',
      'promoters',
      'passives',
      'detractors',
      'verdict',
    ])
    expect(parts.table.rows.map((row) => [row[0], row[4], row[8]])).toEqual([
      ['Centre', 450, '▲ clearly above'],
      ['Market', 19, '≈ not clear (few)'],
      ['(not given)', 42, '≈ not clear'],
      ['Harbour', 120, '▼ clearly below'],
      ['Kiosk', 4, 'too few'],
    ])
    expect(parts.table.rows[4]?.slice(1, 4)).toEqual([null, null, null])
  })

  test('draws what it measured and says in words what the picture says', () => {
    const spec = parts.chart?.spec
    if (spec?.type !== 'dots') throw new Error('no dots')
    expect(spec.rows.map(({ label, tone }) => [label, tone])).toEqual([
      ['Centre', 'positive'],
      ['Market', 'quiet'],
      ['(not given)', 'muted'],
      ['Harbour', 'negative'],
    ])
    expect(spec.title).toBe('NPS by store')
    expect(spec.subtitle).toBe('W46 · Asia/Almaty · store: Centre · 39 answers')
    expect(spec.footnote).toBe('95% interval: where the true value is expected to lie')
    expect(spec.alt).toBe(
      '4 groups with their 95% intervals, best first. Centre 55.6, Market 31.6, (not given) 19.0, Harbour −41.7.',
    )
    expect(spec.reference?.label).toBe('all answers')
  })

  test('notes what is small and that chance was reckoned with', () => {
    expect(parts.notes.map(bareText)).toEqual([
      '1 group with fewer than 10 answers is counted but not measured.',
      '“(few)” marks groups of 10 to 29 answers: read them with care.',
      'Among many comparisons some differ by chance: of those found here, 5% at most are expected to (Benjamini–Hochberg).',
    ])
  })

  test('of many groups draws the 25 with the most answers and lists all', () => {
    const many = breakdown(
      Object.fromEntries(
        Array.from({ length: 60 }, (_, index) => [`S${index}`, [20 + index, 10, 10] as const]),
      ),
    )
    const spec = many.chart?.spec
    if (spec?.type !== 'dots') throw new Error('no dots')
    expect(spec.rows).toHaveLength(25)
    expect(Math.min(...spec.rows.map(({ n }) => n))).toBe(75)
    expect(many.table.rows).toHaveLength(60)
    expect(bareText(many.notes[0] ?? [])).toContain('25 groups with the most answers out of 60')
    expect(spec.alt.length).toBeLessThan(250)
  })

  test('of groups that are all too small has no picture', () => {
    const small = breakdown({ a: [1, 1, 1], b: [2, 2, 2] })
    expect(small.chart).toBeUndefined()
    expect(bareText(small.summary.text)).toBe('Every group has too few answers for a number.')
  })
})

describe('a trend', () => {
  const headline = (promoters: number, passives: number, detractors: number) => {
    const [value] = nps.measure(recommendations(promoters, passives, detractors))
    if (!value) throw new Error('no value')
    return value
  }
  const points = [headline(100, 50, 30), headline(50, 50, 50), headline(3, 2, 1)]
  const options = { unit: 'week', labels: ['W44', 'W45', 'W46'], unfinished: true } as const
  const parts = trendParts(wording('en'), { ...options, lines: [{ name: null, points }] }, FRAME)

  test('tells the latest, the highest and the lowest point', () => {
    expect(bareText(parts.summary.text)).toBe(
      'Latest: 0.0 (−12.9 to 12.9), W45, 150 answers. Highest 38.9 (W44), lowest 0.0 (W45).',
    )
    expect(parts.notes.map(bareText)).toEqual(['The last point is still growing.'])
  })

  test('marks the point that is still growing and leaves out what has too few answers', () => {
    expect(parts.table.rows[2]).toEqual(['W46 (so far)', null, null, null, 6])
    const spec = parts.chart?.spec
    if (spec?.type !== 'trend') throw new Error('no trend')
    expect(spec.unfinished).toEqual([2])
    expect(spec.series[0]?.points[2]).toBeNull()
    expect(spec.alt).toContain('Line over 3 points from W44 to W46.')
  })

  test('draws the latest 500 points and the six lines with the most answers', () => {
    const labels = Array.from({ length: 700 }, (_, index) => `D${index}`)
    const lines = Array.from({ length: 9 }, (_, line) => ({
      name: `L${line}`,
      points: labels.map(() => headline(10 + line, 10, 10)),
    }))
    const many = trendParts(wording('en'), { unit: 'day', labels, lines, unfinished: false }, FRAME)
    const spec = many.chart?.spec
    if (spec?.type !== 'trend') throw new Error('no trend')
    expect(spec.labels).toHaveLength(500)
    expect(spec.labels.at(-1)).toBe('D699')
    expect(spec.series.map(({ label }) => label)).toEqual(['L8', 'L7', 'L6', 'L5', 'L4', 'L3'])
    expect(spec.series[0]?.points).toHaveLength(500)
    expect(many.table.rows).toHaveLength(6300)
    expect(many.notes).toHaveLength(2)
  })
})

describe('a distribution', () => {
  test('has a bar for each answer, the best and the worst coloured', () => {
    const tally = answers(STARS, { 5: 20, 4: 10, 3: 6, 2: 3, 1: 1 })
    const [value] = csat.measure(tally)
    const { chart, table } = distributionParts(csatWording('en'), tally, STARS, FRAME, value)
    if (chart?.spec.type !== 'distribution') throw new Error('no bars')
    expect(chart.spec.bars.map(({ tone }) => tone)).toEqual([
      'negative',
      'negative',
      'neutral',
      'positive',
      'positive',
    ])
    expect(chart.spec.alt).toBe(
      'Bars. 1: 2.5% (1), 2: 7.5% (3), 3: 15.0% (6), 4: 25.0% (10), 5: 50.0% (20).',
    )
    expect(chart.spec.title).toBe('CSAT 75.0% (59.8 to 85.8%): how often each answer was given')
    expect(table.rows[4]).toEqual(['5', 20, 50])
  })

  test('below ten answers is counts without shares or picture', () => {
    const { chart, table } = distributionParts(
      csatWording('en'),
      answers(STARS, { 5: 3 }),
      STARS,
      FRAME,
    )
    expect(chart).toBeUndefined()
    expect(table.rows[4]).toEqual(['5', 3, null])
  })
})

describe('the shares of the Net Promoter Score', () => {
  test('are a bar a row, those with too few answers left out', () => {
    const block = npsShares(
      wording('en'),
      [
        { label: 'W46', values: nps.measure(recommendations(10, 5, 5)) },
        { label: 'W45', values: nps.measure(recommendations(1, 1, 1)) },
      ],
      FRAME,
    )
    if (block?.spec.type !== 'stacked-share') throw new Error('no shares')
    expect(block.spec.title).toBe('NPS 25.0 (−11.7 to 55.2): shares of answers')
    expect(block.spec.rows).toEqual([{ label: 'W46', n: 20, shares: [50, 25, 25] }])
    expect(block.spec.alt).toBe(
      'Stacked bars. W46 (20 answers): Promoters 50.0%, Passives 25.0%, Detractors 25.0%.',
    )
  })
})
