import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import sqlite3 from 'sqlite3'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { registry } from '../../commands/index.ts'
import type { WorkspaceId } from '../../src/core/identity.ts'
import type { Store } from '../../src/core/store.ts'
import { createHost } from '../../src/dispatch/index.ts'
import { quoteName } from '../../src/parse/readers.ts'
import { openStore } from '../../storage/index.ts'
import { answers, invocation, NOW } from '../commands/made-workspace.ts'
import { silent } from '../delivery/harness.ts'
import { freshPostgres } from '../postgres.ts'
import { INJECTIONS, MARK } from './injections.ts'
import { placeOf, readProduct, SyntaxKind, walk } from './source-files.ts'

const CANARY = 'quokka'
const SETTINGS = { zone: 'UTC', locale: 'en', sample: false } as const

/** A name keeps no NUL. */
const NAMES = INJECTIONS.filter((each) => !each.includes('\u0000'))

/** Every statement that either driver was given. */
const statements: string[] = []
beforeAll(() => {
  for (const method of ['prepare', 'run', 'all', 'exec'] as const) {
    const given = sqlite3.Database.prototype[method] as (...all: unknown[]) => unknown
    vi.spyOn(sqlite3.Database.prototype, method).mockImplementation(function (
      this: unknown,
      ...all: unknown[]
    ) {
      statements.push(String(all[0]))
      return given.apply(this, all)
    } as never)
  }
  const query = pg.Client.prototype.query as (...all: unknown[]) => unknown
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: unknown,
    ...all: unknown[]
  ) {
    const [asked] = all as [string | { readonly text: string }]
    statements.push(typeof asked === 'string' ? asked : asked.text)
    return query.apply(this, all)
  } as never)
})
afterAll(() => vi.restoreAllMocks())

const LINES: readonly ((words: string) => string)[] = [
  (words) => `nps all store:${quoteName(words)}`,
  (words) => `nps all by ${words}`,
  (words) => `nps all vs ${words}`,
  (words) => `trend nps all by ${quoteName(words)}`,
  (words) => `quotes all ${quoteName(words)}`,
  (words) => `quotes all ${words}`,
  (words) => `quotes all author:${quoteName(words)} tag:${quoteName(words)}`,
  (words) => `aspects ${quoteName(words)} all by store`,
  (words) => `digest create ${quoteName(words)} daily 09:00 nps all store:${quoteName(words)}`,
  (words) => `log text:${quoteName(words)} rating:2 source:${quoteName(words)}`,
  (words) => `tag F-1 ${quoteName(words)}`,
  (words) => words,
]

const DATABASES: readonly (readonly [string, () => Promise<{ url: string; drop(): unknown }>])[] = [
  [
    'SQLite',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'cxbot-injections-'))
      const drop = () => rmSync(folder, { recursive: true })
      return { url: `sqlite:${join(folder, 'a.db')}`, drop }
    },
  ],
  ['PostgreSQL', freshPostgres],
]

describe.each(DATABASES)('T15: words of people in %s', (_, database) => {
  let store: Store
  let ours: WorkspaceId
  let theirs: WorkspaceId
  let drop: () => unknown
  const faults: unknown[] = []
  const countOf = async (workspace: WorkspaceId) =>
    (await store.exportPage(workspace, null, 10_000)).length

  beforeAll(async () => {
    const made = await database()
    drop = made.drop
    store = await openStore(made.url)
    ours = (await store.ensureWorkspace('shop', SETTINGS)).id
    theirs = (await store.ensureWorkspace('rival', SETTINGS)).id
    const named = NAMES.flatMap((store) => answers(12, 'nps', 9, { store, text: store }))
    await store.ingest(ours, { items: named, derivedIds: false })
    const secret = { store: CANARY, text: CANARY, author: CANARY, tags: [CANARY] }
    await store.ingest(theirs, { items: answers(30, 'nps', 1, secret), derivedIds: false })
  }, 120_000)
  afterAll(async () => {
    await store.close()
    await drop()
  })

  const host = () =>
    createHost({
      store,
      registry,
      charts: {
        render: () => Promise.reject(new Error('not drawn')),
        close: () => Promise.resolve(),
      },
      log: { ...silent, error: (event, fields) => faults.push({ event, ...fields }) },
      clock: () => NOW,
      defaults: { workspace: 'shop', zone: 'UTC', locale: 'en', targets: {} },
    })

  test('are never part of a statement, and fetch no other rows', { timeout: 300_000 }, async () => {
    const bot = host()
    const before = await countOf(ours)
    let logged = 0
    for (const words of INJECTIONS) {
      for (const line of LINES) {
        const asked = line(words)
        const reply = await bot.answer(invocation(asked))
        expect([asked, JSON.stringify(reply).includes(CANARY)]).toEqual([asked, false])
        if (asked.startsWith('log') && reply.kind === 'report') logged += 1
      }
    }
    expect(faults).toEqual([])
    expect(statements.length).toBeGreaterThan(1000)
    expect(statements.filter((statement) => statement.includes(MARK))).toEqual([])
    expect(await countOf(theirs)).toBe(30)
    expect(await countOf(ours)).toBeGreaterThanOrEqual(before + logged)
  })

  test('filter to the rows that bear them', { timeout: 120_000 }, async () => {
    const bot = host()
    for (const words of NAMES) {
      const reply = await bot.answer(invocation(`nps all store:${quoteName(words)}`))
      const headline =
        reply.kind === 'report' ? reply.blocks.find(({ type }) => type === 'headline') : undefined
      const n = headline?.type === 'headline' ? headline.values[0]?.n : JSON.stringify(reply)
      expect([words, n]).toEqual([words, 12])
    }
  })
})

test('T15: SQL is written in storage alone, and none of it is put together on the spot', () => {
  const found: string[] = []
  const makers = new Set([SyntaxKind.TemplateExpression, SyntaxKind.BinaryExpression])
  readProduct((file) => {
    const isStorage = file.name.startsWith('storage/')
    walk(file.tree, (node) => {
      if (node.kind === SyntaxKind.ImportDeclaration && !isStorage) {
        if (/from '(?:kysely|sqlite3|pg)'/.test(node.getText(file.tree))) {
          found.push(`${placeOf(file, node)} speaks to a database`)
        }
      }
      if (node.kind !== SyntaxKind.CallExpression) return
      const [called, ...given] = childrenOf(node)
      if (!/^(?:sql\.raw|CompiledQuery\.raw)\b/.test(called?.getText(file.tree) ?? '')) return
      if (given.some(({ kind }) => makers.has(kind))) {
        found.push(`${placeOf(file, node)} puts SQL together`)
      }
    })
  })
  expect(found).toEqual([])
})

function childrenOf(node: Parameters<typeof walk>[0]): Parameters<typeof walk>[0][] {
  const children: Parameters<typeof walk>[0][] = []
  node.forEachChild((child) => {
    children.push(child)
  })
  return children
}
