import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCALES } from '../../src/core/locale.ts'
import type { Report } from '../../src/core/reply.ts'
import { toCsv } from '../../src/report/csv.ts'
import { toJson } from '../../src/report/json.ts'
import {
  answers,
  at,
  invocation,
  type MadeWorkspace,
  madeWorkspace,
  textOf,
  valuesOf,
} from './made-workspace.ts'
import { said } from './voices.ts'

const NOW_WEEK = at('2026-11-11T12:00:00Z')
const BEFORE = at('2026-11-04T12:00:00Z')

let made: MadeWorkspace
beforeAll(async () => {
  const norda = { brand: 'Norda', store: 'Centre', source: 'App', at: NOW_WEEK }
  const sula = { brand: 'Sula', store: 'Harbour', source: 'Web', at: NOW_WEEK }
  made = await madeWorkspace([
    ...said(40, 'positive', ['+staff'], { ...norda, author: 'Ona' }),
    ...said(10, 'negative', ['-delivery'], norda),
    ...said(10, 'neutral', ['=price'], norda),
    ...said(30, 'negative', ['-delivery', '+staff'], { ...sula, tags: ['late'], author: 'Petras' }),
    ...said(10, 'positive', ['+quality'], sula),
    ...said(12, 'positive', [], { ...sula, store: 'Mall' }),
    ...said(40, 'positive', ['+staff', '+delivery'], { ...norda, at: BEFORE }),
    ...said(20, 'negative', ['-delivery'], { ...sula, at: BEFORE }),
    ...answers(25, 'nps', 9, { store: 'Centre' }),
    ...answers(25, 'nps', 3, { store: 'Harbour' }),
  ])
})
afterAll(() => made.close())

function rowsOf(report: Report): Readonly<Record<string, unknown>>[] {
  const { table } = toJson(report) as {
    table: { columns: { key: string }[]; rows: unknown[][] }
  }
  return table.rows.map((row) =>
    Object.fromEntries(table.columns.map(({ key }, index) => [key, row[index]])),
  )
}

function commandsOf(report: Report): readonly string[] {
  return report.blocks.flatMap((block) =>
    block.type === 'actions' ? block.actions.map(({ command }) => command) : [],
  )
}

function chartOf(report: Report) {
  return report.blocks.flatMap((block) => (block.type === 'chart' ? [block.spec] : []))[0]
}

describe('sentiment', () => {
  test('tells shares, net sentiment and loyalty, and how they changed', async () => {
    const report = await made.ask('sentiment last-week')
    const values = valuesOf(report)
    expect(values['positive']?.[0]).toBeCloseTo((100 * 62) / 112)
    expect(values['negative']?.[0]).toBeCloseTo((100 * 40) / 112)
    expect(values['neutral']?.[0]).toBeCloseTo((100 * 10) / 112)
    expect(values['net']).toEqual([expect.closeTo((100 * 22) / 112), 112])
    expect(values['loyalty']?.[0]).toBeCloseTo(62 / 40)
    expect(toJson(report)).toMatchObject({ change: { baseline: { n: 60 } } })
    expect(chartOf(report)?.type).toBe('stacked-trend')
  })

  test('is cut by any field, with the clearly better and worse ones named', async () => {
    const report = await made.ask('sentiment last-week by store')
    expect(textOf(report)).toMatch(/Clearly above the rest: .*Mall.*below the rest: Harbour/s)
    expect(rowsOf(report).map(({ store }) => store)).toEqual(['Mall', 'Centre', 'Harbour'])
  })

  test('says when there are analysed texts, where there are none then', async () => {
    const text = textOf(await made.ask('sentiment 2025'))
    expect(text).toMatch(/no answers\. There are answers for 4–11 Nov 2026/)
  })
})

