import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WorkspaceId } from '../../src/core/identity.ts'
import type { Store } from '../../src/core/store.ts'
import { openStore } from '../../storage/index.ts'
import { createStore } from '../../storage/shared/store.ts'
import { openHandle } from '../../storage/sqlite/driver.ts'
import { openSqlite } from '../../storage/sqlite/index.ts'
import { answer, at } from '../contract/feedback.ts'
import { storedReport } from '../contract/reports.ts'

const settings = { zone: 'UTC', locale: 'en', sample: false } as const
const always = { start: at('1990-01-01T00:00:00Z'), end: at('2100-01-01T00:00:00Z') }

let folder: string
let child: string
let files = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cxbot-faults-'))
  await chmod(folder, 0o755)
  child = fileURLToPath(
    new URL('../../node_modules/.cache/cxbot/sqlite-child.mjs', import.meta.url),
  )
  await build({
    entryPoints: [fileURLToPath(new URL('sqlite-child.ts', import.meta.url))],
    outfile: child,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

function newFile(): string {
  files += 1
  return join(folder, `store-${files}.db`)
}

async function filled(file: string, count = 1): Promise<void> {
  const store = await openStore(`sqlite:${file}`)
  const { id } = await store.ensureWorkspace('w', settings)
  const items = Array.from({ length: count }, (_, index) =>
    answer(index % 11, { text: 'some words' }),
  )
  await store.ingest(id, { items, derivedIds: false })
  await store.close()
}

const fault = (name: string) => expect.objectContaining({ name: 'StorageError', fault: name })

describe('a SQLite file', () => {
  test('is made with access for its owner only', async () => {
    const file = newFile()
    const store = await openStore(`sqlite:${file}`)
    await store.ensureWorkspace('w', settings)
    for (const name of [file, `${file}-wal`, `${file}-shm`]) {
      expect((await stat(name)).mode & 0o777).toBe(0o600)
    }
    await store.close()
    expect((await readdir(folder)).filter((name) => name.startsWith('store-1.db'))).toHaveLength(1)
  })

  test('fault 9: that is something else is refused and left as it is', async () => {
    const file = newFile()
    const content = 'NPS;comment\n'.repeat(500)
    await writeFile(file, content)
    await expect(openStore(`sqlite:${file}`)).rejects.toEqual(fault('not-a-database'))
    expect(await readFile(file, 'utf8')).toBe(content)
  })

  test('of another program is refused and left as it is', async () => {
    const file = newFile()
    const other = await openHandle(file, 'read-write')
    await other.run('CREATE TABLE theirs (a)')
    await other.close()
    const before = await readFile(file)
    await expect(openStore(`sqlite:${file}`)).rejects.toEqual(fault('not-a-database'))
    expect(await readFile(file)).toEqual(before)
  })

  test('fault 13: of a newer version is refused and left as it is', async () => {
    const file = newFile()
    await filled(file)
    const newer = await openHandle(file, 'read-write')
    await newer.run("INSERT INTO migration VALUES (999, 'later')")
    await newer.close()
    const before = await readFile(file)
    await expect(openStore(`sqlite:${file}`)).rejects.toEqual(fault('newer-schema'))
    expect(await readFile(file)).toEqual(before)
  })

  test('fault 10: that is cut short is called corrupt', async () => {
    const file = newFile()
    await filled(file, 3_000)
    await truncate(file, 40_960)
    const use = async (): Promise<void> => {
      const store = await openStore(`sqlite:${file}`)
      try {
        const { id } = await store.ensureWorkspace('w', settings)
        await store.exportPage(id, null, 5_000)
        await store.quotes(id, { range: always, filters: [], words: ['words'], limit: 5 })
      } finally {
        await store.close()
      }
    }
    await expect(use()).rejects.toEqual(fault('corrupt'))
  })

  test('in a place where no file can be is refused as such', async () => {
    const file = newFile()
    await writeFile(file, '')
    await expect(openStore(`sqlite:${folder}`)).rejects.toEqual(fault('no-access'))
  })

  test('of an unknown kind is not supported, and its password is not repeated', async () => {
    const refused = openStore('mysql://me:secret@host/db')
    await expect(refused).rejects.toEqual(fault('unsupported-url'))
    await expect(refused).rejects.not.toThrow(/secret/)
  })

  test('fault 8: that may only be read answers, and says why it does not store', async () => {
    const own = await mkdtemp(join(folder, 'read-only-'))
    const file = join(own, 'store.db')
    await filled(file, 5)
    await chmod(file, 0o444)
    await chmod(own, 0o555)
    const asRoot = userInfo().uid === 0
    const reader = start('read-only', file, asRoot ? { uid: 65_534, gid: 65_534 } : {})
    const said = await output(reader)
    await chmod(own, 0o755)
    expect(JSON.parse(said)).toMatchObject({ n: 5, fault: { fault: 'read-only' } })
  })

  test('fault 6: that is full stores nothing by halves and goes on when there is room', async () => {
    const file = newFile()
    const small = createStore(await openSqlite(file, { maxPages: 120 }))
    const { id } = await small.ensureWorkspace('w', settings)
    const items = Array.from({ length: 5_000 }, (_, index) => answer(index % 11, { text: 'words' }))
    await small.ingest(id, { items: items.slice(0, 10), derivedIds: false })
    await expect(small.ingest(id, { items, derivedIds: false })).rejects.toEqual(fault('full'))
    expect(await small.span(id)).toMatchObject({ n: 10 })
    expect(await small.add(id, answer(3))).toBe('accepted')
    await small.close()
    const store = await openStore(`sqlite:${file}`)
    expect((await store.ingest(id, { items, derivedIds: false })).accepted).toBe(4_990)
    expect(await store.span(id)).toMatchObject({ n: 5_001 })
    await store.close()
  })

  test('fault 10: with a damaged page is found out while it is open, and then answers nothing', async () => {
    const file = newFile()
    await filled(file, 3_000)
    const bytes = await readFile(file)
    bytes.fill(0xab, bytes.length - 40 * 4_096 + 8, bytes.length - 39 * 4_096 - 8)
    await writeFile(file, bytes)
    const store = createStore(await openSqlite(file, { checkAfterMilliseconds: 0 }))
    await expect
      .poll(
        () =>
          store.workspaces().then(
            () => undefined,
            (error: unknown) => error,
          ),
        {
          timeout: 10_000,
        },
      )
      .toEqual(fault('corrupt'))
    await store.close()
  })

  test('that is closed has stored every report that was on its way', async () => {
    const file = newFile()
    const store = await openStore(`sqlite:${file}`)
    const { id: ws } = await store.ensureWorkspace('w', settings)
    const ids = [await store.reserveReport(ws), await store.reserveReport(ws)]
    const saving = ids.map((id) => store.saveReport(ws, storedReport(id)))
    await store.close()
    await Promise.all(saving)
    const again = await openStore(`sqlite:${file}`)
    expect(await Promise.all(ids.map((id) => again.findReport(ws, id)))).toEqual(
      ids.map((id) => storedReport(id)),
    )
    await again.close()
  })

  test('that refused a report gives no more ids until it takes one again', async () => {
    const file = newFile()
    const store = createStore(await openSqlite(file, { busyMilliseconds: 50 }))
    const { id: ws } = await store.ensureWorkspace('w', settings)
    for (let count = 0; count < 20; count += 1) await store.reserveReport(ws)
    const other = await openHandle(file, 'read-write')
    await other.run('BEGIN IMMEDIATE')
    const id = await store.reserveReport(ws)
    await expect(store.saveReport(ws, storedReport(id))).rejects.toEqual(fault('locked'))
    await expect(store.reserveReport(ws)).rejects.toEqual(fault('locked'))
    await other.run('ROLLBACK')
    expect(await store.reserveReport(ws)).toBeGreaterThan(id)
    await other.close()
    await store.close()
  })

  test('fault 11: that another process writes to is waited for, but not for ever', async () => {
    const file = newFile()
    const store = createStore(await openSqlite(file, { busyMilliseconds: 300 }))
    const { id } = await store.ensureWorkspace('w', settings)
    const other = await openHandle(file, 'read-write')
    await other.run('BEGIN IMMEDIATE')
    await expect(store.add(id, answer(1))).rejects.toEqual(fault('locked'))
    expect(await store.span(id)).toBeUndefined()
    const waiting = store.add(id, answer(2))
    await other.run('ROLLBACK')
    expect(await waiting).toBe('accepted')
    await other.close()
    await store.close()
  })

  test('is shared by two stores, which see what the other did', async () => {
    const file = newFile()
    const [one, two] = [await openStore(`sqlite:${file}`), await openStore(`sqlite:${file}`)]
    const { id } = await one.ensureWorkspace('w', settings)
    const add = (store: Store, index: number) =>
      store.add(id, answer(index % 11, { at: at('2026-01-05T23:30:00Z'), store: `s${index % 3}` }))
    await Promise.all(Array.from({ length: 60 }, (_, index) => add(index % 2 ? one : two, index)))
    for (const store of [one, two]) expect(await days(store, id)).toEqual([60, 0])
    await one.updateWorkspace(id, { zone: 'Asia/Almaty' })
    for (const store of [one, two]) expect(await days(store, id)).toEqual([60, 0])
    await one.close()
    await two.close()
  })
})

async function days(store: Store, id: WorkspaceId): Promise<number[]> {
  const [start, middle, end] = [
    at('2026-01-05T00:00:00Z'),
    at('2026-01-06T00:00:00Z'),
    at('2026-01-07T00:00:00Z'),
  ]
  const counts = [0, 0]
  const ranges = [
    { start, end: middle },
    { start: middle, end },
  ]
  const series = (await store.series(id)).map((one) => one.id)
  for (const { range, tally } of await store.tallies(id, {
    series,
    ranges,
    by: 'store',
    filters: [],
  })) {
    counts[range] = (counts[range] ?? 0) + tally.n
  }
  return counts
}

describe('an import that is killed', () => {
  test('leaves whole batches, and goes on to the same end', async () => {
    const file = newFile()
    for (let kills = 0; kills < 10; kills += 1) {
      const importer = start('import', file, {})
      for (let dots = 0; dots <= kills % 3; dots += 1) {
        await Promise.race([
          once(importer.stdout as NodeJS.ReadableStream, 'data'),
          once(importer, 'exit'),
        ])
      }
      const exited = importer.exitCode === null ? once(importer, 'exit') : undefined
      importer.kill('SIGKILL')
      await exited
      const store = await openStore(`sqlite:${file}`)
      const { id } = await store.ensureWorkspace('w', settings)
      const [record] = await store.imports(id, 1)
      const span = await store.span(id)
      expect(record?.rows).toBe(span?.n)
      expect((record?.rows ?? 0) % 50).toBe(0)
      expect(await allCounted(store, id)).toBe(span?.n)
      await store.close()
    }
    await output(start('import', file, {}))
    const store = await openStore(`sqlite:${file}`)
    const { id } = await store.ensureWorkspace('w', settings)
    expect(await store.imports(id, 5)).toMatchObject([
      { state: 'done', rows: 2_000, accepted: 2_000 },
    ])
    expect(await allCounted(store, id)).toBe(2_000)
    await store.close()
  })
})

async function allCounted(store: Store, id: WorkspaceId): Promise<number> {
  const series = (await store.series(id)).map((one) => one.id)
  const rows = await store.tallies(id, { series, ranges: [always], by: 'store', filters: [] })
  return rows.reduce((sum, { tally }) => sum + tally.n, 0)
}

function start(task: string, file: string, who: { uid?: number; gid?: number }): ChildProcess {
  return spawn(process.execPath, [child, task, `sqlite:${file}`], {
    ...who,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function output(running: ChildProcess): Promise<string> {
  let text = ''
  running.stdout?.on('data', (chunk) => {
    text += String(chunk)
  })
  await once(running, 'exit')
  return text
}
