import { zoneCalendar } from '../src/calendar/zone.ts'
import type { EpochSeconds, FeedbackId } from '../src/core/identity.ts'
import type { Series, StoreFilter, TallyQuery, TimeRange } from '../src/core/store.ts'
import { openHandle, type SqliteHandle } from '../storage/sqlite/driver.ts'
import type { BenchDatabase } from './database.ts'
import { NOW, word, ZONE } from './dataset.ts'
import { type Figure, factor, median, milliseconds, timeCalls } from './table.ts'

const QUICK_RUNS = 200
const SLOW_RUNS = 7

/** Returns consecutive ranges of `step` days that end with the last whole week, in a zone. */
function days(count: number, step: number, zone: string): TimeRange[] {
  const calendar = zoneCalendar(zone)
  const today = calendar.dayOf(NOW)
  const monday = today - ((today + 3) % 7)
  const ranges: TimeRange[] = []
  for (let day = monday - count; day < monday; day += step) {
    ranges.push({ start: calendar.startOfDay(day), end: calendar.startOfDay(day + step) })
  }
  return ranges
}

interface Question {
  readonly name: string
  readonly query: Omit<TallyQuery, 'series'>
  readonly bound: 'scan' | 'fifty'
}

const QUESTIONS: readonly Question[] = [
  { name: '12 weeks by day', query: { ranges: days(84, 1, ZONE), filters: [] }, bound: 'scan' },
  {
    name: '12 weeks by store',
    query: { ranges: days(84, 84, ZONE), by: 'store', filters: [] },
    bound: 'scan',
  },
  {
    name: '12 weeks by source',
    query: { ranges: days(84, 84, ZONE), by: 'source', filters: [] },
    bound: 'scan',
  },
  ...(
    [
      ['one brand, 12 weeks by day', { dimension: 'brand', names: ['Brand 2'] }],
      ['one store, 12 weeks by day', { dimension: 'store', names: ['Store 7'] }],
    ] as const
  ).map(
    ([name, filter]): Question => ({
      name,
      query: { ranges: days(84, 1, ZONE), filters: [filter] },
      bound: 'fifty',
    }),
  ),
  {
    name: 'last week in a shifted zone',
    query: { ranges: days(7, 7, 'America/New_York'), filters: [] },
    bound: 'fifty',
  },
  {
    name: '12 weeks by day in a shifted zone',
    query: { ranges: days(84, 1, 'America/New_York'), filters: [] },
    bound: 'fifty',
  },
  {
    name: 'one store and one source, 12 weeks',
    query: {
      ranges: days(84, 84, ZONE),
      filters: [
        { dimension: 'store', names: ['Store 7'] },
        { dimension: 'source', names: ['source-1'] },
      ] satisfies StoreFilter[],
    },
    bound: 'fifty',
  },
  {
    name: 'one customer, all time',
    query: {
      ranges: [{ start: 0 as EpochSeconds, end: NOW }],
      filters: [{ dimension: 'customer', names: ['c10'] }],
    },
    bound: 'fifty',
  },
]

/** The same question as a scan of the covering index, for comparison. */
function rawScan(database: BenchDatabase, nps: Series, query: TallyQuery): string {
  const first = query.ranges[0]?.start ?? 0
  const last = query.ranges.at(-1)?.end ?? 0
  const group = query.by === 'store' || query.by === 'source' ? query.by : `(at + 18000) / 86400`
  return `SELECT ${group} AS g, count(*) AS n, sum(score >= 900) AS p, sum(score <= 600) AS d, sum(score) AS s
    FROM feedback INDEXED BY feedback_report
    WHERE ws = ${database.workspace.id} AND series = ${nps.id} AND at >= ${first} AND at < ${last} GROUP BY g`
}

async function npsSeries(database: BenchDatabase): Promise<Series> {
  const all = await database.store.series(database.workspace.id)
  const nps = all.find(({ kind }) => kind === 'nps')
  if (!nps) throw new Error('the benchmark database holds no NPS answers: delete it')
  return nps
}

