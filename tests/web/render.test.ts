import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvDisposition } from '../../adapters/web/csv-name.ts'
import { preferredLocale } from '../../adapters/web/decode.ts'
import { limits } from '../../adapters/web/limits.ts'
import { renderForm, renderNotice, renderReport } from '../../adapters/web/render.ts'
import { createShelf } from '../../adapters/web/shelf.ts'
import type { FeedbackId } from '../../src/core/identity.ts'
import type { Block, Quote, Report } from '../../src/core/reply.ts'
import { formatDay } from '../../src/language/format.ts'

const addresses = { csv: '/csv/1', pictures: [] }

function reportOf(blocks: readonly Block[], more: Partial<Report> = {}): Report {
  return {
    kind: 'report',
    command: 'nps',
    commandLine: 'nps 2026-W46',
    locale: 'en',
    title: 'NPS',
    filters: {},
    view: 'chart',
    blocks,
    sample: false,
    ...more,
  }
}

function quoteOf(text: string): Quote {
  return {
    id: 7 as FeedbackId,
    text,
    at: '2026-11-11T12:00:00Z',
    day: '2026-11-11',
    source: 'forum',
    sentiment: 'negative',
    score: 3,
    scaleMax: 10,
  }
}

describe('a report for the page', () => {
  test('has its numbers in the form of the language', () => {
    const values = [
      { key: 'nps', label: 'NPS', value: -35.897, low: -57.5, high: -9.2, n: 39, unit: 'points' },
    ] as const
    const { blocks } = renderReport(
      reportOf([{ type: 'headline', text: [{ text: 'NPS' }], values }], { locale: 'ru' }),
      addresses,
    )
    expect(blocks[0]).toMatchObject({
      value: { value: '−35,9', interval: 'от −57,5 до −9,2', answers: '39 ответов', verdict: null },
    })
  })

  test('shows no large number where none was computed, or where there are two', () => {
    const headline = (value: number | null): Block => ({
      type: 'headline',
      text: [{ text: 'NPS' }],
      values: [{ key: 'nps', label: 'NPS', value, low: null, high: null, n: 3, unit: 'points' }],
    })
    const lead = (report: Report) => renderReport(report, addresses).blocks[0]
    expect(lead(reportOf([headline(null)]))).toMatchObject({ value: null })
    expect(lead(reportOf([headline(12)], { command: 'compare' }))).toMatchObject({ value: null })
    expect(lead(reportOf([headline(12)]))).toMatchObject({ value: { value: '12.0' } })
  })

  test('tells customers’ words from its own, without what could disturb the text around them', () => {
    const evil = '\u202Egnp.exe\u0007<b>'
    const { blocks } = renderReport(
      reportOf([
        { type: 'paragraph', text: [{ text: 'Store ' }, { text: evil, data: true }] },
        { type: 'quotes', quotes: [quoteOf(`${evil}\nsecond line`)] },
      ]),
      addresses,
    )
    expect(blocks[0]).toMatchObject({
      text: [{ text: 'Store ' }, { text: 'gnp.exe <b>', data: true }],
    })
    expect(blocks[1]).toMatchObject({
      quotes: [
        {
          text: 'gnp.exe <b>\nsecond line',
          about: [formatDay('2026-11-11', 'en'), '3 of 10', 'F-7'],
          source: 'forum',
          sentiment: { kind: 'negative', label: 'negative' },
        },
      ],
    })
  })

  test('is bounded, and says what was left out', () => {
    const rows = Array.from({ length: limits.rows + 3 }, (_, index) => [`Store ${index}`])
    const columns = [{ key: 'store', label: 'Store', format: 'text' }] as const
    const long = '👍🏽'.repeat(limits.quoteLetters)
    const quotes = Array.from({ length: limits.quotes + 1 }, () => quoteOf(long))
    const { blocks } = renderReport(
      reportOf([
        { type: 'table', columns, rows },
        { type: 'quotes', quotes },
      ]),
      addresses,
    )
    const [table, words] = blocks
    expect(table).toMatchObject({ total: limits.rows + 3 })
    expect(table?.type === 'table' && table.rows.length).toBe(limits.rows)
    expect(words).toMatchObject({ total: limits.quotes + 1 })
    const first = words?.type === 'quotes' ? words.quotes[0] : undefined
    expect(first?.cut).toBe(true)
    expect([...(first?.text ?? '')].length).toBe(limits.quoteLetters)
  })

  test('has its CSV as a link, not as one more question', () => {
    const actions = [
      { label: 'By store', command: 'nps 2026-W46 by store' },
      { label: 'Data (CSV)', command: 'nps 2026-W46 as csv' },
    ]
    const { blocks, csv } = renderReport(reportOf([{ type: 'actions', actions }]), addresses)
    expect(blocks[0]).toEqual({ type: 'actions', actions: actions.slice(0, 1) })
    expect(csv).toBeNull()
    const table = { type: 'table', columns: [], rows: [] } as const
    expect(renderReport(reportOf([table]), addresses).csv).toBe('/csv/1')
  })
})

describe('a notice for the page', () => {
  test('has its suggestion once: as a button where it is a command, else as a word', () => {
    const notice = {
      kind: 'notice',
      level: 'error',
      locale: 'en',
      text: [{ text: 'Wrong.' }],
      errorId: 'parse.wrong',
      suggestion: 'nps last-week',
    } as const
    const action = { label: 'nps last-week', command: 'nps last-week' }
    expect(renderNotice({ ...notice, actions: [action] })).toMatchObject({
      actions: [action],
      suggestion: null,
    })
    expect(renderNotice({ ...notice, actions: [] })).toMatchObject({ suggestion: 'nps last-week' })
  })

  test('takes the place of a form: its command can be completed in the box', () => {
    const form = {
      kind: 'form',
      locale: 'en',
      title: 'Log feedback',
      command: 'log',
      fields: [],
    } as const
    expect(renderForm(form)).toMatchObject({ kind: 'notice', suggestion: 'log' })
  })
})

test('T17: the name of a download holds no character that a header or a file system could trip over', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^[a-z][a-z0-9_]{0,31}$/),
      (title, command) => {
        const disposition = csvDisposition({ title, command })
        expect(disposition).toMatch(
          /^attachment; filename="[\w.-]+\.csv"; filename\*=UTF-8''[\w.~%-]*\.csv$/,
        )
        const full = decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')
        expect(full).not.toMatch(/[/\\:*?"<>|\r\n]/)
      },
    ),
  )
})

test.each([
  ['kk-KZ,kk;q=0.9,en;q=0.8', 'kk'],
  ['de-DE, lt;q=0.5, ru;q=0.7', 'ru'],
  ['en;q=0, lt', 'lt'],
  ['*', null],
  ['', null],
  ['de', null],
])('of the languages “%s” the bot speaks %s', (header, locale) => {
  expect(preferredLocale(header)).toBe(locale)
})

test('a shelf keeps what was used last', () => {
  const shelf = createShelf<string, number>(2)
  shelf.set('a', 1)
  shelf.set('b', 2)
  shelf.get('a')
  shelf.set('c', 3)
  expect([shelf.get('a'), shelf.get('b'), shelf.get('c')]).toEqual([1, undefined, 3])
})
