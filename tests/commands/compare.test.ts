import { afterAll, beforeAll, expect, test } from 'vitest'
import { toJson } from '../../src/report/json.ts'
import { answers, type MadeWorkspace, madeWorkspace, textOf, twoWeeks } from './made-workspace.ts'

let made: MadeWorkspace
beforeAll(async () => {
  made = await madeWorkspace([
    ...twoWeeks(),
    ...answers(20, 'csat', 5, { store: 'Centre' }),
    ...answers(20, 'csat', 2, { store: 'Harbour' }),
    ...answers(10, 'csat', 4, { source: 'Aurora' }),
  ])
})
afterAll(() => made.close())

test('finds the field that both names belong to', async () => {
  const report = await made.ask('compare nps centre harbour last-week')
  expect(toJson(report)).toMatchObject({
    change: { value: 80, verdict: 'up', baseline: { value: -15, n: 20 } },
  })
  expect(textOf(report)).toMatch(/▲ Centre is clearly higher: \+80\.0 points/)
  expect(report.commandLine).toBe('compare nps store:Centre,Harbour 2026-W46')
})

test('subtracts the second name from the first', async () => {
  const report = await made.ask('compare nps Harbour Centre last-week')
  expect(toJson(report)).toMatchObject({ change: { value: -80, verdict: 'down' } })
})

test('takes two values of a filter', async () => {
  const report = await made.ask('compare csat last-week store:Centre store:Harbour')
  expect(toJson(report)).toMatchObject({ change: { value: 100, baseline: { value: 0, n: 20 } } })
})

test('subtracts the earlier of two periods from the later, in any order', async () => {
  for (const line of [
    'compare nps 2026-W45 2026-W46',
    'compare nps 2026-W46 2026-W45',
    'compare nps last-week vs prev',
    'compare nps last week vs 2026-11-02..2026-11-08',
  ]) {
    expect(toJson(await made.ask(line))).toMatchObject({
      change: { value: 50, verdict: 'up', baseline: { from: '2026-11-02', value: -25, n: 40 } },
    })
  }
})

test('narrows both sides by a filter', async () => {
  const report = await made.ask('compare nps 2026-W45 2026-W46 store:Harbour')
  expect(toJson(report)).toMatchObject({ change: { value: 25, baseline: { value: -40, n: 20 } } })
})

test('takes the two names with the most feedback, where only a field is named', async () => {
  const report = await made.ask('compare brand last-week')
  expect(report.title).toMatch(/^NPS: (Aurora and Borealis|Borealis and Aurora)$/)
})

test('shows both sides in the table and in the picture', async () => {
  const report = await made.ask('compare nps Centre Harbour last-week')
  const table = report.blocks.find((block) => block.type === 'table')
  expect(table?.rows.map(([name, value, , , n]) => [name, value, n])).toEqual([
    ['Centre', 65, 20],
    ['Harbour', -15, 20],
  ])
  expect(report.blocks.find((block) => block.type === 'chart')).toMatchObject({
    spec: { type: 'stacked-share', rows: [{ label: 'Centre' }, { label: 'Harbour' }] },
  })
})

test('refuses what cannot be set side by side, and says why', async () => {
  const id = async (line: string) => (await made.refused(line)).errorId
  expect(await id('compare nps Centre Borealis')).toBe('commands.compare-different')
  expect(await id('compare nps Centre Harbour Aurora')).toBe('commands.compare-two')
  expect(await id('compare nps 2024 2025 2026')).toBe('commands.compare-two')
  expect(await id('compare nps store:Centre')).toBe('commands.compare-what')
  expect(await id('compare nps Centre centre')).toBe('commands.compare-same')
  expect(await id('compare nps 2026-10 2026-10')).toBe('commands.compare-same')
  expect(await id('compare nps Centre Harbour store:Centre')).toBe('commands.compare-filtered')
  expect(await id('compare')).toBe('commands.compare-what')
})

test('suggests the line with the name that was probably meant', async () => {
  expect(await made.refused('compare nps Centre Harbor')).toMatchObject({
    errorId: 'commands.compare-unknown',
    suggestion: 'compare nps Centre Harbour',
  })
})

test('keeps the names in its suggestions', async () => {
  expect(await made.refused('compare csat share Centre Harbour')).toMatchObject({
    errorId: 'commands.variant-of',
    suggestion: 'compare csat Centre Harbour top',
  })
  expect(await made.refused('compare rating Centre Harbour')).toMatchObject({
    errorId: 'commands.no-such-answers',
    suggestion: 'compare nps Centre Harbour',
  })
})

test('asks which field is meant, where two hold both names', async () => {
  await made.add([
    ...answers(5, 'nps', 9, { segment: 'Centre' }),
    ...answers(5, 'nps', 9, { segment: 'Harbour' }),
  ])
  const notice = await made.refused('compare nps Centre Harbour')
  expect(notice.errorId).toBe('commands.compare-ambiguous')
  expect(notice.actions[0]?.command).toBe('compare nps store:Centre,Harbour')
  expect((await made.ask(notice.actions[0]?.command ?? '')).kind).toBe('report')
})
