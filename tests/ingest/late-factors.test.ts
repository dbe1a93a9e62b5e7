import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { cxbot } from '../cli/shell.ts'
import { fileWith } from './files.ts'

test.each(['jsonl', 'csv'])(
  'ratings of one side that begin after thousands of rows come back from a file as %s',
  async (format) => {
    const rows = Array.from({ length: 2_300 }, (_, at) => ({
      kind: 'csat',
      score: 1 + (at % 5),
      scale: '1..5',
      survey: null,
      at: '2026-10-05T10:00:00Z',
      source: 'Desk',
      externalId: `A-${at}`,
      ...(at > 2_100 && { 'factor:price "net"': 1 + (at % 5) }),
    }))
    const columns = Object.keys(rows.at(-1) ?? {})
    const cell = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`
    const lines =
      format === 'jsonl'
        ? rows.map((row) => JSON.stringify(row))
        : [columns, ...rows.map((row) => columns.map((name) => Reflect.get(row, name)))].map(
            (cells) => cells.map(cell).join(','),
          )
    const file = fileWith(`${lines.join('\n')}\n`, `all.${format}`)
    const directory = dirname(file)
    const run = (...words: readonly string[]) => cxbot([...words], { directory })
    expect(JSON.parse((await run('import', file, '--json')).out)).toMatchObject({ accepted: 2_300 })
    const { out } = await run('export')
    expect(out.match(/"factor:price \\"net\\"":\d/g)).toHaveLength(199)
    writeFileSync(join(directory, 'exported.jsonl'), out)
    const there = ['--workspace', 'copy']
    await run('import', 'exported.jsonl', ...there)
    expect((await run('export', ...there)).out).toBe(out)
  },
  120_000,
)
