import type { AlertRule, AlertWindow, WatchedCount, WatchedMetric } from '../core/alert.ts'
import type { Filter } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Dimension } from '../core/feedback.ts'
import { nearest } from '../language/nearest.ts'
import type { Token } from '../parse/index.ts'
import {
  countNamed,
  durationNamed,
  means,
  metricNamed,
  unitNamed,
  WATCHED_WORDS,
} from './rule-words.ts'

const DAY: AlertWindow = { type: 'rolling', seconds: 86_400 }
const HOUR: AlertWindow = { type: 'rolling', seconds: 3600 }
const WEEK: AlertWindow = { type: 'calendar', unit: 'week' }
/** A window that is compared with the same hours of earlier weeks cannot be longer than one. */
const A_WEEK = 604_800
const LONGEST = 366 * 86_400
const LEAST_ANSWERS = 10
const EVENT_WORDS = ['spike', 'detractor', 'negative', 'positive', 'mention'] as const
const SPIKE_FACTOR = 2

/** The words of a rule, taken off one by one. */
class Words {
  private readonly words: readonly string[]
  private at = 0

  constructor(tokens: readonly Token[]) {
    this.words = tokens
      .map(({ text }) => text.replace(/^([<>]=?|≥|≤)(?=\d)/, '$1 '))
      .join(' ')
      .replaceAll('≥', '>=')
      .replaceAll('≤', '<=')
      .replace(/(?<=\d) %/g, '%')
      .split(' ')
      .map((word) => word.replace(/[,;:]$/, ''))
      .filter((word) => word !== '')
  }

  get done(): boolean {
    return this.at >= this.words.length
  }

  peek(ahead = 0): string | undefined {
    return this.words[this.at + ahead]
  }

  take(count = 1): string {
    const taken = this.words.slice(this.at, this.at + count).join(' ')
    this.at += count
    return taken
  }

  /** Takes the next word where it is one of these. */
  takes(meaning: Parameters<typeof means>[1]): boolean {
    if (!means(this.peek(), meaning)) return false
    this.at += 1
    return true
  }
}

/** What is found behind the subject of a rule, in any order. */
interface Details {
  window?: AlertWindow
  least?: number
  clearly?: true
}

/**
 * Reads a rule: `when negative-share > 40% last 2h min 20`, `when nps drops clearly this week`,
 * `when negative 3x usual`, `on detractor`, `on spike`. Throws a UserError for a rule that
 * cannot be read.
 */
export function readRule(
  tokens: readonly Token[],
  filters: readonly Filter[],
  each: Dimension | null,
): AlertRule {
  const words = new Words(tokens)
  const frame = { filters, each }
  if (words.takes('on')) return readEvent(words, frame)
  words.takes('when')
  const subject = words.peek()
  if (subject === undefined) throw unreadable('')
  const pair = metricNamed(`${subject}-${words.peek(1) ?? ''}`)
  const count = pair ? undefined : countNamed(subject)
  const metric = pair ?? metricNamed(subject) ?? shareMeant(count, words)
  if (metric === undefined && count === undefined) {
    const close = nearest(subject.toLowerCase(), WATCHED_WORDS)
    throw new UserError(
      'alerts.unknown-subject',
      { word: subject.slice(0, 60), list: WATCHED_WORDS.join(', ') },
      close && `alert when ${close}`,
    )
  }
  words.take(pair ? 2 : 1)
  if (metric !== undefined) {
    const side = words.takes('above') ? 'above' : words.takes('below') ? 'below' : undefined
    if (side !== undefined) {
      const bound = readNumber(words)
      const { window = DAY, least = LEAST_ANSWERS, clearly = false } = readDetails(words)
      return { type: 'level', ...frame, metric, side, bound, window, least, clearly }
    }
    const direction = words.takes('drops') ? 'drops' : words.takes('rises') ? 'rises' : undefined
    if (direction === undefined) throw unreadable(words.peek() ?? '')
    const window = readWindow(words) ?? WEEK
    return { type: 'change', ...frame, metric, direction, window }
  }
  const factor = readFactor(words)
  const window = readWindow(words) ?? DAY
  return counted({ type: 'usual', ...frame, count: count as WatchedCount, factor, window })
}

/** `negative > 40%` is about a share, though a count is named. */
function shareMeant(count: WatchedCount | undefined, words: Words): WatchedMetric | undefined {
  if (count !== 'negative' && count !== 'positive') return undefined
  return words.peek(2)?.endsWith('%') ? `${count}-share` : undefined
}

