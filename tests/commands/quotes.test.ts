import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Report } from '../../src/core/reply.ts'
import { toJson } from '../../src/report/json.ts'
import { answers, at, type MadeWorkspace, madeWorkspace, textOf } from './made-workspace.ts'

let made: MadeWorkspace
beforeAll(async () => {
  const wrote = (text: string, day: string, score: number, store = 'Centre') =>
    answers(1, 'nps', score, {
      text,
      store,
      author: 'Jonas Jonaitis',
      customer: 'C-1001',
      at: at(`${day}T12:00:00Z`),
    })
  made = await madeWorkspace([
    ...wrote('The delivery was late again', '2026-11-11', 2),
    ...wrote('Late, but friendly', '2026-10-11', 8, 'Harbour'),
    ...wrote('Доставка опоздала на два дня', '2026-09-11', 3),
    ...wrote('Жеткізу кешікті', '2026-08-11', 4),
    ...wrote('Pristatymas vėlavo dvi dienas', '2026-07-11', 5),
    ...Array.from({ length: 25 }, (_, index) =>
      wrote(`Good coffee, visit ${index + 1}`, '2026-06-11', 10),
    ).flat(),
  ])
})
afterAll(() => made.close())

function quoted(report: Report): readonly string[] {
  return report.blocks.flatMap((block) =>
    block.type === 'quotes' ? block.quotes.map(({ text }) => text) : [],
  )
}

test('finds words by their stem, newest first, in all languages', async () => {
  expect(quoted(await made.ask('quotes late'))).toEqual([
    'The delivery was late again',
    'Late, but friendly',
  ])
  expect(quoted(await made.ask('quotes доставку'))).toEqual(['Доставка опоздала на два дня'])
  expect(quoted(await made.ask('quotes жеткізуді'))).toEqual(['Жеткізу кешікті'])
  expect(quoted(await made.ask('quotes pristatymo'))).toEqual(['Pristatymas vėlavo dvi dienas'])
})

test('needs all of the words', async () => {
  expect(quoted(await made.ask('quotes late friendly'))).toEqual(['Late, but friendly'])
})

test('keeps to filters, to a period and to scores', async () => {
  expect(quoted(await made.ask('quotes late store:Harbour'))).toEqual(['Late, but friendly'])
  expect(quoted(await made.ask('quotes last-week'))).toEqual(['The delivery was late again'])
  expect(quoted(await made.ask('quotes score:3..4'))).toHaveLength(2)
  expect(quoted(await made.ask('quotes detractors 2026'))).toHaveLength(4)
  expect(quoted(await made.ask('quotes passives'))).toEqual(['Late, but friendly'])
})

test('pages by a button, and every quote comes once', async () => {
  const seen: string[] = []
  let line: string | undefined = 'quotes coffee'
  for (let page = 0; line !== undefined && page < 5; page += 1) {
    const report: Report = await made.ask(line)
    seen.push(...quoted(report))
    line = report.blocks
      .flatMap((block) => (block.type === 'actions' ? block.actions : []))
      .find(({ label }) => label === 'More')?.command
  }
  expect(seen).toHaveLength(25)
  expect(new Set(seen).size).toBe(25)
})

test('hides the names of customers and authors', async () => {
  const report = await made.ask('quotes late')
  const everything = JSON.stringify(toJson(report)) + textOf(report)
  expect(everything).not.toMatch(/Jonaitis|C-1001/)
})

test('says that nothing was found, and offers all time', async () => {
  const report = await made.ask('quotes elephant last-week')
  expect(textOf(report)).toMatch(/No words were found/)
  expect(toJson(report)).toMatchObject({ quotes: [], actions: [{ command: 'quotes elephant' }] })
})

test('refuses a score that is none, and two ways to say which scores', async () => {
  expect((await made.refused('quotes score:bad')).errorId).toBe('commands.bad-score')
  expect(await made.refused('quotes score:6..0')).toMatchObject({ suggestion: 'score:0..6' })
  expect((await made.refused('quotes detractors score:1')).errorId).toBe('commands.score-and-group')
})

test('a page that there is not is a mistake with the first page as the way out', async () => {
  const refused = await made.refused('quotes coffee after:nowhere')
  expect([refused.errorId, refused.suggestion]).toEqual(['commands.bad-page', 'quotes coffee all'])
})

test('a file has more than a page of the conversation', async () => {
  expect(quoted(await made.ask('quotes coffee'))).toHaveLength(10)
  expect(quoted(await made.ask('quotes coffee as csv'))).toHaveLength(25)
})
