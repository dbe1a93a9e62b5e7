import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchCharts } from './charts.ts'
import { type BenchDatabase, benchDatabase } from './database.ts'
import { benchDelivery } from './delivery.ts'
import { benchDigests } from './digests.ts'
import { benchForget } from './forget.ts'
import { benchLoad } from './load.ts'
import { benchQueries, timeLastWeek } from './queries.ts'
import { benchStartup } from './startup.ts'
import { type Figure, factor, milliseconds, printFigures } from './table.ts'
import { benchImport, benchSingles } from './writing.ts'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    folder: { type: 'string', default: join(tmpdir(), 'cxbot-bench') },
    only: { type: 'string', multiple: true },
  },
})
const PARTS = [
  'charts',
  'startup',
  'import',
  'singles',
  'queries',
  'load',
  'delivery',
  'digests',
  'forget',
] as const
const parts: readonly string[] = values.only ?? PARTS
const unknown = parts.filter((part) => !(PARTS as readonly string[]).includes(part))
if (unknown.length > 0) {
  throw new Error(`--only ${unknown.join(', ')}: there is ${PARTS.join(', ')}`)
}
const large = Number(values.rows)
if (!Number.isSafeInteger(large) || large < 10_000) {
  throw new Error(`--rows ${values.rows}: a whole number of at least 10000`)
}
const small = Math.floor(large / 10)
const { folder } = values
if (!existsSync('dist/cxbot.js')) throw new Error('run `npm run build` first')

const count = (rows: number): string => rows.toLocaleString('en')
const missed: string[] = []
function print(heading: string, figures: readonly Figure[]): void {
  printFigures(heading, figures)
  for (const { name, met } of figures) if (met === false) missed.push(`${heading}: ${name}`)
}

async function filled(rows: number): Promise<BenchDatabase> {
  const database = await benchDatabase(folder, rows)
  if (database.ingestRate) {
    print(`Filling ${count(rows)} rows`, [
      {
        name: 'ingest with every index and count',
        value: `${Math.round(database.ingestRate)} rows/s`,
      },
    ])
  }
  return database
}

console.log(`Node ${process.version}; databases in ${folder} are kept for the next run`)
if (parts.includes('charts')) print('Charts, 900 × 500', await benchCharts())
if (parts.includes('delivery')) print('Delivery', await benchDelivery(folder))
if (parts.includes('digests')) print('Digests', await benchDigests(folder))
if (parts.includes('forget')) {
  const rows = Math.min(large, 1_000_000)
  print(`Forgetting a person among ${count(rows)} rows`, await benchForget(folder, rows))
}
if (parts.includes('import')) print('Import', await benchImport(folder, Math.min(large, 1_000_000)))
if (parts.includes('singles')) print('Single inserts', await benchSingles(folder))

if (parts.includes('queries') || parts.includes('load') || parts.includes('startup')) {
  const one = await filled(small)
  if (parts.includes('startup')) print('Start', benchStartup(one.file))
  const ten = await filled(large)
  if (parts.includes('queries')) {
    const before = await timeLastWeek(one)
    const after = await timeLastWeek(ten)
    print('The data of `nps last-week`', [
      {
        name: `at ${count(large)} rows`,
        value: `${milliseconds(after.lastWeek)}, ${factor(after.lastWeek / after.lookUp)} a primary-key look-up (${milliseconds(after.lookUp)})`,
        target: 'at most 3 ×',
        met: after.lastWeek / after.lookUp <= 3,
      },
      {
        name: `against ${count(small)} rows`,
        value: `${milliseconds(before.lastWeek)}, ${factor(after.lastWeek / before.lastWeek)}`,
        target: 'at most 1.5 ×',
        met: after.lastWeek / before.lastWeek <= 1.5,
      },
    ])
    print(`Queries at ${count(small)} rows`, await benchQueries(one, false))
    print(`Queries at ${count(large)} rows`, await benchQueries(ten, true))
  }
  await one.store.close()
  await ten.store.close()
  if (parts.includes('load')) print(`Load at ${count(large)} rows`, await benchLoad(ten.file))
}
console.log(missed.length === 0 ? '\nEvery figure reached.' : `\nMissed:\n  ${missed.join('\n  ')}`)
