import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PageReply } from '../../adapters/web/page-reply.ts'
import { type ServedPage, servedPage } from './served-page.ts'

const MEGABYTE = 1024 * 1024
const ROWS = Array.from({ length: 12 }, (_, row) => `K-${row * 7},2026-11-1${row % 5},${row % 11}`)
const FILE = ['id,date,How likely are you to recommend us?', ...ROWS, ''].join('\n')

let page: ServedPage
beforeAll(async () => {
  page = await servedPage({ largestFile: MEGABYTE })
})
afterAll(() => page.close())

let asked = 0
async function give(body: string, name = 'ответы.csv', headers = {}) {
  asked += 1
  const query = new URLSearchParams({
    id: `given-file-${asked}`,
    line: 'import',
    locale: 'en',
    name,
  })
  const sent = { 'content-type': 'application/octet-stream', ...headers }
  const received = await page.send(`/api/file?${query}`, { method: 'POST', headers: sent, body })
  return { status: received.status, reply: JSON.parse(received.body) }
}

function commandOf(reply: PageReply): string {
  const block =
    reply.kind === 'report' ? reply.blocks.find(({ type }) => type === 'actions') : undefined
  return (block?.type === 'actions' && block.actions[0]?.command) || ''
}

test('a file that is dropped on the page is looked at, and stored when its button is pressed', async () => {
  const { status, reply } = await give(FILE)
  expect([status, reply.title]).toEqual([200, 'ответы.csv'])
  expect(JSON.stringify(reply)).toContain('12 rows, and all of them can be used')
  expect(commandOf(reply)).toMatch(/^import [0-9a-f]{22} go/)
  const before = JSON.stringify(await page.ask('imports'))
  expect(before).not.toContain('ответы.csv')
  expect(JSON.stringify(await page.ask(commandOf(reply)))).toContain('12 new')
  expect(JSON.stringify(await page.ask('imports'))).toContain('ответы.csv')
})

test('a file that is too large is refused in words after all of it was sent', async () => {
  const { status, reply } = await give(FILE + 'x'.repeat(8 * MEGABYTE))
  expect([status, reply.kind]).toEqual([200, 'notice'])
  expect(JSON.stringify(reply)).toContain('larger than 1 MB')
})

test('an empty file is called by its own name', async () => {
  const { reply } = await give('', 'пусто.csv', { 'content-length': '0' })
  expect(JSON.stringify(reply)).toContain('пусто.csv')
})

test('only the page itself may send a file', async () => {
  const elsewhere = await give(FILE, 'a.csv', { origin: 'https://elsewhere.example' })
  expect(elsewhere.reply.error.id).toBe('web.wrongOrigin')
  const simple = await give(FILE, 'a.csv', { 'content-type': 'text/plain' })
  expect([simple.status, simple.reply.error.id]).toEqual([415, 'web.notFile'])
  const nameless = await give(FILE, '')
  expect([nameless.status, nameless.reply.error.id]).toEqual([400, 'web.badField'])
})
