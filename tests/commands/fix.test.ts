import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TextAnalysis } from '../../src/core/analysis.ts'
import type { Report } from '../../src/core/reply.ts'
import { answers, type MadeWorkspace, madeWorkspace, textOf } from './made-workspace.ts'

const found: TextAnalysis = {
  version: '1',
  lang: 'en',
  sentiment: 'positive',
  score: 0.6,
  firstPerson: true,
  aspects: [{ aspect: 'delivery', polarity: 'positive', quote: 'parcel' }],
}

let made: MadeWorkspace
let id: string
beforeAll(async () => {
  made = await madeWorkspace([
    ...answers(1, 'nps', 3, { text: 'The parcel was <b>late</b>, well done', analysis: found }),
    ...answers(1, 'nps', 9),
  ])
  const [first] = await made.store.exportPage(made.workspace.id, null, 1)
  id = `F-${first?.id}`
})
afterAll(() => made.close())

function rows(report: Report): readonly (readonly unknown[])[] {
  return report.blocks.flatMap((block) => (block.type === 'table' ? block.rows : []))
}

function buttons(report: Report): readonly string[] {
  return report.blocks.flatMap((block) =>
    block.type === 'actions' ? block.actions.map(({ command }) => command) : [],
  )
}

describe('fix', () => {
  test('shows what was found and what can be set right', async () => {
    const report = await made.ask(`fix ${id}`)
    expect(rows(report)).toEqual([
      ['Sentiment', 'positive'],
      ['First-hand experience', 'yes'],
      ['Delivery', 'positive'],
    ])
    expect(buttons(report)).toEqual([`fix ${id} neutral`, `fix ${id} negative`])
  })

  test('sets a sentiment right and shows before and after', async () => {
    const report = await made.ask(`fix ${id} negative`)
    expect(rows(report)[0]).toEqual(['Sentiment', 'positive', 'negative'])
    expect(textOf(report)).toMatch(/is corrected[\s\S]*similar texts are read better/)
    expect(buttons(report)).toEqual([`fix ${id} undo`, `fix ${id} positive`, `fix ${id} neutral`])
    expect(textOf(await made.ask(`fix ${id} negative`))).toMatch(/nothing has changed/)
  })

  test.each([
    ['delivery negative', 'Delivery', 'positive', 'negative'],
    ['доставка жағымды', 'Delivery', 'negative', 'positive'],
    ['price negative', 'Price', '–', 'negative'],
    ['pristatymas none', 'Delivery', 'positive', '–'],
    ['first-person no', 'First-hand experience', 'yes', 'no'],
    ['опыт да', 'First-hand experience', 'no', 'yes'],
  ])('understands %s', async (words, ...row) => {
    expect(rows(await made.ask(`fix ${id} ${words}`))).toContainEqual(row)
  })

  test('tells who corrected what, and takes it back step by step', async () => {
    const before = await made.ask(`fix ${id}`)
    expect(textOf(before)).toMatch(/Sentiment: negative – User/)
    const undone = await made.ask(`fix ${id} undo`)
    expect(rows(undone)).toContainEqual(['First-hand experience', 'yes', 'no'])
    expect(textOf(undone)).toMatch(
      /The last correction of F-1 is taken back[\s\S]*Taken back by User/,
    )
    for (let left = 0; left < 7; left += 1) await made.ask(`fix ${id} undo`)
    const refused = await made.refused(`fix ${id} undo`)
    expect(refused.errorId).toBe('analysis.nothingToUndo')
    expect(rows(await made.ask(`fix ${id}`))[0]).toEqual(['Sentiment', 'positive'])
  })

  test('counts the correction at once', async () => {
    const opinions = await made.store.opinions(made.workspace.id)
    const negatives = async (): Promise<number | undefined> => {
      const [row] = await made.store.tallies(made.workspace.id, {
        series: opinions.filter(({ aspect }) => aspect === null).map((each) => each.id),
        ranges: [{ start: 0 as never, end: 4_000_000_000 as never }],
        filters: [],
      })
      return row?.tally.bins[0]
    }
    expect(await negatives()).toBe(0)
    await made.ask(`fix ${id} negative`)
    expect(await negatives()).toBe(1)
    const quotes = await made.ask('quotes sentiment:негатив')
    expect(textOf(quotes)).toMatch(/parcel/)
    await made.ask(`fix ${id} undo`)
  })

  test.each([
    ['fix F-99999 negative', 'moderation.no-such-feedback'],
    ['fix nonsense negative', 'moderation.no-such-feedback'],
    ['fix', 'parse.missing_subject'],
  ])('refuses %s', async (line, errorId) => {
    expect(await made.refused(line)).toMatchObject({ errorId })
  })

  test.each([
    ['negativ', 'analysis.unclearCorrection'],
    ['delivery', 'analysis.unclearCorrection'],
    ['deliverry negative', 'commands.unknown-aspect'],
    ['first-person maybe', 'analysis.unclearCorrection'],
  ])('says what would be right for %s', async (words, errorId) => {
    const notice = await made.refused(`fix ${id} ${words}`)
    expect(notice.errorId).toBe(errorId)
    expect(notice.suggestion).toMatch(new RegExp(`fix ${id} .*`))
  })

  test('has nothing to correct where there is no text', async () => {
    const [, second] = await made.store.exportPage(made.workspace.id, null, 2)
    expect(await made.refused(`fix F-${second?.id} negative`)).toMatchObject({
      errorId: 'analysis.notAnalysed',
    })
  })

  test.each(['ru', 'kk', 'lt'] as const)('speaks %s', async (locale) => {
    const report = await made.ask(`fix ${id} neutral`, { locale })
    expect(textOf(report)).not.toMatch(/analysis:|corrected|Sentiment/)
    await made.ask(`fix ${id} undo`)
  })
})
