// Kills bots that send digests, and prints what came of it: npm run chaos [-- --digests 1000 --kills 50]

import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres } from '../../tests/postgres-server.ts'
import { type Figure, printFigures } from '../table.ts'
import { buildChaos, type ChaosOptions, type ChaosOutcome, runChaos } from './run.ts'
import { measureTakeover } from './takeover.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    digests: { type: 'string', default: '10000' },
    kills: { type: 'string' },
    speed: { type: 'string', default: '5' },
  },
})
const runs = values.only ?? ['takeover', 'postgres', 'sqlite', 'telegram']
const shared = {
  digests: Number(values.digests),
  channels: 200,
  atFaultPoints: 0.002,
  speed: Number(values.speed),
  luck: { lost: 0.1, limited: 0.05, failed: 0.05 },
  onProgress: (line: string) => console.error(`  ${line}`),
} satisfies Partial<ChaosOptions>
const kills = (otherwise: number): number => Number(values.kills ?? otherwise)

await buildChaos()
let failed = false
if (runs.includes('takeover')) {
  const server = await startPostgres()
  try {
    const figure = await measureTakeover(`${server.url}/postgres`)
    printFigures('Taking over, PostgreSQL, 2 processes', [figure])
    failed ||= figure.met === false
  } finally {
    await server.stop()
  }
}
if (runs.includes('postgres')) {
  const server = await startPostgres()
  try {
    const url = `${server.url}/postgres`
    print(
      'PostgreSQL, 5 processes',
      await runChaos({ ...shared, url, processes: 5, kills: kills(500), longestLife: 6000 }),
    )
  } finally {
    await server.stop()
  }
}
if (runs.includes('sqlite')) {
  const folder = await mkdtemp(join(tmpdir(), 'cxbot-chaos-'))
  try {
    const url = `sqlite:${join(folder, 'chaos.db')}`
    print(
      'SQLite, 1 process',
      await runChaos({ ...shared, url, processes: 1, kills: kills(200), longestLife: 2500 }),
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}
/** The fake checks every call against Telegram's specification. */
const hasSpecification = existsSync('../shared/specs/telegram/api.json')
if (!hasSpecification) console.log('\nTelegram: left out, its specification is not there')
if (runs.includes('telegram') && hasSpecification) {
  const folder = await mkdtemp(join(tmpdir(), 'cxbot-chaos-'))
  try {
    print(
      'Telegram, SQLite, 1 process',
      await runChaos({
        ...shared,
        platform: 'telegram',
        url: `sqlite:${join(folder, 'chaos.db')}`,
        digests: Math.ceil(shared.digests / 10),
        processes: 1,
        kills: Math.ceil(kills(500) / 10),
        longestLife: 4000,
      }),
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}
process.exitCode = failed ? 1 : 0

function print(heading: string, outcome: ChaosOutcome): void {
  const { digests, kills, lost, twice, stray, platform, seconds } = outcome
  const none = (found: readonly string[]) => ({ target: '0', met: found.length === 0 })
  printFigures(heading, [
    { name: 'digests', value: String(digests) },
    { name: 'kill -9', value: String(kills) },
    { name: 'calls of the platform', value: String(platform.calls) },
    { name: 'answers lost after they were applied', value: String(platform.lostAnswers) },
    { name: 'answers 429', value: String(platform.limited) },
    { name: 'answers 5xx', value: String(platform.failed) },
    { name: 'never came', value: String(lost.length), ...none(lost) },
    { name: 'came twice', value: String(twice.length), ...none(twice) },
    { name: 'other messages', value: String(stray.length), ...none(stray) },
    ...(platform.placeholders > 0 ? [placeholders(platform)] : []),
    { name: 'took', value: `${Math.round(seconds)} s` },
  ])
  for (const key of [...lost, ...twice, ...stray].slice(0, 20)) console.log(`  ${key}`)
  failed ||= lost.length + twice.length + stray.length > 0
  failed ||= platform.placeholders > 0 && placeholders(platform).met === false
}

/** Where the id of a placeholder was lost, nobody can put anything in its place. */
function placeholders({ placeholders, lostAnswers, orphans }: ChaosOutcome['platform']): Figure {
  return {
    name: 'stray placeholders',
    value: String(placeholders),
    target: `at most the lost answers and the ${orphans} that kills left`,
    met: placeholders <= lostAnswers + orphans,
  }
}
