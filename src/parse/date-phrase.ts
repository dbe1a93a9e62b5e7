import { is, isUnit, meaningOf, unitOf } from './lexeme-classes.ts'
import type { DateFields, Lexeme } from './period-lexer.ts'

/** What one step adds to a date, and how many lexemes it takes; `awaits` names the number to come. */
interface Step {
  readonly fields?: DateFields
  readonly awaits?: 'quarter' | 'week'
  readonly words: number
}

/** “3 *кв.*”, “46-я *неделя*”, “2026”, or the day of a month. */
function numberStep(
  lexeme: Extract<Lexeme, { type: 'number' }>,
  next: Lexeme | undefined,
  more: boolean,
): Step {
  const { value, ordinal } = lexeme
  const unit = unitOf(next)
  if (value > 999 || (lexeme.text.length > 2 && !ordinal))
    return { fields: { year: value }, words: 1 }
  const isQuarter = ordinal || (unit?.one && (!unit.many || more))
  if (unit?.unit === 'quarter' && isQuarter) return { fields: { quarter: value }, words: 2 }
  const isWeek = unit?.one && (ordinal || (!unit.many && value > 1))
  if (unit?.unit === 'week' && isWeek) return { fields: { week: value }, words: 2 }
  return { fields: { day: value }, words: 1 }
}

/** “October”, “last year”, “third quarter”, “week” before its number. */
function wordStep(
  lexeme: Extract<Lexeme, { type: 'word' }>,
  next: Lexeme | undefined,
): Step | undefined {
  const year = relativeYear(lexeme, next)
  if (year) return { fields: { relativeYear: year.offset }, words: year.words }
  const month = meaningOf(lexeme.text, 'month')
  if (month) return { fields: { month: month.number }, words: 1 }
  const ordinal = meaningOf(lexeme.text, 'ordinal')
  if (ordinal && isUnit(next, 'quarter')) return { fields: { quarter: ordinal.number }, words: 2 }
  const unit = unitOf(lexeme)?.unit
  const leads = next?.type === 'number' && (unit === 'quarter' || unit === 'week')
  return leads ? { awaits: unit, words: 1 } : undefined
}

/** Returns a date in any order: day, month, year, quarter or week, each at most once. */
export function datePhrase(lexemes: readonly Lexeme[]): DateFields | undefined {
  let fields: DateFields = {}
  let awaits: Step['awaits']
  for (let index = 0; index < lexemes.length; ) {
    const lexeme = lexemes[index]
    const rest = lexemes.slice(index + 1)
    if (!lexeme || lexeme.type === 'separator') return undefined
    let step: Step | undefined
    if (lexeme.type === 'date') step = { fields: lexeme.fields, words: 1 }
    else if (lexeme.type === 'word') step = wordStep(lexeme, rest[0])
    else if (awaits) step = { fields: { [awaits]: lexeme.value }, words: 1 }
    else step = numberStep(lexeme, rest[0], rest.length > 1)
    if (!step && !addsNothing(lexeme, rest, fields)) return undefined
    const added = step?.fields ?? {}
    if (Object.keys(added).some((key) => key in fields)) return undefined
    fields = { ...fields, ...added }
    awaits = step?.awaits
    index += step?.words ?? 1
  }
  return Object.keys(fields).length === 0 ? undefined : fields
}

/** “*last year*” beside a month or a quarter, in one word or two. */
function relativeYear(
  lexeme: Lexeme,
  next: Lexeme | undefined,
): { readonly offset: number; readonly words: number } | undefined {
  const relative = lexeme.type === 'word' ? meaningOf(lexeme.text, 'relative') : undefined
  if (relative?.unit === 'year') return { offset: relative.offset, words: 1 }
  if (!isUnit(next, 'year')) return undefined
  if (is(lexeme, 'current')) return { offset: 0, words: 2 }
  if (is(lexeme, 'last')) return { offset: -1, words: 2 }
  return is(lexeme, 'beforeLast') ? { offset: -2, words: 2 } : undefined
}

/** Words beside a number or a name: “2026 *г.*”, “*month of* October”, “15 *d.*”. */
function addsNothing(lexeme: Lexeme, rest: readonly Lexeme[], fields: DateFields): boolean {
  const next = rest[0]
  if (is(lexeme, 'fillers')) return true
  const year = fields.year !== undefined || (next?.type === 'number' && next.text.length > 2)
  if (year && (is(lexeme, 'yearMarks') || isUnit(lexeme, 'year'))) return true
  const month = fields.month !== undefined || rest.some((other) => is(other, 'month'))
  if (month && isUnit(lexeme, 'month')) return true
  return fields.day !== undefined && (is(lexeme, 'dayMarks') || isUnit(lexeme, 'day'))
}

/** Whether the fields name a stretch of days by themselves. */
export function isWhole(fields: DateFields): boolean {
  const { year, relativeYear: back, quarter, month, week, day } = fields
  if (year !== undefined && back !== undefined) return false
  if (quarter !== undefined) return month === undefined && week === undefined && day === undefined
  if (week !== undefined) return month === undefined && day === undefined
  if (day !== undefined) return month !== undefined
  return year !== undefined || month !== undefined
}
