import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ChartSpec } from '../core/chart.ts'
import { StorageError } from '../core/errors.ts'
import { LOCALES } from '../core/locale.ts'
import type { Store } from '../core/store.ts'
import { formatInstant } from '../language/format.ts'
import { withoutPassword } from '../secret.ts'
import type { Finding } from './doctor.ts'
import { explain } from './failure.ts'
import { type OpenFile, openDatabaseFiles, openSecretFiles, remedyFor } from './file-rights.ts'
import { databaseFile } from './kept-files.ts'
import type { Session } from './shell.ts'

const LEAST_NODE = 20
/** No clock is right that stands before the program was written. */
const WRITTEN = Date.UTC(2026, 0, 1) / 1000

/** Yields what each check found, one by one; nothing is created. */
export async function* examine(session: Session): AsyncGenerator<Finding> {
  yield runtime()
  yield settings(session)
  yield* openSecretFiles(session.config).map((each) => openTo('settings', each))
  yield* database(session)
  yield zones(session)
  yield languages()
  yield await charts(session)
}

function runtime(): Finding {
  const version = process.versions.node
  const ok = Number(version.split('.')[0]) >= LEAST_NODE
  return {
    check: 'runtime',
    ok,
    found: ['cli:doctor.runtime', { version }],
    ...(ok ? {} : { advice: ['cli:doctor.runtimeAdvice', { least: LEAST_NODE }] }),
  }
}

function settings({ config }: Session): Finding {
  return config.file === null
    ? { check: 'settings', ok: true, found: ['cli:doctor.noFile'] }
    : { check: 'settings', ok: true, found: ['cli:doctor.file', { file: config.file }] }
}

function openTo(check: Finding['check'], { file, mode }: OpenFile): Finding {
  return {
    check,
    ok: false,
    found: ['access:start.open', { place: file, mode }],
    advice: ['access:start.open-advice', { remedy: remedyFor(file) }],
  }
}

function writable(path: string): boolean {
  let place = path
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place)
  try {
    accessSync(place, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Returns why a database file could be neither made nor written there. */
function obstacleAt(file: string, named: boolean): Finding | undefined {
  const folder = dirname(file)
  if (named && !existsSync(folder)) {
    return {
      check: 'database',
      ok: false,
      found: ['cli:doctor.broken', { place: file }],
      advice: ['cli:errors.noFolder', { place: folder }],
    }
  }
  if (writable(file) && writable(folder)) return undefined
  return {
    check: 'database',
    ok: false,
    found: ['cli:doctor.readOnly', { place: file }],
    advice: ['cli:doctor.readOnlyAdvice', { place: folder }],
  }
}

async function* database(session: Session): AsyncGenerator<Finding> {
  const { config, locale } = session
  const file = databaseFile(config)
  const place = file ?? withoutPassword(config.database.reveal())
  const obstacle = file === undefined ? undefined : obstacleAt(file, config.databaseGiven)
  if (obstacle) {
    yield obstacle
    yield clock(session, undefined)
    return
  }
  if (!session.databaseExists()) {
    yield { check: 'database', ok: true, found: ['cli:doctor.noDatabase', { place }] }
    yield clock(session, undefined)
    return
  }
  try {
    const store = await session.openStore()
    const engine = `${store.engine.name === 'sqlite' ? 'SQLite' : 'PostgreSQL'} ${store.engine.version}`
    let newest: number | undefined
    let count = 0
    const workspaces = await store.workspaces()
    for (const workspace of workspaces) {
      const span = await store.span(workspace.id)
      count += span?.n ?? 0
      if (span && span.last > (newest ?? 0)) newest = span.last
    }
    yield { check: 'database', ok: true, found: ['cli:doctor.database', { place, engine, count }] }
    yield* apart(store.engine.rowSecurity, workspaces.length)
    yield* openDatabaseFiles(config).map((each) => openTo('database', each))
    yield clock(session, newest)
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
    yield {
      check: 'database',
      ok: false,
      found: ['cli:doctor.broken', { place }],
      advice: ['cli:doctor.brokenAdvice', { reason: explain(error, locale, '').message }],
    }
  }
}

/** One workspace has nothing to be kept apart from. */
function* apart(
  rowSecurity: Store['engine']['rowSecurity'],
  workspaces: number,
): Generator<Finding> {
  if (rowSecurity?.remedy === null) {
    yield { check: 'database', ok: true, found: ['cli:doctor.rowsApart'] }
  } else if (rowSecurity && workspaces > 1) {
    yield {
      check: 'database',
      ok: false,
      found: ['cli:doctor.rowsNotApart'],
      advice: ['cli:doctor.rowsNotApartAdvice', { statement: rowSecurity.remedy }],
    }
  }
}

/** A clock that stands before the newest feedback, or before the program itself, is wrong. */
function clock(session: Session, newest: number | undefined): Finding {
  const now = session.shell.clock()
  const zone = session.config.zone ?? session.shell.machineZone
  const ok = now >= WRITTEN && now + 86_400 >= (newest ?? 0)
  return {
    check: 'clock',
    ok,
    found: ['cli:doctor.clock', { time: formatInstant(now, session.locale, zone), zone }],
    ...(ok ? {} : { advice: ['cli:doctor.clockAdvice'] }),
  }
}

/** Kazakhstan has one offset since March 2024: zone data that does not know is older. */
function zones(session: Session): Finding {
  const hour = new Intl.DateTimeFormat('en', {
    timeZone: 'Asia/Almaty',
    hour: 'numeric',
    hourCycle: 'h23',
  }).format(new Date('2025-01-01T00:00:00Z'))
  const ok = Number(hour) === 5
  const version = process.versions['tz'] ?? '–'
  return {
    check: 'zones',
    ok,
    found: [
      'cli:doctor.zones',
      {
        count: Intl.supportedValuesOf('timeZone').length,
        version,
        zone: session.shell.machineZone,
      },
    ],
    ...(ok ? {} : { advice: ['cli:doctor.zonesAdvice'] }),
  }
}

function languages(): Finding {
  const missing = LOCALES.filter(
    (locale) => Intl.DateTimeFormat.supportedLocalesOf(locale).length === 0,
  )
  const ok = missing.length === 0
  return {
    check: 'languages',
    ok,
    found: ['cli:doctor.languages', { known: LOCALES.join(', ') }],
    ...(ok ? {} : { advice: ['cli:doctor.languagesAdvice', { missing: missing.join(', ') }] }),
  }
}

const TRIAL: ChartSpec = {
  type: 'distribution',
  locale: 'kk',
  title: 'Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі',
  subtitle: 'Ąą Čč Ęę Ėė Įį Šš Ųų Ūū Žž',
  alt: '',
  bars: [{ label: '1', count: 1, share: 100, tone: 'accent' }],
}
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47]

async function charts(session: Session): Promise<Finding> {
  const renderer = session.parts.charts()
  session.atEnd(() => renderer.close())
  try {
    const picture = await renderer.render(TRIAL)
    const ok = PNG_SIGNATURE.every((byte, index) => picture[index] === byte)
    if (ok) return { check: 'charts', ok, found: ['cli:doctor.charts', { bytes: picture.length }] }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    session.log.warn('chart-failed', { error: reason })
  }
  return {
    check: 'charts',
    ok: false,
    found: ['cli:doctor.noCharts'],
    advice: ['cli:doctor.noChartsAdvice'],
  }
}