export interface LastWeek {
  readonly lookUp: number
  readonly lastWeek: number
}

/** Returns the milliseconds of a primary-key look-up and of the data behind `nps last-week`. */
export async function timeLastWeek(database: BenchDatabase): Promise<LastWeek> {
  const { store, workspace } = database
  const nps = await npsSeries(database)
  const handle = await openHandle(database.file, 'read-only')
  const lookUp = await timeCalls(QUICK_RUNS, () =>
    handle.all('SELECT * FROM feedback WHERE id = ?', [
      1 + Math.floor(Math.random() * database.rows),
    ]),
  )
  const lastWeek = await timeCalls(QUICK_RUNS, () =>
    store.tallies(workspace.id, { series: [nps.id], ranges: days(14, 7, ZONE), filters: [] }),
  )
  await handle.close()
  return { lookUp: median(lookUp), lastWeek: median(lastWeek) }
}

async function benchQuestion(
  database: BenchDatabase,
  handle: SqliteHandle,
  nps: Series,
  question: Question,
): Promise<Figure> {
  const query: TallyQuery = { ...question.query, series: [nps.id] }
  const taken = median(
    await timeCalls(SLOW_RUNS * 3, () => database.store.tallies(database.workspace.id, query)),
  )
  if (question.bound === 'fifty') {
    return {
      name: question.name,
      value: milliseconds(taken),
      target: 'at most 50 ms',
      met: taken <= 50,
    }
  }
  const sql = rawScan(database, nps, query)
  const scan = median(await timeCalls(SLOW_RUNS, () => handle.all(sql), 1))
  return {
    name: question.name,
    value: `${milliseconds(taken)}, scan ${milliseconds(scan)}, ${factor(scan / taken)}`,
    target: 'at least 100 × faster than the scan',
    met: scan / taken >= 100,
  }
}

async function benchQuotes(database: BenchDatabase, handle: SqliteHandle): Promise<Figure> {
  const { store, workspace } = database
  const two = [word(300), word(900)]
  const range = { start: 0 as EpochSeconds, end: NOW }
  const taken = median(
    await timeCalls(SLOW_RUNS * 3, () =>
      store.quotes(workspace.id, { range, filters: [], words: two, limit: 10 }),
    ),
  )
  const like = median(
    await timeCalls(
      3,
      () =>
        handle.all(
          `SELECT id FROM feedback WHERE ws = ${workspace.id} AND text LIKE ? AND text LIKE ? ORDER BY at DESC LIMIT 10`,
          two.map((part) => `%${part}%`),
        ),
      1,
    ),
  )
  const found = await store.quotes(workspace.id, { range, filters: [], words: two, limit: 10 })
  return {
    name: 'newest ten quotes for two words',
    value: `${milliseconds(taken)}, LIKE ${milliseconds(like)}, ${factor(like / taken)}, ${found.quotes.length} found`,
    target: 'at least 500 × faster than LIKE',
    met: like / taken >= 500,
  }
}

/**
 * Returns the figures of reading a database. The targets against a scan are set
 * for the large database: a small one is quickly scanned.
 */
export async function benchQueries(
  database: BenchDatabase,
  held: boolean,
): Promise<readonly Figure[]> {
  const handle = await openHandle(database.file, 'read-only')
  const nps = await npsSeries(database)
  const figures: Figure[] = []
  for (const question of QUESTIONS) {
    figures.push(await benchQuestion(database, handle, nps, question))
  }
  figures.push(await benchQuotes(database, handle))
  const one = await timeCalls(QUICK_RUNS, () =>
    database.store.feedback(database.workspace.id, 1 as FeedbackId),
  )
  figures.push({ name: 'one item by its id', value: milliseconds(median(one)) })
  await handle.close()
  return held ? figures : figures.map(({ name, value }) => ({ name, value }))
}
