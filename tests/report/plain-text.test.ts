import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import type { TableBlock } from '../../src/core/reply.ts'
import { changeBetween } from '../../src/metrics/change.ts'
import { distributionParts } from '../../src/report/distribution.ts'
import { detailParagraph, headlineBlock } from '../../src/report/headline.ts'
import { metricNotes } from '../../src/report/notes.ts'
import { toPlainText } from '../../src/report/plain-text.ts'
import { answers, recommendations, STARS } from '../metrics/samples.ts'
import {
  csat,
  csatWording,
  EARLIER,
  FRAME,
  nps,
  PERIOD,
  quote,
  report,
  wording,
} from './replies.ts'

const lines = (text: string) => text.split('\n')
const spaced = (text: string) => text.replace(/\u00a0/g, ' ')

describe('a reply as plain text', () => {
  test('is a page to read from top to bottom', () => {
    const now = recommendations(8, 9, 22)
    const values = nps.measure(now)
    const change = changeBetween(nps, now, recommendations(60, 40, 52), EARLIER)
    const reply = report(
      [
        headlineBlock(wording('en'), values, PERIOD.label, { change, period: 'W45' }),
        detailParagraph(wording('en'), values),
        { type: 'notes', notes: metricNotes('en', { unfinished: 'compared', leftOut: 1 }) },
        { type: 'actions', actions: [{ label: 'By store', command: 'nps 2026-W46 by store' }] },
      ],
      { filters: { store: ['Centre'] }, definition: 'Promoters minus detractors.', sample: true },
    )
    expect(toPlainText(reply)).toBe(`\
NPS, W46: −35.9 (95% interval −57.5 to −9.2), 39 answers. ▼ Clear drop: −41.2
points (−66.2 to −10.8) against 5.3 (W45, 152 answers).
Asia/Almaty · store: Centre

Promoters 20.5% (8) · Passives 23.1% (9) · Detractors 56.4% (22)

· Sample data: made-up answers of a made-up company.
· The period is not over: these are the numbers so far, compared with the same
  elapsed part of the earlier one.
· 1 answer on another scale is left out.
· Promoters minus detractors.

Next:
  By store: nps 2026-W46 by store

Report R-42`)
  })

  test('shows the table in the language of the reader', () => {
    const tally = answers(STARS, { 5: 2286, 4: 455, 3: 152, 2: 96, 1: 161 })
    const { table } = distributionParts(csatWording('ru'), tally, STARS, FRAME)
    const [headline] = csat.measure(tally)
    const block = headlineBlock(csatWording('ru'), headline ? [headline] : [], PERIOD.label)
    expect(spaced(toPlainText(report([block, table], { locale: 'ru' })))).toBe(`\
CSAT, W46: 87,0 % (95%-й интервал: от 85,8 до 88,1 %), 3 150 ответов.
Asia/Almaty

Ответ  Ответов    Доля
1          161   5,1 %
2           96   3,0 %
3          152   4,8 %
4          455  14,4 %
5        2 286  72,6 %

Отчёт R-42`)
  })

  const wide: TableBlock = {
    type: 'table',
    columns: [
      { key: 'store', label: 'Store', format: 'text' },
      { key: 'nps', label: 'NPS', format: 'points' },
      { key: 'low', label: 'From', format: 'points' },
      { key: 'high', label: 'To', format: 'points' },
      { key: 'n', label: 'Answers', format: 'count' },
      { key: 'promoters', label: 'Promoters', format: 'percent' },
      { key: 'passives', label: 'Passives', format: 'percent' },
      { key: 'detractors', label: 'Detractors', format: 'percent' },
      { key: 'verdict', label: 'Verdict', format: 'text' },
    ],
    rows: [
      ['Akropolis 購物中心', 55.6, 48.9, 61.5, 450, 66.7, 22.2, 11.1, '▲ clearly above'],
      ['A very long name of a very small shop', -5.9, -60.4, 31.6, 1190, 1, 2, 97, '≈ not clear'],
      ['👩‍👩‍👧 Pop-up', null, null, null, 4, null, null, null, 'too few'],
    ],
  }

  test('fits its tables into the width: words are cut, then columns of numbers left out by name', () => {
    const text = toPlainText(report([wide]))
    for (const line of lines(text)) expect(stringWidth(line)).toBeLessThanOrEqual(80)
    expect(text).toContain('Not shown for want of width: Passives, Detractors')
    expect(text).toContain('A very long name')
    const rows = lines(text).filter((line) => /Akropolis|Pop-up|A very/.test(line))
    const verdictAt = rows.map((row) => stringWidth(row.slice(0, row.search(/[▲≈]|too few/))))
    expect(new Set(verdictAt).size).toBe(1)
    expect(toPlainText(report([wide]), 140)).not.toContain('Not shown')
  })

  test('leaves out a column that holds nothing in any row, and columns for programs', () => {
    const text = toPlainText(
      report([
        {
          type: 'table',
          columns: [
            { key: 'author', label: 'Author', format: 'text' },
            { key: 'n', label: 'Messages', format: 'count' },
            { key: 'net', label: 'Net sentiment', format: 'points' },
            { key: 'change', label: 'Change', format: 'percent' },
            { key: 'key', label: 'Key', format: 'text', forPrograms: true },
          ],
          rows: [
            ['Jonas P.', 8, null, null, 'a1'],
            ['Olga I.', 6, null, 0, 'a2'],
          ],
        },
      ]),
    )
    expect(text).toMatch(/^Author +Messages +Change$/m)
    expect(text).toMatch(/^Jonas P\. +8 +—$/m)
  })

  test('leaves out both ends of an interval where one does not fit', () => {
    const numbers = ['Messages', 'Share', 'Positive', 'Negative', 'Net']
    const columns = [
      { key: 'source', label: 'Source', format: 'text' as const },
      ...numbers.map((label) => ({ key: label, label, format: 'points' as const })),
      { key: 'verdict', label: 'Verdict', format: 'text' as const },
      { key: 'low', label: 'From', format: 'points' as const },
      { key: 'high', label: 'To', format: 'points' as const },
    ]
    const row = ['a shop of leather', 1, 2, 3, 4, 5, '≈ no clear change', 4.1, 5.1]
    const text = toPlainText(report([{ type: 'table', columns, rows: [row] }]))
    expect(text).toContain('Not shown for want of width: From, To')
  })

  test('prints the first thirty rows unless the table was asked for', () => {
    const long = { ...wide, rows: Array.from({ length: 50 }, () => wide.rows[0] ?? []) }
    const count = (text: string) => lines(text).filter((line) => line.includes('Akropolis')).length
    expect(count(toPlainText(report([long])))).toBe(30)
    expect(toPlainText(report([long]))).toContain('… and 20 more rows')
    expect(count(toPlainText(report([long], { view: 'table' })))).toBe(50)
    expect(count(toPlainText(report([long], { view: 'text' })))).toBe(0)
    expect(toPlainText(report([long], { view: 'csv' }))).toMatch(/^"Store",/)
  })

  test('prints customers’ words tamed and between the marks of the language', () => {
    const text = 'Bad\u001b[2J \u202Eservice'
    const reply = report([{ type: 'quotes', quotes: [quote({ text, sentiment: null })] }], {
      locale: 'lt',
      title: 'Citatos',
    })
    expect(toPlainText(reply)).toContain('„Bad [2J service“\n  2026-11-12 · App · 9 iš 10 · F-7')
  })

  test('describes a picture that nothing else tells of', () => {
    const chart = {
      type: 'chart',
      spec: { type: 'distribution', title: 'T', subtitle: 'S', alt: 'Bars. 5: 3.', bars: [] },
    } as const
    expect(toPlainText(report([chart]))).toContain('Picture: Bars. 5: 3.')
    expect(toPlainText(report([chart, wide]))).not.toContain('Picture')
  })

  test('of a mistake says what would be right', () => {
    const notice = {
      kind: 'notice',
      level: 'error',
      locale: 'en',
      text: [{ text: 'Unknown command.' }],
      actions: [],
      suggestion: 'nps last-week',
    } as const
    expect(toPlainText(notice)).toBe('Unknown command.\nTry: nps last-week')
    const withButton = { ...notice, actions: [{ label: 'Ask', command: 'nps last-week' }] }
    expect(toPlainText(withButton)).toBe('Unknown command.\n  Ask: nps last-week')
  })

  test('of a form lists its fields', () => {
    const form = {
      kind: 'form',
      locale: 'en',
      title: 'Log feedback',
      command: 'log',
      fields: [
        { name: 'text', label: 'Words', type: 'long-text', required: true },
        {
          name: 'tone',
          label: 'Tone',
          type: 'choice',
          required: false,
          choices: [{ value: 'good', label: 'Good' }],
        },
      ],
    } as const
    expect(toPlainText(form)).toBe('Log feedback\n  Words *: text\n  Tone (Good): tone\n  log')
  })
})
