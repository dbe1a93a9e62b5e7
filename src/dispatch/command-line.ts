import { civilDate, dayNumber } from '../calendar/zone.ts'
import type { CommandArguments, CommandDeclaration } from '../core/command.ts'
import type { Baseline, Period } from '../core/period.ts'
import { quoteName } from '../parse/readers.ts'

/** Parts of a command line that are to be other than the arguments say; null takes a part away. */
export type Changes = Partial<
  Pick<CommandArguments, 'subjects' | 'period' | 'by' | 'baseline' | 'filters' | 'view' | 'options'>
>

/**
 * Returns the command line that asks for exactly these arguments, with absolute
 * dates: the same line for equal arguments, however they were written.
 */
export function formatCommandLine(
  command: Pick<CommandDeclaration, 'name' | 'subject' | 'options' | 'period'>,
  asked: CommandArguments,
  changes: Changes = {},
): string {
  const { subjects, period, by, baseline, filters, view, options } = { ...asked, ...changes }
  const named = command.subject?.from
  const bare = named === 'metric' || named === 'command' || named === 'identifier'
  const parts = [command.name, ...subjects.map((word) => (bare ? word : quoted(word)))]
  for (const option of command.options) {
    const value = options[option.name]
    if (value === undefined) continue
    parts.push(option.type === 'choice' ? value : `${option.name}:${value}`)
  }
  if (period && command.period) parts.push(formatPeriod(period))
  if (by) parts.push(`by ${by}`)
  if (baseline) parts.push(`vs ${formatBaseline(baseline)}`)
  for (const filter of [...filters].sort((a, b) => (a.dimension < b.dimension ? -1 : 1))) {
    parts.push(`${filter.dimension}:${filter.names.map(quoteName).join(',')}`)
  }
  if (view) parts.push(`as ${view}`)
  return parts.join(' ')
}

/** Returns a period as absolute dates that parse to the same period; all data stays all data. */
export function formatPeriod(period: Period): string {
  const { shape, from } = period
  if (shape.type === 'all') return 'all'
  const [year = '', month = ''] = from.split('-')
  if (shape.type === 'calendar' && shape.count === 1) {
    if (shape.unit === 'day') return from
    if (shape.unit === 'week') return isoWeek(from)
    if (shape.unit === 'month') return `${year}-${month}`
    if (shape.unit === 'quarter') return `${year}-Q${Math.ceil(Number(month) / 3)}`
    return year
  }
  return `${from}..${civilDate(dayNumber(period.to) - 1)}`
}

function formatBaseline(baseline: Baseline): string {
  if (baseline.type === 'previous') return 'prev'
  if (baseline.type === 'year-earlier') return 'yoy'
  if (baseline.type === 'target') return 'target'
  return formatPeriod(baseline.period)
}

function isoWeek(monday: string): string {
  const thursday = dayNumber(monday) + 3
  const year = civilDate(thursday).slice(0, 4)
  const week = Math.floor((thursday - dayNumber(`${year}-01-01`)) / 7) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}

function quoted(name: string): string {
  return `"${name.replace(/["\\]/g, '\\$&')}"`
}
