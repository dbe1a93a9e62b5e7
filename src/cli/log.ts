import type { Logger } from '../core/adapter.ts'
import { Secret } from '../secret.ts'

type Level = 'info' | 'warn' | 'error'
const ORDER: readonly Level[] = ['info', 'warn', 'error']

function shown(value: unknown): string {
  if (value instanceof Secret) return value.toString()
  if (typeof value === 'string' && /^[^\s"=]+$/.test(value)) return value
  return JSON.stringify(value) ?? 'undefined'
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
