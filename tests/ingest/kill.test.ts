import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { openStore } from '../../storage/index.ts'
import { fileWith } from './files.ts'

const KILLS = 10
let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(resolve('node_modules'), '.killed-import-'))
  await build({
    entryPoints: ['tests/ingest/killed-import.ts'],
    outfile: join(folder, 'import.mjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
  })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function start(file: string, database: string): ChildProcess {
  return spawn(process.execPath, [join(folder, 'import.mjs'), file, database])
}

async function finish(file: string, database: string): Promise<Record<string, unknown>> {
  const child = start(file, database)
  let out = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  return JSON.parse(out.slice(out.indexOf('{'))) as Record<string, unknown>
}

/** Starts an import and kills it so many milliseconds after it began to store. */
async function kill(file: string, database: string, after: number): Promise<boolean> {
  const child = start(file, database)
  const exited = once(child, 'exit')
  await Promise.race([once(child.stdout ?? child, 'data'), exited])
  await sleep(after)
  const killed = child.exitCode === null
  child.kill('SIGKILL')
  await exited
  return killed
}

/** All that a database holds of the import, in an order that does not depend on chance. */
async function contents(database: string): Promise<unknown> {
  const store = await openStore(`sqlite:${database}`)
  try {
    const workspace = await store.findWorkspace('w')
    if (!workspace) return undefined
    const series = await store.series(workspace.id)
    const range = { start: 0 as EpochSeconds, end: 4_000_000_000 as EpochSeconds }
    const tallies = await store.tallies(workspace.id, {
      series: series.map(({ id }) => id),
      ranges: [range],
      by: 'store',
      filters: [],
    })
    const [record] = await store.imports(workspace.id, 5)
    const quotes = await store.quotes(workspace.id, {
      range,
      filters: [],
      words: ['slow'],
      limit: 20,
    })
    return {
      tallies: tallies.map(({ value, tally }) => [value, tally]).sort(),
      span: await store.span(workspace.id),
      record: record && { ...record, startedAt: 0, finishedAt: 0 },
      quotes: quotes.quotes.map(({ externalId, text }) => [externalId, text]).sort(),
    }
  } finally {
    await store.close()
  }
}

test('fault 1: killed ten times and begun again, an import comes to the same as one left in peace', async () => {
  const words = ['slow', 'fine', 'quick', 'dear']
  const lines = Array.from({ length: 30_000 }, (_, index) =>
    index % 997 === 0
      ? `31.02.2026 10:00,5,"bad, day",Store 1`
      : `${1 + (index % 28)}.10.2026 10:00,${index % 11},"${words[index % 4]}, ${index % 100}",Store ${index % 50}`,
  )
  const text = `date,score,comment,store\n${lines.join('\n')}\n`
  const [peaceful, disturbed] = [fileWith(text), fileWith(text)]
  const [left, right] = [fileWith('', 'left.db'), fileWith('', 'right.db')]
  const expected = await finish(peaceful, left)
  let kills = 0
  for (let round = 0; round < KILLS; round += 1) {
    if (await kill(disturbed, right, 40 + ((round * 137) % 260))) kills += 1
  }
  const outcome = await finish(disturbed, right)
  expect(kills).toBeGreaterThan(3)
  expect({ ...outcome, rejectsFile: '', resumedAt: 0 }).toEqual({
    ...expected,
    rejectsFile: '',
    resumedAt: 0,
  })
  expect(await contents(right)).toEqual(await contents(left))
  expect(readFileSync(`${disturbed}.rejects.csv`, 'utf8')).toBe(
    readFileSync(`${peaceful}.rejects.csv`, 'utf8'),
  )
}, 180_000)
