import { isZone } from '../../src/calendar/zone.ts'
import { CHART_WIDTHS, type ChartAppearance } from '../../src/core/chart.ts'
import { UserError } from '../../src/core/errors.ts'
import type { GivenFile } from '../../src/core/given-file.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { type Invocation, localCaller, localPlace } from '../../src/core/invocation.ts'
import { LOCALES, type Locale } from '../../src/core/locale.ts'
import { limits } from './limits.ts'

/** A question as the page sends it. */
export interface Ask {
  /** Made by the page; a question that is sent again carries the same. */
  readonly id: string
  readonly line: string
  readonly locale: Locale | null
  readonly zone: string | null
  /** How the person will see the chart first. */
  readonly appearance: ChartAppearance
  /** Was dropped on the page with it. */
  readonly file?: GivenFile
}

const ID = /^[\w-]{8,64}$/

/** Returns the body of a question. Throws a UserError that names the first field that is wrong. */
export function decodeAsk(body: string): Ask {
  return askOf(fieldsOf(body))
}

/** Returns the question that a file came with, as {@link decodeAsk} does; the body is the file. */
export function decodeFile(
  query: Readonly<Record<string, string>>,
  body: { readonly size: number | null; readonly bytes: AsyncIterable<Uint8Array> },
): Ask {
  const { name } = query
  if (!name) throw new UserError('web.badField', { name: 'name' })
  const file = { name, size: body.size, open: async () => body.bytes }
  return { ...askOf(query), file }
}

function askOf(fields: Readonly<Record<string, unknown>>): Ask {
  const { id, line, zone = null, theme, scale, width } = fields
  if (typeof id !== 'string' || !ID.test(id)) throw new UserError('web.badField', { name: 'id' })
  if (typeof line !== 'string') throw new UserError('web.badField', { name: 'line' })
  if (zone !== null && (typeof zone !== 'string' || !isZone(zone))) {
    throw new UserError('web.badField', { name: 'zone' })
  }
  const locale = fields['locale'] ?? null
  if (locale !== null && asLocale(locale) === null) {
    throw new UserError('web.badField', { name: 'locale' })
  }
  return {
    id,
    line: checkLine(line),
    locale: asLocale(locale),
    zone,
    appearance: decodeAppearance({ theme, scale, width }),
  }
}

/** Returns how a chart is to look; a light, wide one in single resolution where it is not said. */
export function decodeAppearance(asked: {
  readonly theme?: unknown
  readonly scale?: unknown
  readonly width?: unknown
}): ChartAppearance {
  return {
    theme: asked.theme === 'dark' ? 'dark' : 'light',
    scale: Number(asked.scale) === 2 ? 2 : 1,
    width: CHART_WIDTHS.find((width) => width === Number(asked.width)) ?? 900,
  }
}

function fieldsOf(body: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
      return parsed as Readonly<Record<string, unknown>>
    }
  } catch {
    throw new UserError('web.badJson')
  }
  throw new UserError('web.badJson')
}

/** Returns a line without control characters. Throws a UserError where it is empty or too long. */
export function checkLine(line: string): string {
  const clean = line.replace(/\p{Cc}+/gu, ' ').trim()
  if (clean === '' || clean === '/') throw new UserError('web.nothingAsked', {}, 'help')
  if (clean.length > limits.line) throw new UserError('web.longLine', { most: limits.line })
  return clean
}

/** Returns the value where it is one of the bot's languages. */
export function asLocale(value: unknown): Locale | null {
  return LOCALES.find((locale) => locale === value) ?? null
}

/** Returns the first of the bot's languages in an `Accept-Language` header (RFC 9110, 12.5.4). */
export function preferredLocale(header: string | undefined): Locale | null {
  const wanted = (header ?? '').split(',').map((part, index) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const quality = parameters.map((each) => /^\s*q=([\d.]+)/.exec(each)?.[1]).find(Boolean)
    return { language: tag.split('-')[0], weight: Number(quality ?? 1), index }
  })
  const ranked = wanted
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight || one.index - other.index)
  for (const { language } of ranked) {
    const known = asLocale(language)
    if (known) return known
  }
  return null
}

/** Returns the question as the bot takes it. */
export function invocationOf(
  ask: Pick<Ask, 'id' | 'line' | 'locale' | 'zone' | 'file'>,
  at: EpochSeconds,
): Invocation {
  return {
    platform: 'web',
    eventId: ask.id,
    // The workspace that is served.
    workspace: '',
    user: localCaller('web'),
    place: localPlace('web'),
    text: ask.line.replace(/^\//, ''),
    at,
    locale: ask.locale,
    zone: ask.zone,
    ...(ask.file && { file: ask.file }),
  }
}
