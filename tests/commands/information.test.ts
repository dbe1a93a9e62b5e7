import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registry } from '../../commands/index.ts'
import type { Report } from '../../src/core/reply.ts'
import { toJson } from '../../src/report/json.ts'
import { type MadeWorkspace, madeWorkspace, NOW, textOf, twoWeeks } from './made-workspace.ts'

let made: MadeWorkspace
beforeAll(async () => {
  made = await madeWorkspace(twoWeeks())
})
afterAll(() => made.close())

describe('help', () => {
  test('lists every command once, under its heading', async () => {
    const report = await made.ask('help')
    const names = report.blocks.flatMap((block) =>
      block.type === 'table' ? block.rows.map(([name]) => name) : [],
    )
    expect([...names].sort()).toEqual(registry.commands.map(({ name }) => name).sort())
  })

  test.each(registry.commands.map(({ name }) => name))('explains %s', async (name) => {
    const report = await made.ask(`help ${name}`)
    expect(report.title).toBe(name)
    expect(textOf(report)).toContain(name)
  })

  test('suggests the nearest command', async () => {
    expect(await made.refused('help npss')).toMatchObject({ suggestion: 'help nps' })
  })

  test('speaks the language of the one who asks', async () => {
    expect(textOf(await made.ask('help', { locale: 'ru' }))).toMatch(/О чём можно спросить/)
    expect(textOf(await made.ask('help', { locale: 'kk' }))).toMatch(/Не сұрауға болады/)
    expect(textOf(await made.ask('help', { locale: 'lt' }))).toMatch(/Ko galima paklausti/)
  })
})

describe('define', () => {
  test('tells formula, scale, exclusions and source of every metric', async () => {
    for (const metric of ['nps', 'csat', 'ces', 'csi', 'rating']) {
      const text = textOf(await made.ask(`define ${metric}`))
      for (const part of ['Formula', 'Scale', 'Interval', 'Left out', 'Source']) {
        expect(text).toMatch(new RegExp(`${part}: \\S`))
      }
    }
  })

  test('names the surveys of the workspace', async () => {
    expect(textOf(await made.ask('define nps'))).toMatch(
      /In this workspace: unnamed survey \(0–10\)/,
    )
    expect(textOf(await made.ask('define ces'))).toMatch(/no such answers yet/)
  })

  test('suggests the nearest metric', async () => {
    expect(await made.refused('define nsp')).toMatchObject({
      errorId: 'commands.unknown-metric',
      suggestion: 'define nps',
    })
  })
})

describe('imports', () => {
  test('says how to import, where nothing was', async () => {
    expect(textOf(await made.ask('imports'))).toMatch(/cxbot import FILE/)
  })

  test('lists imports, and for one the reasons why rows were rejected', async () => {
    const { store, workspace } = made
    const record = await store.openImport(workspace.id, {
      file: 'answers.csv',
      fingerprint: 'abc',
      mapping: '{}',
      startedAt: NOW,
    })
    await store.ingest(workspace.id, {
      items: [],
      derivedIds: false,
      progress: {
        id: record.id,
        rows: 3,
        rejected: 2,
        reasons: [{ reason: 'bad-date', count: 2, firstLine: 4 }],
      },
    })
    await store.finishImport(workspace.id, record.id, NOW)
    const rowsOf = (report: Report) =>
      report.blocks.find((block) => block.type === 'table')?.rows.map((row) => row.slice(1))
    expect(toJson(await made.ask('imports'))).toMatchObject({
      table: { rows: [[`I-${record.id}`, 'answers.csv', expect.any(String), 'done', 3, 0, 0, 2]] },
    })
    const one = await made.ask(`imports I-${record.id}`)
    expect(rowsOf(one)).toHaveLength(1)
    expect(textOf(one)).toMatch(/Why rows were rejected/)
    expect(toJson(one)).toMatchObject({ actions: [{ command: 'import undo I-1' }] })
    expect(await made.refused('imports I-77')).toMatchObject({
      errorId: 'commands.unknown-import',
      suggestion: 'imports I-1',
    })
  })
})