function readEvent(
  words: Words,
  frame: { readonly filters: readonly Filter[]; readonly each: Dimension | null },
): AlertRule {
  if (words.takes('spike')) {
    const window = readWindow(words) ?? HOUR
    return counted({ type: 'usual', ...frame, count: 'mentions', factor: SPIKE_FACTOR, window })
  }
  const word = words.peek()
  const count = word === undefined ? undefined : countNamed(word)
  if (count === undefined || count === 'answers') {
    const close = nearest(word?.toLowerCase() ?? '', EVENT_WORDS)
    throw unreadable(word ?? '', close && `alert on ${close}`)
  }
  words.take()
  if (words.takes('spike')) {
    const window = readWindow(words) ?? HOUR
    return counted({ type: 'usual', ...frame, count, factor: SPIKE_FACTOR, window })
  }
  if (!words.done) throw unreadable(words.peek() ?? '')
  if (frame.each !== null) throw new UserError('alerts.each-of-each', {}, 'alert on detractor')
  return { type: 'each', ...frame, count, window: DAY }
}

function counted(rule: Extract<AlertRule, { type: 'usual' }>): AlertRule {
  const { window } = rule
  if (window.type === 'calendar' || window.seconds > A_WEEK) {
    throw new UserError('alerts.window-too-long', {}, 'last 24h')
  }
  return rule
}

/** `3x usual`, `3 x usual`, `3× usual`. */
function readFactor(words: Words): number {
  const match = /^(\d+(?:[.,]\d+)?)[x×х]?$/i.exec(words.peek() ?? '')
  const factor = Number(match?.[1]?.replace(',', '.'))
  if (!match || !(factor >= 1 && factor <= 1000)) throw unreadable(words.peek() ?? '')
  words.take()
  if (/^[x×х]$/i.test(words.peek() ?? '')) words.take()
  if (!words.takes('usual')) throw unreadable(words.peek() ?? '')
  return factor
}

function readNumber(words: Words): number {
  const text = words.peek() ?? ''
  const match = /^([-−]?\d+(?:[.,]\d+)?)\s*%?$/.exec(text)
  if (!match?.[1])
    throw new UserError('alerts.no-number', { text: text.slice(0, 60) || '…' }, '40%')
  words.take()
  return Number(match[1].replace('−', '-').replace(',', '.'))
}

function readDetails(words: Words): Details {
  const details: Details = {}
  while (!words.done) {
    if (words.takes('clearly')) details.clearly = true
    else if (words.takes('today')) details.window = { type: 'calendar', unit: 'day' }
    else if (words.takes('this')) {
      const window = unitNamed(words.peek())
      if (!window) throw unreadable(words.peek() ?? '')
      words.take()
      details.window = window
    } else if (words.takes('last')) details.window = readRolling(words)
    else if (words.takes('during')) continue
    else if (words.takes('least')) details.least = Math.max(1, Math.round(readNumber(words)))
    else if (/^\d/.test(words.peek() ?? '')) details.window = readRolling(words)
    else throw unreadable(words.peek() ?? '')
  }
  return details
}

/** Returns the window of a rule without a bound; a least number of answers would say nothing there. */
function readWindow(words: Words): AlertWindow | undefined {
  const { window, least } = readDetails(words)
  if (least !== undefined) {
    throw new UserError('alerts.least-without-bound', { least }, 'when nps < 20 last 7d min 30')
  }
  return window
}

/** `2h`, `2 hours`, `24 часа`. */
function readRolling(words: Words): AlertWindow {
  const one = durationNamed(words.peek() ?? '')
  const seconds = one ?? durationNamed(`${words.peek() ?? ''} ${words.peek(1) ?? ''}`)
  if (seconds === undefined || seconds > LONGEST) {
    const text = `${words.peek() ?? ''} ${words.peek(1) ?? ''}`.trim().slice(0, 60)
    throw new UserError('alerts.no-duration', { text }, 'last 2h')
  }
  words.take(one === undefined ? 2 : 1)
  return { type: 'rolling', seconds }
}

/** The example is no command, so that no button sets up what nobody asked for. */
function unreadable(
  word: string,
  suggestion = 'when negative-share > 40% last 2h min 20',
): UserError {
  return new UserError('alerts.unreadable', { word: word.slice(0, 60) || '…' }, suggestion)
}
