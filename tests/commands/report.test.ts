import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FeedbackId } from '../../src/core/identity.ts'
import type { Report } from '../../src/core/reply.ts'
import { answers, type MadeWorkspace, madeWorkspace, textOf, twoWeeks } from './made-workspace.ts'

let made: MadeWorkspace
beforeEach(async () => {
  made = await madeWorkspace(twoWeeks())
})
afterEach(() => made.close())

function numbersOf(report: Report) {
  return report.blocks.filter(({ type }) => ['headline', 'chart', 'table'].includes(type))
}

test('shows an earlier answer with the same numbers and the same picture', async () => {
  const first = await made.ask('nps last-week by store')
  const again = await made.ask(`report R-${first.reportId}`)
  expect(numbersOf(again)).toEqual(numbersOf(first))
  expect(again).toMatchObject({ command: 'report', reportId: first.reportId })
  expect(textOf(again)).toMatch(/Nothing has changed since/)
})

test('says what has changed since, and keeps the numbers of then', async () => {
  const first = await made.ask('nps last-week')
  await made.add(answers(10, 'nps', 10, { store: 'Centre' }))
  const again = await made.ask(`report ${first.reportId}`)
  expect(numbersOf(again).slice(0, numbersOf(first).length)).toEqual(numbersOf(first))
  const text = textOf(again)
  expect(text).toMatch(/The data has changed since/)
  expect(text).toMatch(/NPS\s+25\.0\s+40\.0/)
  expect(text).toMatch(/NPS \(answers\)\s+40\s+50/)
})

test('says what has changed in the language and the units of the one who asks', async () => {
  const first = await made.ask('nps last-week')
  await made.add(answers(1, 'nps', 0, { store: 'Centre' }))
  const text = textOf(await made.ask(`report ${first.reportId}`, { locale: 'ru' }))
  expect(text).toMatch(/NPS \(ответов\)\s+40\s+41/)
  expect(text).toMatch(/Критики\s+25,0\s%\s+26,8\s%/)
})

test('says that only details have changed, where the headline is the same', async () => {
  const first = await made.ask('nps last-week by store')
  await made.store.edit(made.workspace.id, 1 as FeedbackId, { store: 'Harbour' })
  expect(textOf(await made.ask(`report R-${first.reportId}`))).toMatch(/the details below them/)
})

test('asks the relative period of then, not of now', async () => {
  const first = await made.ask('nps last-week')
  expect(first.commandLine).toBe('nps 2026-W46')
  const again = await made.ask(`report R-${first.reportId}`)
  expect(again.period).toEqual(first.period)
})

test('keeps the ids of quotes and reads their words anew', async () => {
  const first = await made.ask('quotes late')
  const stored = await made.store.findReport(made.workspace.id, first.reportId as never)
  expect(JSON.stringify(stored)).not.toMatch(/delivery was late/)
  const again = await made.ask(`report R-${first.reportId}`)
  expect(textOf(again)).toMatch(/delivery was late/)
  const quoted = first.blocks.flatMap((block) => (block.type === 'quotes' ? block.quotes : []))
  await made.store.remove(made.workspace.id, [quoted[0]?.id as FeedbackId])
  const later = await made.ask(`report R-${first.reportId}`)
  expect(textOf(later)).toMatch(/have been deleted since/)
})

test('refuses an id that was never given', async () => {
  expect((await made.refused('report R-99')).errorId).toBe('commands.unknown-report')
  expect((await made.refused('report abc')).errorId).toBe('commands.unknown-report')
})

test('is told in the language of who asks for it, with the numbers of then', async () => {
  const first = await made.ask('nps last-week by store')
  const again = await made.ask(`report R-${first.reportId}`, { locale: 'lt' })
  expect(again.locale).toBe('lt')
  expect(textOf(again)).toMatch(/Nuo to laiko niekas nepasikeitė/)
  expect(textOf(again)).not.toMatch(/answers|Promoters/)
  const values = ({ blocks }: Report) =>
    blocks.flatMap((block) =>
      block.type === 'headline' ? block.values.map(({ value }) => value) : [],
    )
  expect(values(again)).toEqual(values(first))
})
