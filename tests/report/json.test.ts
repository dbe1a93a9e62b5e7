import { describe, expect, test } from 'vitest'
import { LOCALES } from '../../src/core/locale.ts'
import { changeBetween } from '../../src/metrics/change.ts'
import { npsShares } from '../../src/report/distribution.ts'
import { headlineBlock } from '../../src/report/headline.ts'
import { toJson } from '../../src/report/json.ts'
import { recommendations } from '../metrics/samples.ts'
import { EARLIER, FRAME, nps, quote, report, wording } from './replies.ts'

/** A small schema: a function says whether a value is right, an object holds exactly its keys. */
type Schema = ((value: unknown) => boolean) | { readonly [key: string]: Schema } | readonly [Schema]

const text = (value: unknown) => typeof value === 'string'
const number = (value: unknown) => typeof value === 'number' && Number.isFinite(value)
const maybe = (schema: (value: unknown) => boolean) => (value: unknown) =>
  value === null || schema(value)
const oneOf =
  (...words: readonly unknown[]) =>
  (value: unknown) =>
    words.includes(value)
const day = (value: unknown) => text(value) && /^\d{4}-\d{2}-\d{2}$/.test(String(value))

function check(value: unknown, schema: Schema, path = '$'): string[] {
  if (typeof schema === 'function') {
    return schema(value) ? [] : [`${path}: ${JSON.stringify(value)}`]
  }
  if (Array.isArray(schema)) {
    const [item] = schema as readonly [Schema]
    if (!Array.isArray(value)) return [`${path}: no list`]
    return value.flatMap((each, index) => check(each, item, `${path}[${index}]`))
  }
  if (typeof value !== 'object' || value === null) return [`${path}: no object`]
  const fields = schema as Readonly<Record<string, Schema>>
  const entries = value as Readonly<Record<string, unknown>>
  const extra = Object.keys(entries).filter((key) => !(key in fields))
  const missing = Object.keys(fields).filter((key) => !(key in entries))
  return [
    ...extra.map((key) => `${path}.${key}: unknown`),
    ...missing.map((key) => `${path}.${key}: missing`),
    ...Object.entries(fields).flatMap(([key, field]) =>
      key in entries ? check(entries[key], field, `${path}.${key}`) : [],
    ),
  ]
}

const REPORT: Schema = {
  command: text,
  title: text,
  definition: maybe(text),
  period: { from: day, to: day, zone: text, label: text, complete: oneOf(true, false) },
  filters: (value) => typeof value === 'object',
  values: [
    {
      key: oneOf('nps', 'promoters', 'passives', 'detractors'),
      value: maybe(number),
      low: maybe(number),
      high: maybe(number),
      n: number,
      unit: oneOf('points', 'percent', 'score', 'count'),
    },
  ],
  change: {
    value: maybe(number),
    low: maybe(number),
    high: maybe(number),
    verdict: oneOf('up', 'down', 'no-clear-change', 'too-few'),
    baseline: { from: day, to: day, value: maybe(number), n: number },
  },
  table: { columns: [{ key: text, label: text }], rows: [Array.isArray] },
  chart: { alt: text, file: maybe(text) },
  quotes: [{ id: text, text, at: text, source: text, sentiment: maybe(text) }],
  notes: [text],
  actions: [{ label: text, command: text }],
  reportId: text,
}

function reply(locale: (typeof LOCALES)[number]) {
  const now = recommendations(8, 9, 22)
  const change = changeBetween(nps, now, recommendations(60, 40, 52), EARLIER)
  const words = wording(locale)
  return report(
    [
      headlineBlock(words, nps.measure(now), 'W46', { change, period: 'W45' }),
      npsShares(words, [{ label: 'W46', values: nps.measure(now) }], FRAME),
      {
        type: 'table',
        columns: [{ key: 'nps', label: 'NPS', format: 'points' }],
        rows: [[0.1 + 0.2], [null], ['x']],
      },
      { type: 'quotes', quotes: [quote()] },
      { type: 'notes', notes: [[{ text: 'A note.' }]] },
      { type: 'actions', actions: [{ label: 'Trend', command: 'trend nps' }] },
    ],
    { locale, filters: { store: ['Centre'] }, definition: 'P − D', sample: true },
  )
}

describe('the JSON of a reply', () => {
  test.each(LOCALES)('has exactly the agreed keys in %s', (locale) => {
    expect(check(toJson(reply(locale), { chartFile: 'nps.png' }), REPORT)).toEqual([])
  })

  test('has unrounded numbers without the noise of binary fractions', () => {
    const json = toJson(reply('en'))
    expect(json['values']).toContainEqual(
      expect.objectContaining({ key: 'nps', value: -35.8974358974, n: 39 }),
    )
    expect(json['table']).toMatchObject({ rows: [[0.3], [null], ['x']] })
  })

  test('echoes period, filters and what the caller made of the picture', () => {
    const json = toJson(reply('lt'), { chartFile: 'nps.png' })
    expect(json['period']).toMatchObject({ from: '2026-11-09', to: '2026-11-16', complete: true })
    expect(json['filters']).toEqual({ store: ['Centre'] })
    expect(json['chart']).toMatchObject({ file: 'nps.png' })
    expect(json['reportId']).toBe('R-42')
    expect(json['notes']).toEqual([
      'Pavyzdiniai duomenys: išgalvoti atsakymai apie išgalvotą įmonę.',
      'A note.',
    ])
  })

  test('survives being written and read', () => {
    const json = toJson(reply('kk'))
    expect(JSON.parse(JSON.stringify(json))).toEqual(json)
  })

  test('of a reply with little in it has the same keys', () => {
    const { period: _, reportId: __, ...bare } = report([])
    expect(Object.keys(toJson(bare))).toEqual(Object.keys(REPORT))
    expect(toJson(bare)).toMatchObject({ period: null, change: null, table: null, chart: null })
    expect(toJson(bare)).toMatchObject({ values: [], quotes: [], notes: [], reportId: null })
  })

  test('of an error is its id, message and suggestion', () => {
    const notice = {
      kind: 'notice',
      level: 'error',
      locale: 'en',
      text: [{ text: 'Unknown word “' }, { text: 'nsp', data: true }, { text: '”.' }],
      actions: [],
      errorId: 'parse.unknown-word',
      suggestion: 'nps',
    } as const
    expect(toJson(notice)).toEqual({
      error: { id: 'parse.unknown-word', message: 'Unknown word “nsp”.', suggestion: 'nps' },
    })
    expect(toJson({ ...notice, level: 'success' })).toEqual({
      notice: { level: 'success', message: 'Unknown word “nsp”.', actions: [] },
    })
  })
})

test('a table of thousands of rows is bounded, unless the table itself is asked for', () => {
  const block = {
    type: 'table' as const,
    columns: [{ key: 'store', label: 'Store', format: 'text' as const }],
    rows: Array.from({ length: 5_000 }, (_, index) => [`Store ${index}`]),
  }
  const rowsOf = (view: 'chart' | 'csv') => {
    const { table, notes } = toJson(report([block], { view })) as {
      table: { rows: unknown[] }
      notes: string[]
    }
    return [table.rows.length, notes.join(' ')]
  }
  expect(rowsOf('chart')).toEqual([1_000, expect.stringContaining('4000 more rows')])
  expect(rowsOf('csv')).toEqual([5_000, ''])
})
