import type { Logger } from '../core/adapter.ts'
import { Secret } from '../secret.ts'

type Level = 'info' | 'warn' | 'error'
const ORDER: readonly Level[] = ['info', 'warn', 'error']

/** Letters, digits and signs that stand for themselves in a line and a terminal. */
const PLAIN = /^[\p{L}\p{N}\p{P}\p{S}]+$/u
/** What JSON leaves as it is and a terminal or a reader does not: controls, line ends, directions, halves of pairs. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu

/** Returns a value on one line: nothing in it can end the line, look like another field or move a cursor. */
function shown(value: unknown): string {
  if (value instanceof Secret) return value.toString()
  if (typeof value === 'string' && PLAIN.test(value) && !/["=\\]/.test(value)) return value
  const text = JSON.stringify(value) ?? 'undefined'
  return text.replace(UNSEEN, (unseen) =>
    [...Array(unseen.length).keys()]
      .map((at) => `\\u${unseen.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  )
}

/** Returns a log that writes one line an event, `time level event key=value …`, from `least` upwards. */
export function createLogger(write: (line: string) => void, least: Level): Logger {
  function line(level: Level, event: string, fields: Readonly<Record<string, unknown>> = {}): void {
    if (ORDER.indexOf(level) < ORDER.indexOf(least)) return
    const pairs = Object.entries(fields).map(([key, value]) => `${key}=${shown(value)}`)
    write(`${[new Date().toISOString(), level, event, ...pairs].join(' ')}\n`)
  }
  return {
    info: (event, fields) => line('info', event, fields),
    warn: (event, fields) => line('warn', event, fields),
    error: (event, fields) => line('error', event, fields),
  }
}
