import { Temporal } from 'temporal-polyfill'
import { addUnits } from '../calendar/periods.ts'
import type { CommandArguments, CommandDeclaration } from '../core/command.ts'
import type { CivilDate } from '../core/identity.ts'
import type { Baseline, Period, PeriodUnit } from '../core/period.ts'
import { quoteName } from './readers.ts'
import { meaningsOf } from './vocabulary/index.ts'

/** Parts of a command line that are to be other than the arguments say; null takes a part away. */
export type Changes = Partial<
  Pick<CommandArguments, 'subjects' | 'period' | 'by' | 'baseline' | 'filters' | 'view' | 'options'>
>

function unitToken(unit: PeriodUnit, first: CivilDate): string {
  const date = Temporal.PlainDate.from(first)
  switch (unit) {
    case 'day':
      return first
    case 'week':
      return `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}`
    case 'month':
      return first.slice(0, 7)
    case 'quarter':
      return `${date.year}-Q${Math.ceil(date.month / 3)}`
    case 'year':
      return first.slice(0, 4)
  }
}

/**
 * Returns the period as absolute dates, such as `2026-W46` or
 * `2026-11-01..2026-11-15`, that parse to the same period; `all` stays `all`.
 */
export function formatPeriod(period: Period): string {
  const { shape, from, to } = period
  if (shape.type === 'all') return 'all'
  if (shape.type === 'days') return `${from}..${addUnits(to, 'day', -1)}`
  const { unit, count } = shape
  const first = unitToken(unit, from)
  return count === 1 ? first : `${first}..${unitToken(unit, addUnits(from, unit, count - 1))}`
}

function formatBaseline(baseline: Baseline): string {
  switch (baseline.type) {
    case 'previous':
      return 'prev'
    case 'year-earlier':
      return 'yoy'
    case 'target':
      return 'target'
    case 'period':
      return formatPeriod(baseline.period)
  }
}

/** Returns a free word so that it cannot be read as any other part of the line. */
function formatSubject(
  word: string,
  command: Pick<CommandDeclaration, 'options' | 'period' | 'subject'>,
): string {
  if (command.subject?.from === 'line') return word
  const choice = command.options.some(
    (option) => option.type === 'choice' && option.values.includes(word.toLowerCase()),
  )
  const periodLike = command.period !== null && /\d|^[ivив]+$/i.test(word)
  const plain = !choice && !periodLike && meaningsOf(word).length === 0
  return plain ? quoteName(word) : `"${word.replace(/["\\]/g, '\\$&')}"`
}

/**
 * Returns the command line, in English words and with absolute dates, that
 * parses to these arguments: the same line however they were written. A default
 * period is written out.
 */
export function formatCommandLine(
  command: Pick<CommandDeclaration, 'name' | 'options' | 'period' | 'subject'>,
  asked: CommandArguments,
  changes: Changes = {},
): string {
  const { subjects, period, by, baseline, filters, view, options } = { ...asked, ...changes }
  const parts = [command.name, ...subjects.map((word) => formatSubject(word, command))]
  for (const option of command.options) {
    const value = options[option.name]
    if (value === undefined) continue
    parts.push(option.type === 'choice' ? value : `${option.name}:${quoteName(value)}`)
  }
  if (period && command.period) parts.push(formatPeriod(period))
  if (by) parts.push(`by ${by}`)
  if (baseline) parts.push(`vs ${formatBaseline(baseline)}`)
  for (const filter of [...filters].sort((a, b) => (a.dimension < b.dimension ? -1 : 1)))
    parts.push(`${filter.dimension}:${filter.names.map(quoteName).join(',')}`)
  if (view) parts.push(`as ${view}`)
  return parts.join(' ')
}
