import { isoInstant } from './calendar/iso-instant.ts'
import { UserError } from './core/errors.ts'
import type { EpochSeconds } from './core/identity.ts'
import { LOCALES, type Locale } from './core/locale.ts'
import type { Given } from './given-setting.ts'
import { nearest } from './language/nearest.ts'
import { parseZone } from './parse/zone.ts'
import { Secret, withoutPassword } from './secret.ts'

/** The metrics that a target can be set for, by the key of their first value. */
const TARGET_METRICS = ['nps', 'csat', 'ces', 'csi', 'rating'] as const

const LOCALE_ALIASES: Readonly<Record<string, Locale>> = {
  kz: 'kk',
  kaz: 'kk',
  kazakh: 'kk',
  qazaq: 'kk',
  қазақша: 'kk',
  rus: 'ru',
  russian: 'ru',
  русский: 'ru',
  lit: 'lt',
  lithuanian: 'lt',
  lietuvių: 'lt',
  eng: 'en',
  english: 'en',
}

function text({ value, place }: Given): string {
  if (typeof value === 'string' && value.trim() !== '') return value.trim()
  throw new UserError('cli.notText', { place })
}

/** Returns the address of a database. Throws where its form is not one that can be opened. */
export function checkDatabase(given: Given): Secret {
  const url = text(given)
  const { place } = given
  if (/^postgres(ql)?:\/\/[^/\s]/.test(url)) {
    if (URL.canParse(url)) return new Secret(url)
    throw new UserError('cli.badPostgresUrl', { place, value: withoutPassword(url) })
  }
  if (/^sqlite:(?!\/\/|:memory:)\S/.test(url)) return new Secret(url)
  const path = url.replace(/^sqlite:(\/{2}|:memory:)?/, '')
  const looksLikeFile = !/^[a-z]+:\/\//i.test(url) && path !== ''
  throw new UserError(
    'cli.badDatabaseUrl',
    { place, value: withoutPassword(url) },
    looksLikeFile || url.startsWith('sqlite:') ? `sqlite:${path || 'cxbot.db'}` : undefined,
  )
}

/** Returns one of the languages of the bot, whatever its case. */
export function checkLocale(given: Given): Locale {
  const value = text(given)
  const name = value.toLowerCase()
  const known = LOCALES.find((locale) => locale === name)
  if (known) return known
  const suggestion = LOCALE_ALIASES[name] ?? LOCALES.find((locale) => locale === name.slice(0, 2))
  throw new UserError(
    'cli.unknownLocale',
    { place: given.place, value, known: LOCALES.join(', ') },
    suggestion,
  )
}

/** Returns an IANA zone in its usual spelling; a city alone will do. */
export function checkZone(given: Given): string {
  const value = text(given)
  try {
    return parseZone(value)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new UserError('cli.unknownZone', { place: given.place, value }, error.suggestion)
  }
}

/**
 * Returns the instant of an ISO 8601 date or time. Without an offset it is read
 * in `zone`; a date alone is its first instant.
 */
export function checkNow(given: Given, zone: string): EpochSeconds {
  const value = text(given)
  const instant = isoInstant(value, zone)
  if (instant !== undefined) return instant
  throw new UserError('cli.badNow', { place: given.place, value }, '2026-11-16T09:00')
}

/** Returns a TCP port; 0 stands for any free one. */
export function checkPort(given: Given): number {
  const digits = String(given.value).trim()
  if (/^\d{1,5}$/.test(digits) && Number(digits) <= 65_535) return Number(digits)
  throw new UserError('cli.badPort', { place: given.place, value: String(given.value) }, '3000')
}

/** Returns a workspace's name: letters, digits, dots, dashes and underscores. */
export function checkWorkspace(given: Given): string {
  const value = text(given)
  if (/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u.test(value)) return value
  const suggestion = value.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-._]+|(?<!-)-+$/g, '')
  throw new UserError(
    'cli.badWorkspaceName',
    { place: given.place, value },
    suggestion || undefined,
  )
}

/** Returns what a switch is set to: `1`, `true`, `yes` or `on`, or their opposites. */
export function checkSwitch({ value, place }: Given): boolean {
  const word = String(value).trim().toLowerCase()
  if (['1', 'true', 'yes', 'on'].includes(word)) return true
  if (['0', 'false', 'no', 'off'].includes(word)) return false
  throw new UserError('cli.badSwitch', { place, value: String(value) }, '1')
}

/** Returns the path of a file. */
export function checkPath(given: Given): string {
  return text(given)
}

/** Returns a host name or address to listen on. */
export function checkHost(given: Given): string {
  const value = text(given)
  if (/^[\w.:-]+$/.test(value)) return value
  throw new UserError('cli.badHost', { place: given.place, value }, '127.0.0.1')
}

/** Returns a password of at least eight characters, which is never shown again. */
export function checkPassword({ value, place }: Given): Secret {
  if (typeof value === 'string' && value.length >= 8) return new Secret(value)
  throw new UserError('cli.shortPassword', { place, least: 8 })
}

/** Returns targets by metric. Throws at the first metric that is unknown or has no number. */
export function checkTargets({ value, place }: Given): Readonly<Record<string, number>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UserError('cli.badTargets', { place }, '{"nps": 40}')
  }
  const targets: Record<string, number> = {}
  for (const [metric, target] of Object.entries(value)) {
    if (!(TARGET_METRICS as readonly string[]).includes(metric)) {
      throw new UserError(
        'cli.unknownTarget',
        { place, value: metric, known: TARGET_METRICS.join(', ') },
        nearest(metric, TARGET_METRICS),
      )
    }
    if (typeof target !== 'number' || !Number.isFinite(target)) {
      throw new UserError('cli.badTargets', { place: `${place}.${metric}` }, '{"nps": 40}')
    }
    targets[metric] = target
  }
  return targets
}

/** Returns whether only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}
