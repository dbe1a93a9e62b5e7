import type { AlertRule, QuietHours } from '../core/alert.ts'
import type { Filter } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import { DIMENSIONS, type Dimension } from '../core/feedback.ts'
import type { Locale } from '../core/locale.ts'
import { readLocale } from '../digests/message-locale.ts'
import { minuteNamed } from '../digests/schedule-words.ts'
import { fold } from '../language/fold.ts'
import { nearest } from '../language/nearest.ts'
import { leadingVerb, verbNamed } from '../language/verb-words.ts'
import { breakdownOf, keyedValue, type Token, tokenise } from '../parse/index.ts'
import { readRule } from './read-rule.ts'
import { countNamed, durationNamed, means, metricNamed } from './rule-words.ts'

const VERB_WORDS = {
  list: 'list show all список показать тізім sąrašas',
  test: 'test проверить тест сынау išbandyti',
  ack: 'ack acknowledge принять взять қабылдау priimti',
  snooze: 'snooze later отложить кейінге atidėti',
  mute: 'mute заглушить үнсіз nutildyti',
  unmute: 'unmute включить қосу įjungti',
  delete: 'delete remove удалить жою šalinti ištrinti',
  history: 'history log история тарих istorija',
} as const
const KEYS = ['name', 'in', 'lang', 'cooldown', 'quiet'] as const

/** What a line says of a new alert. */
export interface AlertDraft {
  readonly rule: AlertRule
  readonly name?: string
  readonly place?: string
  readonly locale?: Locale
  readonly cooldownSeconds?: number
  readonly quiet?: Omit<QuietHours, 'zone'>
}

export type AlertRequest =
  | { readonly verb: 'list' }
  | { readonly verb: 'create'; readonly draft: AlertDraft }
  | { readonly verb: 'test'; readonly draft: AlertDraft }
  | { readonly verb: 'test-stored'; readonly alert: string }
  | { readonly verb: 'snooze'; readonly alerts: readonly string[]; readonly seconds: number }
  | {
      readonly verb: 'ack' | 'mute' | 'unmute' | 'delete' | 'history'
      readonly alerts: readonly string[]
    }

const AN_HOUR = 3600
const SHOWN_ALERT = /^a-\d+$/i

/**
 * Reads what `/alert` is asked: a rule that begins with when or on, `test` and a rule, or a
 * verb and an alert. Throws a UserError that says which word is wrong.
 */
export function readAlertRequest(line: string): AlertRequest {
  const tokens = tokenise(line)
  const [first, ...rest] = tokens
  if (!first) return { verb: 'list' }
  if (isRule(first)) return { verb: 'create', draft: readAlertDraft(tokens) }
  const verb = verbNamed(VERB_WORDS, first.text)
  if (verb === undefined) {
    const all = [...Object.keys(VERB_WORDS), 'when', 'on']
    const close = nearest(fold(first.text), all)
    throw new UserError(
      'alerts.unknown-verb',
      { word: first.text.slice(0, 60), list: all.join(', ') },
      close && `alert ${close}${line.slice(first.end)}`,
    )
  }
  if (verb === 'list') return { verb }
  const [which] = rest
  if (verb === 'test' && which && isRule(which)) {
    return { verb, draft: readAlertDraft(rest) }
  }
  if (!which) throw new UserError('alerts.which', { verb }, 'A-1')
  if (verb === 'test') return { verb: 'test-stored', alert: which.text }
  const names = namesIn(rest)
  if (verb !== 'snooze') return { verb, alerts: names }
  const after = names.findIndex((name, place) => place > 0 && !SHOWN_ALERT.test(name))
  const alerts = after < 0 ? names : names.slice(0, after)
  const text = names.slice(alerts.length).join(' ')
  const seconds = text === '' ? AN_HOUR : durationNamed(text)
  if (seconds === undefined) {
    throw new UserError('alerts.no-duration', { text: text.slice(0, 60) }, '2h')
  }
  return { verb, alerts, seconds }
}

/** `A-1 A-2`, or the same with commas. */
function namesIn(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap(({ text }) => {
    const names = text.split(',').filter((name) => name !== '')
    return names.every((name) => SHOWN_ALERT.test(name)) ? names : [text]
  })
}

/** Returns whether a request only looks at alerts or tests a rule; what cannot be read does not. */
export function onlyReadsAlerts(request: string): boolean {
  const verb = leadingVerb(VERB_WORDS, request)
  return verb === 'list' || verb === 'test' || verb === 'history' || request.trim() === ''
}

/** A rule begins with when or on, or with what it watches: `store:*`, `nps`. */
function isRule({ text, key }: Token): boolean {
  if (key !== undefined || means(text, 'when') || means(text, 'on')) return true
  return (metricNamed(text) ?? countNamed(text)) !== undefined
}

function readAlertDraft(tokens: readonly Token[]): AlertDraft {
  const options = new Map<string, string>()
  const filters: Filter[] = []
  let each: Dimension | null = null
  const plain: Token[] = []
  for (const token of tokens) {
    const value = keyedValue(token)
    const option = KEYS.find((key) => key === token.key?.toLowerCase())
    if (option !== undefined) options.set(option, value)
    else if (token.key === undefined) plain.push(token)
    else {
      const dimension = dimensionNamed(token.key)
      if (value === '*') each = dimension
      else filters.push({ dimension, names: token.parts.map(({ text }) => text) })
    }
  }
  const rule = readRule(plain, filters, each)
  const [name, place, lang] = ['name', 'in', 'lang'].map((key) => options.get(key))
  const cooldown = options.get('cooldown')
  const quiet = options.get('quiet')
  return {
    rule,
    ...(name === undefined ? {} : { name }),
    ...(place === undefined ? {} : { place }),
    ...(lang === undefined ? {} : { locale: readLocale(lang) }),
    ...(cooldown === undefined ? {} : { cooldownSeconds: readDuration(cooldown) }),
    ...(quiet === undefined ? {} : { quiet: readQuiet(quiet) }),
  }
}

function dimensionNamed(key: string): Dimension {
  const found = breakdownOf(key)
  const dimension = DIMENSIONS.find((each) => each === found || each === key.toLowerCase())
  if (dimension) return dimension
  const close = nearest(key.toLowerCase(), [...DIMENSIONS, ...KEYS])
  throw new UserError(
    'alerts.unknown-filter',
    { word: key.slice(0, 60), list: DIMENSIONS.join(', ') },
    close && `${close}:`,
  )
}

function readDuration(text: string): number {
  const seconds = durationNamed(text)
  if (seconds !== undefined) return seconds
  throw new UserError('alerts.no-duration', { text: text.slice(0, 60) }, 'cooldown:2h')
}

function readQuiet(text: string): Omit<QuietHours, 'zone'> {
  const [from, to] = text
    .split(/[-–—]/)
    .map((part) => minuteNamed(part) ?? minuteNamed(`${part.trim()}:00`))
  if (typeof from === 'number' && typeof to === 'number' && from !== to) return { from, to }
  throw new UserError('alerts.no-quiet-hours', { text: text.slice(0, 60) }, 'quiet:22:00-08:00')
}
