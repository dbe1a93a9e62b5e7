import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registry } from '../../commands/index.ts'
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
  ONE_TO_FIVE,
  ONE_TO_TEN,
  textOf,
  twoWeeks,
} from './made-workspace.ts'

let made: MadeWorkspace
beforeAll(async () => {
  const factors = (price: number, staff: number) => [
    { factor: 'price', score: price, scale: ONE_TO_FIVE },
    { factor: 'staff', score: staff, scale: ONE_TO_FIVE },
  ]
  const spread = [5, 4, 3, 2, 1].flatMap((score) => [
    ...answers(7, 'csat', score, { store: 'Centre', factors: factors(score, 5), tags: ['late'] }),
    ...answers(6, 'review', score, { store: 'North "A", pier', lang: 'kk' }),
    ...answers(5, 'ces', score, { at: at('2026-10-31T23:30:00Z'), source: 'App Store' }),
    ...answers(4, 'csat', 2 * score, { scale: ONE_TO_TEN, survey: 'Shop, 2026' }),
  ])
  made = await madeWorkspace([...twoWeeks(), ...spread])
})
afterAll(() => made.close())

const of = <Item>(...items: readonly Item[]) => fc.constantFrom(...items)
const metric = of('nps', 'csat', 'csat mean', 'ces', 'ces share', 'ces index', 'rating', 'csi')
const period = of('', 'last-week', 'this-week', '2026-10', 'all', 'last 90 days', '2026', 'today')
const by = of('', 'by store', 'by brand', 'by lang', 'by tag', 'by survey', 'by week', 'by month')
const against = of('', 'vs prev', 'vs yoy', 'vs 2026-W45', 'vs target')
const filter = of(
  '',
  'store:Centre',
  'store:"North \\"A\\", pier"',
  'survey:"Shop, 2026"',
  'lang:kk',
)
const view = of('', 'as table', 'as csv', 'as text', 'as chart')

const question = fc
  .oneof(
    fc.tuple(metric, period, by, against, filter, view),
    fc.tuple(metric, period, by, against, filter, view).map((parts) => ['trend', ...parts]),
    fc
      .tuple(of('late', 'score:1..3', 'detractors', ''), period, filter)
      .map((parts) => ['quotes', ...parts]),
    fc
      .tuple(metric, of('Centre Harbour', '2026-W45 2026-W46', 'store', 'brand'), filter)
      .map((parts) => ['compare', ...parts]),
  )
  .map((parts) => parts.filter((part) => part !== '').join(' '))

function numbers(report: Report): unknown {
  const { values, change, table } = toJson(report)
  return { values, change, rows: (table as { rows: unknown } | null)?.rows }
}

test('any question is answered or refused in words; nothing fails', async () => {
  await fc.assert(
    fc.asyncProperty(question, of(...LOCALES), async (line, locale) => {
      const reply = await made.host.answer(invocation(line, locale))
      expect(made.faults).toEqual([])
      if (reply.kind === 'report') {
        expect(textOf(reply)).not.toMatch(/undefined|NaN|\{\{|\[object/)
        expect(toCsv(reply).length).toBeGreaterThan(0)
      } else {
        expect(reply.kind === 'notice' && reply.errorId).toMatch(
          /^(commands|parse|report|errors)\./,
        )
      }
    }),
    { numRuns: 300 },
  )
})

test('the line of an answer asks exactly the same again', async () => {
  await fc.assert(
    fc.asyncProperty(question, async (line) => {
      const first = await made.host.answer(invocation(line))
      if (first.kind !== 'report') return
      const again = await made.ask(first.commandLine)
      expect(again.commandLine).toBe(first.commandLine)
      expect(numbers(again)).toEqual(numbers(first))
    }),
    { numRuns: 150 },
  )
})

test('every button of an answer is a command that is understood', async () => {
  await fc.assert(
    fc.asyncProperty(question, async (line) => {
      const reply = await made.host.answer(invocation(line))
      if (reply.kind !== 'report') return
      for (const block of reply.blocks) {
        if (block.type !== 'actions') continue
        for (const { command } of block.actions) {
          const next = await made.host.answer(invocation(command))
          expect(registry.find(command.split(' ')[0] ?? '')).toBeDefined()
          if (next.kind === 'notice') expect(next.errorId, command).not.toMatch(/^parse\./)
        }
      }
    }),
    { numRuns: 60 },
  )
})
