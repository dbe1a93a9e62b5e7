import type { Locale } from '../core/locale.ts'
import type { ImportProgressReport } from '../ingest/index.ts'
import { formatCount } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import type { OutputStream } from './shell.ts'

const CELLS = 24
const PLAIN_EVERY = 10_000

/** Shows how far an import is: a bar on a terminal, a line now and then elsewhere. */
export interface ProgressBar {
  show(report: ImportProgressReport): void
  /** Wipes the bar. */
  clear(): void
}

function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const two = (value: number): string => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/**
 * Returns the progress display of a file of about `expected` rows. `elapsed` tells
 * the milliseconds since the start.
 */
export function createProgressBar(options: {
  readonly stream: OutputStream
  readonly locale: Locale
  readonly expected: number
  readonly elapsed: () => number
  readonly quiet: boolean
}): ProgressBar {
  const { stream, locale, expected, elapsed } = options
  const t = translator(locale)
  let lastPlain = 0
  let shown = false

  function words({ rows, resumedAt }: ImportProgressReport): string {
    const seconds = elapsed() / 1000
    const rate = seconds > 0 ? (rows - resumedAt) / seconds : 0
    const params = {
      percent: Math.min(100, Math.floor((100 * rows) / Math.max(expected, rows, 1))),
      rows: formatCount(rows, locale),
      rate: formatCount(Math.round(rate), locale),
    }
    if (rate === 0) return t('import:report.progress', params)
    const left = clockTime((Math.max(expected, rows) - rows) / rate)
    return t('import:report.progressLeft', { ...params, left })
  }

  return {
    show(report) {
      if (options.quiet) return
      if (!stream.isTTY) {
        if (elapsed() - lastPlain < PLAIN_EVERY) return
        lastPlain = elapsed()
        stream.write(`${words(report)}\n`)
        return
      }
      const text = words(report)
      const full = Math.round(Math.min(1, report.rows / Math.max(expected, 1)) * CELLS)
      const bar = `${'█'.repeat(full)}${'░'.repeat(CELLS - full)} `
      const room = (stream.columns || 80) - 1
      const line = bar.length + text.length <= room ? bar + text : text.slice(0, room)
      stream.write(`\r\u001B[2K${line}`)
      shown = true
    },
    clear() {
      if (shown) stream.write('\r\u001B[2K')
      shown = false
    },
  }
}
