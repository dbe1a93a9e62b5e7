import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Store } from '../../src/core/store.ts'
import { planImport, runImport } from '../../src/ingest/index.ts'
import { openStore } from '../../storage/index.ts'
import { fileWith } from '../ingest/files.ts'
import { freshPostgres } from '../postgres.ts'

const NOW = (Date.UTC(2026, 10, 18, 10) / 1000) as EpochSeconds
const HEAD = 'date,recommend,text,store\n'
const ROW = '2026-11-10,9,Отзыв “Ąžuolas” қала 👩‍👩‍👧,Centre\n'
const MANY = ROW.repeat(20)

const FILES: readonly (readonly [string, Buffer])[] = [
  ['UTF-8', Buffer.from(HEAD + MANY)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${HEAD}${MANY}`)],
  ['UTF-16 with a mark', Buffer.from(`\uFEFF${HEAD}${MANY}`, 'utf16le')],
  [
    'bytes that are no UTF-8',
    Buffer.concat([
      Buffer.from(`${HEAD}${MANY}2026-11-11,8,`),
      Buffer.from([0xd0, 0x20, 0xff, 0x2c, 0x41, 0x0a]),
    ]),
  ],
  ['a NUL in a row', Buffer.from(`${HEAD}${MANY}2026-11-11,8,a\0b,Centre\n`)],
  [
    'JSON with halves of characters and a NUL',
    Buffer.from(
      ['a\\ud800b', 'c\\u0000d', '\\udc00', 'e\\ud83d\\ude00f']
        .map((text) => `{"at":"2026-11-11","score":8,"text":"${text}","store":"S${text}"}`)
        .join('\n'),
    ),
  ],
]

let folder = ''
let server: Awaited<ReturnType<typeof freshPostgres>>
let stores: readonly Store[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cxbot-encodings-'))
  server = await freshPostgres()
  stores = [await openStore(`sqlite:${join(folder, 'a.db')}`), await openStore(server.url)]
}, 60_000)
afterAll(async () => {
  for (const store of stores) await store.close()
  await server.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** Imports a file into a workspace of its own; returns what was counted and what is stored. */
async function stored(store: Store, name: string, bytes: Buffer) {
  const settings = { zone: 'UTC', locale: 'en', sample: false } as const
  const workspace = await store.ensureWorkspace(name.replaceAll(' ', '-'), settings)
  const plan = await planImport(fileWith(bytes), { kind: 'nps' }, { zone: 'UTC', now: NOW })
  const { accepted, rejected, reasons } = await runImport(plan, {
    store,
    workspace,
    now: () => NOW,
    rejectsFolder: folder,
    words: { line: 'line', reason: 'reason', explain: (reason) => reason },
  })
  const items = await store.exportPage(workspace.id, null, 1000)
  const rows = items.map(({ text, store: shop, score, at }) => ({ text, shop, score, at }))
  return { accepted, rejected, reasons, rows }
}

test.each(FILES)(
  'T13: %s gives the same rows and counts in both databases',
  async (name, bytes) => {
    const [sqlite, postgres] = await Promise.all(stores.map((each) => stored(each, name, bytes)))
    expect(postgres).toEqual(sqlite)
    expect(sqlite?.accepted).toBeGreaterThan(0)
    expect(sqlite?.rows.length).toBe(sqlite?.accepted)
    const texts = sqlite?.rows.flatMap(({ text, shop }) => [text ?? '', shop ?? '']) ?? []
    expect(texts.filter((text) => /\0|\p{Surrogate}/u.test(text))).toEqual([])
    if (/^UTF/.test(name)) expect(new Set(texts).size).toBe(2)
    else
      expect(
        (sqlite?.rejected ?? 0) + texts.filter((text) => text.includes('\uFFFD')).length,
      ).toBeGreaterThan(0)
  },
)
