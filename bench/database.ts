import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { NewFeedback } from '../src/core/feedback.ts'
import type { Store, Workspace } from '../src/core/store.ts'
import { openStore } from '../storage/index.ts'
import { dataset, ZONE } from './dataset.ts'

const BATCH = 10_000

export interface BenchDatabase {
  readonly store: Store
  readonly workspace: Workspace
  readonly file: string
  readonly rows: number
  /** Rows a second while it was filled; undefined where an earlier run had filled it. */
  readonly ingestRate: number | undefined
}

function report(done: number, rows: number, started: number): void {
  if (done % Math.ceil(rows / 20) >= BATCH) return
  const rate = done / ((Date.now() - started) / 1000)
  const left = Math.round((rows - done) / rate)
  console.error(
    `  filling: ${done.toLocaleString('en')} of ${rows.toLocaleString('en')}, ${Math.round(rate)} a second, ${left} s left`,
  )
}

/** Opens the database of so many rows in the folder, and fills it first where it is missing. */
export async function benchDatabase(folder: string, rows: number): Promise<BenchDatabase> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, `bench-${rows}.db`)
  let ingestRate: number | undefined
  if (!existsSync(file)) {
    const unfinished = `${file}.filling`
    for (const ending of ['', '-wal', '-shm', '.lock'])
      await rm(`${unfinished}${ending}`, { force: true })
    const store = await openStore(`sqlite:${unfinished}`)
    const settings = { zone: ZONE, locale: 'en', sample: false } as const
    const workspace = await store.ensureWorkspace('bench', settings)
    const started = Date.now()
    let items: NewFeedback[] = []
    let done = 0
    for (const item of dataset(rows)) {
      items.push(item)
      if (items.length < BATCH) continue
      await store.ingest(workspace.id, { items, derivedIds: false })
      done += items.length
      items = []
      report(done, rows, started)
    }
    if (items.length > 0) await store.ingest(workspace.id, { items, derivedIds: false })
    ingestRate = rows / ((Date.now() - started) / 1000)
    await store.close()
    await rename(unfinished, file)
  }
  const store = await openStore(`sqlite:${file}`)
  const workspace = await store.findWorkspace('bench')
  if (!workspace) throw new Error(`${file} holds no workspace of this benchmark: delete it`)
  return { store, workspace, file, rows, ingestRate }
}
