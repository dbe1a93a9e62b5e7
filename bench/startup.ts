import { spawnSync } from 'node:child_process'
import { type Figure, median, milliseconds } from './table.ts'

const RUNS = 9

function time(parameters: readonly string[]): number {
  const times: number[] = []
  for (let run = 0; run <= RUNS; run += 1) {
    const started = process.hrtime.bigint()
    const { status, stderr } = spawnSync(process.execPath, parameters, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`${parameters.join(' ')}: ${stderr}`)
    if (run > 0) times.push(Number(process.hrtime.bigint() - started) / 1e6)
  }
  return median(times)
}

/** Returns how long whole processes take: bare Node, and `cxbot ask`. */
export function benchStartup(database: string): readonly Figure[] {
  const bare = time(['-e', '0'])
  const ask = time([
    'dist/cxbot.js',
    'ask',
    'nps last-week',
    '--db',
    `sqlite:${database}`,
    '--workspace',
    'bench',
    '--now',
    '2026-11-21T12:00:00Z',
  ])
  return [
    { name: 'bare node', value: milliseconds(bare) },
    {
      name: 'cxbot ask "nps last-week", whole process',
      value: milliseconds(ask),
      target: 'at most 600 ms',
      met: ask <= 600,
    },
  ]
}
