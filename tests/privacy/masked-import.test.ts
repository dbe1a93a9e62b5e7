import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cxbot, emptyFolder } from '../cli/shell.ts'

const FILE = `date,would you recommend us,comment
2026-11-10,9,"Write to ona@example.lt or +370 612 34567"
2026-11-11,3,"=HYPERLINK(""http://example.com"")"
2026-11-12,8,Order 12345678 came late
`
const IMPORT = ['import', 'answers.csv', '--kind', 'nps', '--scale', '0..10']

function folderWith(file: string): string {
  const directory = emptyFolder()
  writeFileSync(join(directory, 'answers.csv'), file)
  return directory
}

async function texts(directory: string): Promise<readonly string[]> {
  const { out } = await cxbot(['export'], { directory })
  return out
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text)
}

test('addresses and phone numbers are masked at import, and the same file adds nothing', async () => {
  const directory = folderWith(FILE)
  expect((await cxbot(IMPORT, { directory })).code).toBe(0)
  expect(await texts(directory)).toEqual([
    'Write to [email] or [phone]',
    '=HYPERLINK("http://example.com")',
    'Order 12345678 came late',
  ])
  const again = await cxbot([...IMPORT, '--json'], { directory })
  expect(JSON.parse(again.out)).toMatchObject({ accepted: 0, duplicates: 3 })
  const kept = await cxbot([...IMPORT, '--keep-personal', '--json'], { directory })
  expect(JSON.parse(kept.out)).toMatchObject({ accepted: 0, duplicates: 3 })
})

test('who wants them kept says so and is warned', async () => {
  const directory = folderWith(FILE)
  const { code, err } = await cxbot([...IMPORT, '--keep-personal'], { directory })
  expect(code).toBe(0)
  expect(err).toContain('--keep-personal')
  expect((await texts(directory))[0]).toBe('Write to ona@example.lt or +370 612 34567')
})

test('T11: no cell of an exported table begins as a formula', async () => {
  const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1', '−ok', 'plain']
  const rows = hostile.map((text, at) =>
    JSON.stringify({
      kind: 'review',
      text,
      score: 3,
      scale: '1..5',
      at: `2026-11-1${at % 9}`,
      store: text,
    }),
  )
  const directory = emptyFolder()
  writeFileSync(join(directory, 'reviews.jsonl'), `${rows.join('\n')}\n`)
  expect((await cxbot(['import', 'reviews.jsonl'], { directory })).code).toBe(0)
  expect((await cxbot(['export', '--out', 'all.csv'], { directory })).code).toBe(0)
  const cells = readFileSync(join(directory, 'all.csv'), 'utf8')
    .split(/[,\r\n]+/)
    .map((cell) => cell.replace(/^"/, ''))
  expect(cells.filter((cell) => /^\s*[=+\-@＝＋－＠]/.test(cell))).toEqual([])
  expect(cells).toContain("'=1+1")
})

test('customers who are named by an address or a number are kept under a hash of it, each by themselves', async () => {
  const directory = folderWith(`date,would you recommend us,comment,customer,author
2026-11-10,9,Good,ona@example.lt,@ona@social.example
2026-11-11,3,Bad,ONA@example.lt,Jonas
2026-11-12,8,Fine,+370 612 34567,Jonas
2026-11-12,8,Fine too,Rasa 12345,Jonas
`)
  expect((await cxbot(IMPORT, { directory })).code).toBe(0)
  const { out } = await cxbot(['export'], { directory })
  expect(out).not.toMatch(/example\.lt|612/)
  const rows = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { customer: string; author: string })
  const [first, second, third, fourth] = rows.map(({ customer }) => customer)
  expect(first).toMatch(/^c-[\w-]{16}$/)
  expect(second).toBe(first)
  expect(third).not.toBe(first)
  expect(fourth).toBe('Rasa 12345')
  expect(rows[0]?.author).toBe('@ona@social.example')
  const asked = async (line: string) =>
    JSON.parse((await cxbot(['ask', line, '--json'], { directory })).out)
  expect((await asked('nps customer:ona@example.lt all')).values[0].n).toBe(2)
  const { notice } = await asked('forget customer:Ona@example.lt')
  const receipt = await asked(notice.actions[0].command)
  expect(receipt.table.rows[0]).toEqual(['Pieces of feedback', 2])
  expect((await cxbot([...IMPORT, '--json'], { directory })).out).toContain('"accepted":0')
})
