import type { ChartSpec } from '../core/chart.ts'
import { LOCALES } from '../core/locale.ts'
import type { Finding } from './doctor.ts'
import { examineDatabase } from './examine-database.ts'
import { openFinding, openSecretFiles } from './file-rights.ts'
import type { Session } from './shell.ts'

const LEAST_NODE = 20
/** Yields what each check found, one by one; nothing is created. */
export async function* examine(session: Session): AsyncGenerator<Finding> {
  yield runtime()
  yield settings(session)
  yield* openSecretFiles(session.config).map((each) => openFinding('settings', each))
  yield* examineDatabase(session)
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
