import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import sqlite3 from 'sqlite3'
import type { NewFeedback } from '../src/core/feedback.ts'
import { openStore } from '../storage/index.ts'
import { dataset, ZONE } from './dataset.ts'
import { type Figure, factor } from './table.ts'

const NAIVE_COLUMNS = [
  'kind',
  'score',
  'text',
  'at',
  'source',
  'external',
  'customer',
  'brand',
  'store',
  'channel',
]

const NAIVE_ROWS = 3_000
/** It becomes slower while the table grows, and settles after the first hundred thousand. */
const NAIVE_ROWS_WITH_WAL = 200_000

async function removeDatabase(file: string): Promise<void> {
  for (const ending of ['', '-wal', '-shm', '-journal', '.lock'])
    await rm(`${file}${ending}`, { force: true })
}

/**
 * Returns rows a second of one awaited `run` a row into a table of texts with two
 * indexes: what is written without a thought for speed.
 */
async function naiveRate(
  folder: string,
  journal: 'default' | 'wal',
  rows: number,
): Promise<number> {
  const file = join(folder, 'naive.db')
  await removeDatabase(file)
  const database = new sqlite3.Database(file)
  const run = (sql: string, values: readonly unknown[] = []): Promise<void> =>
    new Promise((resolve, reject) => {
      database.run(sql, values, (error) => (error ? reject(error) : resolve()))
    })
  if (journal === 'wal') {
    await run('PRAGMA journal_mode = WAL')
    await run('PRAGMA synchronous = NORMAL')
  }
  await run(
    `CREATE TABLE feedback (id INTEGER PRIMARY KEY, ${NAIVE_COLUMNS.map((name) => `${name} TEXT`).join(', ')})`,
  )
  await run('CREATE INDEX by_time ON feedback (kind, at)')
  await run('CREATE UNIQUE INDEX by_id ON feedback (source, external)')
  const insert = `INSERT INTO feedback (${NAIVE_COLUMNS.join(', ')}) VALUES (${NAIVE_COLUMNS.map(() => '?').join(', ')})`
  const items = [...dataset(rows)]
  const started = process.hrtime.bigint()
  for (const item of items) {
    await run(insert, [
      item.kind,
      String(item.score),
      item.text,
      new Date(item.at * 1000).toISOString(),
      item.source,
      item.externalId,
      item.customer,
      item.brand,
      item.store,
      item.channel,
    ])
  }
  const seconds = Number(process.hrtime.bigint() - started) / 1e9
  await new Promise<void>((resolve) => database.close(() => resolve()))
  await removeDatabase(file)
  return rows / seconds
}

/** Writes the data set as a file such as a survey tool exports. */
async function writeCsv(file: string, rows: number): Promise<void> {
  const stream = createWriteStream(file)
  stream.write('Date,Score,Comment,ID,Customer,Brand,Store,Channel\n')
  let chunk = ''
  for (const item of dataset(rows)) {
    const score = Math.min(10, Math.floor(((item.score ?? 3) * 10) / 7))
    chunk += `${new Date(item.at * 1000).toISOString()},${score},"${item.text}",${item.externalId},${item.customer},${item.brand},${item.store},${item.channel}\n`
    if (chunk.length < 1 << 20) continue
    if (!stream.write(chunk)) await once(stream, 'drain')
    chunk = ''
  }
  stream.end(chunk)
  await once(stream, 'close')
}

/** Runs a command and returns its seconds and its highest resident memory in MB. */
async function measure(
  command: string,
  parameters: readonly string[],
): Promise<{ seconds: number; megabytes: number }> {
  const started = process.hrtime.bigint()
  const child = spawn(command, parameters, { stdio: ['ignore', 'ignore', 'inherit'] })
  let kilobytes = 0
  const timer = setInterval(() => {
    readFile(`/proc/${child.pid}/status`, 'utf8').then(
      (status) => {
        kilobytes = Math.max(kilobytes, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0))
      },
      () => undefined,
    )
  }, 50)
  const [code] = (await once(child, 'exit')) as [number | null]
  clearInterval(timer)
  if (code !== 0) throw new Error(`${command} ${parameters.join(' ')} ended with ${code}`)
  return { seconds: Number(process.hrtime.bigint() - started) / 1e9, megabytes: kilobytes / 1024 }
}

