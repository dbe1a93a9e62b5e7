import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Logger } from '../../src/core/adapter.ts'
import type { Store } from '../../src/core/store.ts'
import { rereadInBackground } from '../../src/reading/background.ts'
import { createReaders } from '../../src/reading/readers.ts'
import { openStore } from '../../storage/index.ts'
import { feedback } from '../contract/feedback.ts'
import { fakeSource } from './fake-analyzer.ts'

interface Line {
  readonly event: string
  readonly fields: Readonly<Record<string, unknown>> | undefined
}

function recording(): { log: Logger; lines: Line[]; logged: Promise<void> } {
  const lines: Line[] = []
  let done = (): void => undefined
  const logged = new Promise<void>((resolve) => {
    done = resolve
  })
  const line = (event: string, fields?: Readonly<Record<string, unknown>>): void => {
    lines.push({ event, fields })
    if (event !== 'rereading') done()
  }
  return { log: { info: line, warn: line, error: line }, lines, logged }
}

async function filled(count: number): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'cxbot-background-'))
  const store = await openStore(`sqlite:${join(folder, 'test.db')}`)
  onTestFinished(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })
  const settings = { zone: 'UTC', locale: 'en', sample: false } as const
  const { id } = await store.ensureWorkspace('shop', settings)
  const items = Array.from({ length: count }, (_, index) => feedback({ text: `good ${index}` }))
  await store.ingest(id, { items, derivedIds: false })
  return store
}

test('what is stored unread is read in the background, and questions are answered meanwhile', async () => {
  const store = await filled(1200)
  const { log, lines, logged } = recording()
  const source = fakeSource()
  const readers = createReaders(store, async () => source)
  const stop = rereadInBackground(store, readers, log)
  const workspace = await store.findWorkspace('shop')
  expect(workspace).toBeDefined()
  await logged
  await stop()
  expect(lines).toEqual([
    { event: 'rereading', fields: { workspace: 'shop', done: 500, total: 1200 } },
    { event: 'rereading', fields: { workspace: 'shop', done: 1000, total: 1200 } },
    { event: 'reread', fields: { workspace: 'shop', texts: 1200 } },
  ])
  const [row] = workspace ? await store.exportPage(workspace.id, null, 1) : []
  expect(row?.analysis?.sentiment).toBe('positive')
})

test('it stops when it is told to, and goes on at the next start', async () => {
  const store = await filled(1200)
  const source = fakeSource()
  const readers = createReaders(store, async () => source)
  const first = recording()
  await rereadInBackground(store, readers, first.log)()
  expect(source.read.length).toBeLessThan(1200)

  const second = recording()
  const stop = rereadInBackground(store, readers, second.log)
  await second.logged
  await stop()
  expect(second.lines.at(-1)?.event).toBe('reread')
  expect(new Set(source.read).size).toBe(1200)
})

test('a fault is logged and harms nothing else', async () => {
  const store = await filled(3)
  const source = fakeSource()
  source.broken = true
  const { log, lines, logged } = recording()
  const stop = rereadInBackground(
    store,
    createReaders(store, async () => source),
    log,
  )
  await logged
  await stop()
  expect(lines[0]?.event).toBe('reread-failed')
})
