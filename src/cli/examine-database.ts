import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { StorageError } from '../core/errors.ts'
import type { Store } from '../core/store.ts'
import { formatInstant } from '../language/format.ts'
import { withoutPassword } from '../secret.ts'
import type { Finding } from './doctor.ts'
import { explain } from './failure.ts'
import { openDatabaseFiles, openFinding } from './file-rights.ts'
import { databaseFile } from './kept-files.ts'
import type { Session } from './shell.ts'

/** No clock is right that stands before the program was written. */
const WRITTEN = Date.UTC(2026, 0, 1) / 1000

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

/** Yields what there is of the database, whether it can be used, and whether the clock fits it. */
export async function* examineDatabase(session: Session): AsyncGenerator<Finding> {
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
    yield* openDatabaseFiles(config).map((each) => openFinding('database', each))
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
