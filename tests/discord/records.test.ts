import { expect, test } from 'vitest'
import { limits } from '../../adapters/discord/limits.ts'
import { render } from '../../adapters/discord/render.ts'
import { pagesOf } from '../../adapters/discord/render-table.ts'
import type { Block, Cell } from '../../src/core/reply.ts'
import { reportOf } from './replies.ts'

const COLUMNS = ['When', 'Who', 'Command', 'Outcome', 'Detail', 'Place']
const ROW = [
  '22 Nov 2026, 08:10',
  'Anna *Petrova*',
  'role give',
  'answered',
  'viewer → manager',
  'discord/81384788765712384/613425648685547541',
]

const OPTIONS = {
  canShare: false,
  mark: null,
  fileBytes: 10_000_000,
  lead: null,
  refused: null,
}

function audit(rows: readonly (readonly Cell[])[]): Block {
  const columns = COLUMNS.map((label) => ({ key: label, label, format: 'text' as const }))
  return { type: 'table', columns, rows }
}

function shown(block: Block, page = 0): string {
  const report = reportOf('Audit', { blocks: [block] })
  const { message } = render(report, { ...OPTIONS, page })
  return message.embeds.map(({ description }) => description ?? '').join('\n')
}

test('columns of words that do not fit beside each other are read row by row', () => {
  const text = shown(audit([ROW, [...ROW.slice(0, 4), null, '–']]))
  expect(text).not.toContain('```')
  expect(text).toContain('**22 Nov 2026, 08\\:10**')
  expect(text).toContain('Who: Anna \\*Petrova\\* · Command: role give · Outcome: answered')
  expect(text.match(/Detail: /g)).toHaveLength(1)
  expect(text.match(/Place: /g)).toHaveLength(1)
})

test('such a table has fewer rows on a page, and none is lost', () => {
  const rows = Array.from({ length: 25 }, (_, index) => [`No ${index}.`, ...ROW.slice(1)])
  const block = audit(rows)
  const pages = pagesOf(reportOf('Audit', { blocks: [block] }))
  expect(pages).toBe(Math.ceil(25 / limits.tableRecords))
  const all = Array.from({ length: pages }, (_, page) => shown(block, page)).join('\n')
  for (const [name] of rows) expect(all).toContain(`**${name}**`)
})

test('a table of numbers keeps its columns', () => {
  const columns = [
    { key: 'store', label: 'Store', format: 'text' as const },
    ...COLUMNS.map((label) => ({ key: label, label, format: 'points' as const })),
  ]
  expect(shown({ type: 'table', columns, rows: [['Centre', 1, 2, 3, 4, 5, 6]] })).toContain('```')
})