describe('the loyalty index', () => {
  test('is infinite where nothing is negative, and says of how many texts', async () => {
    const report = await made.ask('loyalty last-week store:Mall')
    expect(textOf(report)).toMatch(/∞ \(12 positive, none negative; 95% interval from \d/)
    expect(toJson(report)).toMatchObject({
      values: [{ key: 'loyalty', n: 12 }, ...Array(4).fill({})],
    })
  })

  test('changes by a factor', async () => {
    const report = await made.ask('loyalty last-week')
    const { change } = toJson(report) as { change: { value: number } }
    expect(change.value).toBeCloseTo(Math.log(62 / 40) - Math.log(40 / 20))
    expect(textOf(report)).toContain(`×${((62 / 40) * (20 / 40)).toFixed(2)}`)
  })

  test('is ranked by store on a logarithmic axis', async () => {
    const spec = chartOf(await made.ask('loyalty last-week by store'))
    expect(spec).toMatchObject({ type: 'dots', unit: 'ratio' })
  })
})

describe('aspects', () => {
  test('rank what is liked and disliked, with n, intervals and the change', async () => {
    const report = await made.ask('aspects last-week')
    const rows = rowsOf(report)
    expect(rows.map(({ key }) => key)).toEqual(['staff', 'quality', 'price', 'delivery'])
    expect(rows[0]).toMatchObject({ aspect: 'Staff', positive: 100, n: 70, positiveCount: 70 })
    expect(rows.at(-1)).toMatchObject({ key: 'delivery', negative: 100, n: 40, beforeN: 60 })
    expect(rows.at(-1)?.['change']).toBeCloseTo(-100 - 100 / 3)
    expect(textOf(report)).toMatch(/Liked: Staff.*Disliked: Delivery 100\.0% \(40 of 40\)/s)
    expect(textOf(report)).toMatch(/▼ Clearly worse: Delivery −133\.3 points/)
    expect(commandsOf(report)).toContain('quotes 2026-W46 aspect:delivery sentiment:negative')
    expect(chartOf(report)).toMatchObject({
      type: 'diverging',
      rows: [
        { label: 'Staff', n: 70, positive: 70, negative: 0 },
        { label: 'Quality' },
        { label: 'Delivery', n: 40, positive: 0, negative: 40 },
      ],
    })
  })

  test('of each brand are told apart', async () => {
    const report = await made.ask('aspects brand last-week')
    expect(report.commandLine).toBe('aspects 2026-W46 by brand')
    expect(textOf(report)).toMatch(/Norda \(60 texts\): Liked: Staff.*Disliked: Delivery/s)
    expect(textOf(report)).toMatch(/Sula \(52 texts\): Liked: Staff/s)
    expect(rowsOf(report)[0]).toMatchObject({ brand: 'Norda', aspect: 'Staff', n: 40 })
    expect((await made.ask('aspects last-week by brand')).blocks).toEqual(report.blocks)
  })

  test('of one name are those within it', async () => {
    const report = await made.ask('aspects norda last-week')
    expect(report.filters).toEqual({ brand: ['Norda'] })
    expect(report.blocks).toEqual((await made.ask('aspects last-week brand:Norda')).blocks)
  })

  test('can be those that are scolded alone, most first', async () => {
    const report = await made.ask('aspects neg last-week')
    expect(rowsOf(report)[0]?.['key']).toBe('delivery')
    expect(textOf(report)).not.toContain('Liked')
  })

  test('are asked for by a name that is there', async () => {
    expect(await made.refused('aspects Nordaa')).toMatchObject({ suggestion: 'aspects Norda' })
    expect(await made.refused('aspects delivery')).toMatchObject({ suggestion: 'aspect delivery' })
  })
})

describe('one aspect', () => {
  test.each(['delivery', 'Доставка', 'жеткізу', 'PRISTATYMAS'])('is called %s', async (name) => {
    const report = await made.ask(`aspect ${name} last-week`)
    expect(report.commandLine).toBe('aspect delivery 2026-W46')
  })

  test('shows its trend, its stores and what was said', async () => {
    const report = await made.ask('aspect delivery last-week')
    expect(toJson(report)).toMatchObject({
      values: [{ key: 'net', value: -100, n: 40 }, ...Array(4).fill({})],
    })
    expect(chartOf(report)?.type).toBe('trend')
    expect((toJson(report)['quotes'] as unknown[]).length).toBeGreaterThan(0)
    expect(textOf(report)).toMatch(/Delivery is spoken of in 40 of 112 texts/)
  })

  test('is called as the workspace calls it', async () => {
    const name = 'Courier'
    const names = { en: name, ru: name, kk: name, lt: name }
    const defaults = {
      workspace: 'shop',
      zone: 'Europe/Vilnius',
      locale: 'en',
      targets: {},
      aspects: [{ key: 'delivery', names }],
    } as const
    const renamed = await madeWorkspace(said(20, 'negative', ['-delivery']), {
      parts: { defaults },
    })
    expect(textOf(await renamed.ask('aspect courier last-week'))).toMatch(/^Courier: net sentiment/)
    expect(textOf(await renamed.ask('aspects last-week'))).toContain('Courier')
    await renamed.close()
  })

  test('has to be one', async () => {
    expect(await made.refused('aspect delivry')).toMatchObject({
      errorId: 'commands.unknown-aspect',
      suggestion: 'aspect Delivery',
    })
  })
})

describe('tags, sources and authors', () => {
  test('tell how much comes under a tag and how it sounds', async () => {
    const report = await made.ask('tags last-week')
    expect(rowsOf(report)).toEqual([
      expect.objectContaining({ tag: 'late', n: 30, negative: 100, net: -100, texts: 30 }),
    ])
  })

  test('count messages of every kind, with words or without', async () => {
    const rows = rowsOf(await made.ask('sources last-week'))
    expect(rows.map(({ source, n }) => [source, n])).toEqual([
      ['App', 110],
      ['Web', 52],
    ])
  })

  test('name who complains far more than others, to the caller alone, and keep no copy', async () => {
    const report = await made.ask('authors last-week')
    expect(textOf(report)).toMatch(/Complain clearly more often than the others: Petras \(30 of 30/)
    expect(report.reportId).toBeUndefined()
    expect(made.host.registry.find('authors')).toMatchObject({
      audience: 'caller',
      needs: 'moderator',
    })
  })
})

test('stores are ranked by the metric that has answers, or the one that is asked for', async () => {
  expect(textOf(await made.ask('stores last-week'))).toMatch(/^NPS.*below the rest: Harbour/s)
  expect(textOf(await made.ask('stores sentiment last-week'))).toMatch(/^Net sentiment/)
})

describe('messages over time', () => {
  test('mark the day on which more came than is usual for it', async () => {
    const days = Array.from({ length: 70 }, (_, day) => at('2026-09-07T10:00:00Z') + day * 86_400)
    const busy = await madeWorkspace(
      days.flatMap((day, index) =>
        said(index === 65 ? 60 : 10 + (index % 3), 'neutral', [], { at: day as typeof NOW_WEEK }),
      ),
    )
    const report = await busy.ask('mentions last-week')
    expect(textOf(report)).toMatch(/Clearly more than usual: 11 Nov 60 \(usual 11\)/)
    expect(rowsOf(report).map(({ spike }) => spike)).toEqual(['', '', '▲', '', '', '', ''])
    expect(commandsOf(report)).toContain('quotes 2026-11-11')
    await busy.close()
  })

  test('say so where too little came before to know what is usual', async () => {
    expect(textOf(await made.ask('mentions last-week'))).toMatch(/do not reach back far enough/)
  })
})

describe('the same metric words', () => {
  test('work in trend, compare and define', async () => {
    expect(textOf(await made.ask('trend sentiment by day last-week'))).toMatch(/^Net sentiment/)
    expect(textOf(await made.ask('compare sentiment Norda Sula last-week'))).toContain('Norda')
    expect(textOf(await made.ask('define loyalty'))).toMatch(/none negative: ∞/)
  })
})

const LINES = [
  'sentiment last-week',
  'sentiment last-week by brand vs prev',
  'loyalty last-week by store',
  'aspects last-week',
  'aspects brand last-week',
  'aspect delivery last-week',
  'aspect delivery last-week by store',
  'tags last-week',
  'sources last-week',
  'authors last-week',
  'mentions last-week',
  'stores sentiment last-week',
  'moved last-week',
  'why sentiment last-week',
]

test.each(LINES)('“%s” is answered in four languages, as a table, CSV and text', async (line) => {
  for (const locale of LOCALES) {
    for (const view of ['', ' as table', ' as csv', ' as text']) {
      const reply = await made.host.answer(invocation(line + view, locale))
      if (reply.kind !== 'report') throw new Error(`${line}: ${JSON.stringify(reply)}`)
      expect(textOf(reply)).not.toMatch(/undefined|NaN|\{\{|\[object|report:|commands:/)
      expect(toCsv(reply).length).toBeGreaterThan(0)
      expect(() => JSON.stringify(toJson(reply))).not.toThrow()
      for (const command of commandsOf(reply)) {
        const next = await made.host.answer(invocation(command, locale))
        if (next.kind === 'notice') expect(next.errorId, command).not.toMatch(/^parse\./)
      }
    }
  }
  expect(made.faults).toEqual([])
})

test('texts that were not analysed are said to be so, with the way to do it', async () => {
  const plain = await madeWorkspace(answers(20, 'review', 4, { text: 'Good', tags: ['new'] }))
  for (const line of ['sentiment', 'loyalty', 'aspects', 'aspect delivery', 'why sentiment']) {
    const notice = await plain.refused(line)
    expect(notice.errorId, line).toBe('report.not-analysed')
    expect(textOf(notice)).toContain('cxbot analyze --stored')
  }
  const text = textOf(await plain.ask('tags last-week'))
  expect(text).toMatch(/new 20/)
  expect(text).toContain('cxbot analyze --stored')
  await plain.close()
})

test('where there is no feedback at all, every question says so', async () => {
  const empty = await madeWorkspace([])
  for (const line of ['nps', 'sentiment', 'aspects', 'aspect delivery', 'why nps', 'stores']) {
    expect((await empty.refused(line)).errorId, line).toBe('commands.no-data-at-all')
  }
  await empty.close()
})