/** Imports the file into a new database and returns its seconds and its highest resident memory in MB. */
async function timeImport(
  folder: string,
  csv: string,
  flags: readonly string[],
): Promise<{ seconds: number; megabytes: number }> {
  const database = join(folder, 'import.db')
  await removeDatabase(database)
  const measured = await measure(process.execPath, [
    'dist/cxbot.js',
    'import',
    csv,
    '--kind',
    'nps',
    '--scale',
    '0..10',
    '--json',
    '--db',
    `sqlite:${database}`,
    '--zone',
    ZONE,
    ...flags,
  ])
  await removeDatabase(database)
  return measured
}

/** Returns the figures of importing a file of so many rows through the program. */
export async function benchImport(folder: string, rows: number): Promise<readonly Figure[]> {
  const csv = join(folder, 'bench.csv')
  await mkdir(folder, { recursive: true })
  await writeCsv(csv, rows)
  const unread = await timeImport(folder, csv, ['--read-later'])
  const read = await timeImport(folder, csv, [])
  await rm(csv)
  const rate = rows / unread.seconds
  const byDefault = await naiveRate(folder, 'default', NAIVE_ROWS)
  const withWal = await naiveRate(folder, 'wal', NAIVE_ROWS_WITH_WAL)
  return [
    {
      name: `import of ${rows.toLocaleString('en')} rows, texts read later`,
      value: `${unread.seconds.toFixed(1)} s, ${Math.round(rate).toLocaleString('en')} rows/s`,
      target: 'one million within 40 s',
      met: unread.seconds * (1e6 / rows) <= 40,
    },
    {
      name: 'the same, every text analysed in its transaction',
      value: `${read.seconds.toFixed(1)} s, ${Math.round(rows / read.seconds).toLocaleString('en')} rows/s`,
    },
    {
      name: 'against one awaited insert a row, defaults',
      value: `${Math.round(byDefault)} rows/s, ${factor(rate / byDefault)}`,
      target: 'at least 50 ×',
      met: rate / byDefault >= 50,
    },
    {
      name: 'against one awaited insert a row, WAL',
      value: `${Math.round(withWal)} rows/s, ${factor(rate / withWal)}`,
      target: 'at least 6 ×',
      met: rate / withWal >= 6,
    },
    {
      name: 'resident memory of the import',
      value: `${Math.round(Math.max(unread.megabytes, read.megabytes))} MB`,
      target: 'at most 256 MB',
      met: Math.max(unread.megabytes, read.megabytes) <= 256,
    },
  ]
}

/** Returns the figures of durable single inserts: one at a time, and 64 at once. */
export async function benchSingles(folder: string): Promise<readonly Figure[]> {
  const file = join(folder, 'singles.db')
  await removeDatabase(file)
  const store = await openStore(`sqlite:${file}`)
  const workspace = await store.ensureWorkspace('bench', {
    zone: ZONE,
    locale: 'en',
    sample: false,
  })
  const items: NewFeedback[] = [...dataset(8_000)]
  const one = items.slice(0, 1_000)
  const many = items.slice(1_000)
  let started = process.hrtime.bigint()
  for (const item of one) await store.add(workspace.id, item)
  const alone = one.length / (Number(process.hrtime.bigint() - started) / 1e9)
  started = process.hrtime.bigint()
  const writer = async (offset: number): Promise<void> => {
    for (let index = offset; index < many.length; index += 64) {
      const item = many[index]
      if (item) await store.add(workspace.id, item)
    }
  }
  await Promise.all(Array.from({ length: 64 }, (_, offset) => writer(offset)))
  const together = many.length / (Number(process.hrtime.bigint() - started) / 1e9)
  await store.close()
  await removeDatabase(file)
  return [
    {
      name: 'durable single inserts, 64 at once',
      value: `${Math.round(together)}/s against ${Math.round(alone)}/s one at a time, ${factor(together / alone)}`,
      target: 'at least 8 ×',
      met: together / alone >= 8,
    },
  ]
}
