import { describe, expect, test } from 'vitest'
import { LOCALES } from '../../src/core/locale.ts'
import { cesMetric } from '../../src/metrics/ces.ts'
import { changeBetween, changeFromTarget } from '../../src/metrics/change.ts'
import { EMPTY_TALLY } from '../../src/metrics/tally.ts'
import { comparisonHeadline } from '../../src/report/comparison.ts'
import { emptyBlocks } from '../../src/report/empty.ts'
import { detailParagraph, headlineBlock } from '../../src/report/headline.ts'
import { bareText } from '../../src/report/sanitize.ts'
import { answers, recommendations, STARS } from '../metrics/samples.ts'
import { csat, csatWording, EARLIER, nps, wording } from './replies.ts'

const now = recommendations(8, 9, 22)
const before = recommendations(60, 40, 52)

function sentence(
  locale: (typeof LOCALES)[number],
  later = now,
  earlier: typeof now | null = before,
): string {
  const values = nps.measure(later)
  const told = earlier && {
    change: changeBetween(nps, later, earlier, EARLIER),
    period: 'W45',
  }
  return bareText(headlineBlock(wording(locale), values, 'W46', told ?? undefined).text)
}

describe('the headline says value, interval, answers, change and verdict', () => {
  test('of a clear drop, in four languages', () => {
    expect(LOCALES.map((locale) => sentence(locale).replace(/\u00a0/g, ' '))).toEqual([
      'NPS, W46: −35.9 (95% interval −57.5 to −9.2), 39 answers. ▼ Clear drop: −41.2 points (−66.2 to −10.8) against 5.3 (W45, 152 answers).',
      'NPS, W46: −35,9 (95%-й интервал: от −57,5 до −9,2), 39 ответов. ▼ Явное снижение: −41,2 пункта (от −66,2 до −10,8), было 5,3 (W45, 152 ответа).',
      'NPS, W46: −35,9 (95 % сенім аралығы: −57,5 … −9,2), 39 жауап. ▼ Анық төмендеді: −41,2 тармақ (−66,2 … −10,8), бұрын 5,3 болған (W45, 152 жауап).',
      'NPS, W46: −35,9 (95 % intervalas: nuo −57,5 iki −9,2), 39 atsakymai. ▼ Aiškus kritimas: −41,2 punkto (nuo −66,2 iki −10,8), buvo 5,3 (W45, 152 atsakymai).',
    ])
  })

  test('of a clear rise, and draws no arrow where nothing is clear', () => {
    expect(sentence('en', recommendations(90, 30, 10), before)).toContain(
      '▲ Clear rise: +56.3 points',
    )
    const unclear = sentence('en', recommendations(62, 40, 50), before)
    expect(unclear).toContain('≈ No clear change: +2.6 points (−16.4 to +21.6) against 5.3')
    expect(unclear).not.toMatch(/[▲▼]/)
  })

  test('and nothing but counts where too few answered', () => {
    expect(sentence('en', recommendations(2, 1, 5), null)).toBe(
      'NPS, W46: too few answers for a number: 8 answers (Promoters: 2, Passives: 1, Detractors: 5).',
    )
    expect(sentence('en', now, recommendations(2, 1, 5))).toContain(
      'Not compared, too few answers: W45 has 8 answers.',
    )
    expect(sentence('en', now, EMPTY_TALLY)).toContain('Not compared: no answers in W45.')
  })

  test('and marks few answers on either side', () => {
    expect(sentence('en', recommendations(9, 9, 9), null)).toContain('Few answers')
    expect(sentence('en', before, recommendations(5, 5, 5))).toContain('Few answers')
    expect(sentence('en', before, null)).not.toContain('Few answers')
  })

  test('with the scale and percent signs of the metric', () => {
    const tally = answers(STARS, { 5: 2286, 4: 455, 3: 152, 2: 96, 1: 161 })
    const values = csat.measure(tally)
    const change = changeBetween(csat, tally, answers(STARS, { 5: 100, 2: 70 }), EARLIER)
    const { text } = headlineBlock(csatWording('en'), values, 'W46', { change, period: 'W45' })
    expect(bareText(text)).toBe(
      'CSAT, W46: 87.0% (95% interval 85.8 to 88.1%), 3,150 answers. ▲ Clear rise: +28.2 percentage points (+21.0 to +35.8) against 58.8% (W45, 170 answers).',
    )
    expect(bareText(detailParagraph(csatWording('en'), values)?.text ?? [])).toBe(
      'Mean 4.46 of 5 (4.43 to 4.50)',
    )
  })

  test('and which way is better where that is not the usual one', () => {
    const scale = { min: 1, max: 7, reversed: true }
    const ces = cesMetric(scale)
    const later = answers(scale, { 1: 30, 2: 40, 4: 20 })
    const change = changeBetween(ces, later, answers(scale, { 1: 10, 2: 40, 4: 50 }), EARLIER)
    const effort = wording('en', { name: 'CES', unit: 'score', scale, higherIsBetter: false })
    const { text } = headlineBlock(effort, ces.measure(later), 'W46', { change, period: 'W45' })
    expect(bareText(text)).toContain('▼ Clear drop: −0.79')
    expect(bareText(text)).toContain('this is an improvement')
  })

  test('against a target', () => {
    const values = nps.measure(recommendations(92, 100, 15))
    const [value] = values
    if (!value) throw new Error('no value')
    const told = (target: number) =>
      bareText(
        headlineBlock(wording('en'), values, 'W46', { change: changeFromTarget(value, target) })
          .text,
      )
    expect(told(20)).toContain('▲ Clearly above the target of 20.0: +17.2 points (+8.3 to +25.0).')
    expect(told(60)).toContain('▼ Clearly below the target of 60.0')
    expect(told(40)).toContain('≈ Not clearly different from the target of 40.0')
  })

  test('with the plural forms of each language', () => {
    const counted = (locale: (typeof LOCALES)[number]) =>
      [1, 3, 21, 111].map((n) => sentence(locale, recommendations(n, 0, 0), null))
    expect(counted('ru').map((text) => /\d+ ответ[а-я]*/.exec(text)?.[0])).toEqual([
      '1 ответ',
      '3 ответа',
      '21 ответ',
      '111 ответов',
    ])
    expect(counted('lt').map((text) => /\d+ atsakym[a-zųą]*/.exec(text)?.[0])).toEqual([
      '1 atsakymas',
      '3 atsakymai',
      '21 atsakymas',
      '111 atsakymų',
    ])
  })
})

describe('a comparison', () => {
  const side = (name: string, tally: typeof now) => ({
    name: { text: name, data: true } as const,
    values: nps.measure(tally),
  })

  test('names the one that is clearly higher', () => {
    const [a, b] = [recommendations(300, 100, 50), recommendations(100, 100, 50)]
    const change = changeBetween(nps, a, b, EARLIER)
    const headline = comparisonHeadline(wording('en'), side('Alfa', a), side('Beta', b), change)
    expect(bareText(headline.text)).toBe(
      'NPS: Alfa 55.6 (48.9 to 61.5; 450 answers), Beta 20.0 (10.5 to 29.0; 250 answers). ▲ Alfa is clearly higher: +35.6 points (+24.2 to +46.6).',
    )
    expect(headline.text.filter(({ data }) => data).map(({ text }) => text)).toContain('Beta')
  })

  test('says so where one side has too few answers', () => {
    const few = recommendations(2, 2, 2)
    const change = changeBetween(nps, now, few, EARLIER)
    const headline = comparisonHeadline(wording('en'), side('Alfa', now), side('Beta', few), change)
    expect(bareText(headline.text)).toContain(
      'Beta: 6 answers, too few for a number. Not compared: too few answers.',
    )
  })
})

describe('a question without answers', () => {
  const values = nps.measure(EMPTY_TALLY)
  const data = { days: '1 May – 20 Nov 2026', command: 'nps 2026-05-01..2026-11-20' }

  test('is told when there are answers and how to see them', () => {
    const [headline, actions] = emptyBlocks(wording('en'), {
      period: 'W46',
      values,
      filtered: false,
      data,
    })
    expect(bareText(headline.text)).toBe(
      'NPS, W46: no answers. There are answers for 1 May – 20 Nov 2026.',
    )
    expect(headline.values[0]).toMatchObject({ key: 'nps', value: null, n: 0 })
    expect(actions.actions).toEqual([{ label: 'Show 1 May – 20 Nov 2026', command: data.command }])
  })

  test('is told where filters or missing imports are the reason', () => {
    const [headline, actions] = emptyBlocks(wording('en'), {
      period: 'W46',
      values,
      filtered: true,
      data,
      withoutFilters: 'nps 2026-W46',
    })
    expect(bareText(headline.text)).toContain('no answers match these filters')
    expect(actions.actions[0]?.command).toBe('nps 2026-W46')
    const [nowhere] = emptyBlocks(wording('en'), { period: 'W46', values, filtered: false })
    expect(bareText(nowhere.text)).toContain('No answers of this kind have been imported yet.')
  })
})
