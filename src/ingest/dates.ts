import { UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import { createLocalClock } from './local-time.ts'
import { monthNamed } from './month-names.ts'
import type { RejectionReason } from './types.ts'

/** A time of day after a date: `T08:51:12.402+05:00`, ` 8:51 PM`; the name of a zone counts only after its offset. */
const TIME = String.raw`(?:[T,\s]+(?:в |at )?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?(?:\s?([AaPp])\.?[Mm]\.?)?(?:\s?((?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|Z|UTC|GMT)(?:\s?[([][^()[\]]*[)\]])?)?)?`

/** Before this, a date is a default value or a slip rather than the day of an answer. */
const EARLIEST = Date.UTC(1980, 0, 1) / 1000
const SECONDS_A_DAY = 86_400
/** No date with its time is written longer; patterns made from formats read no further. */
const LONGEST_DATE = 128

const TOKENS: Readonly<Record<string, string>> = {
  yyyy: String.raw`(?<y>\d{4})`,
  yy: String.raw`(?<y>\d{2})`,
  MMMM: String.raw`(?<name>[\p{L}]+)\.?`,
  MMM: String.raw`(?<name>[\p{L}]+)\.?`,
  MM: String.raw`(?<M>\d{2})`,
  M: String.raw`(?<M>\d{1,2})`,
  dd: String.raw`(?<d>\d{2})`,
  d: String.raw`(?<d>\d{1,2})`,
}

/** The words for “year” and “day” that some languages write into a date. */
const YEAR_MARK = String.raw`(?:\s?(?:г\.?|года|ж\.?|жылғы|жылы|m\.))?`
const DAY_MARK = String.raw`(?:\s?(?:d\.))?`

function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
}

/** Returns a format up to its time of day, without what joins the two. */
function datePartOf(format: string): string {
  const pieces = format.match(/'[^']*'|[^']/gu) ?? []
  let end = pieces.findIndex((piece) => /^[HhKk]$/.test(piece))
  if (end < 0) return format
  if (pieces[end - 1] === 'T') end -= 1
  while (/^[\s,']/.test(pieces[end - 1] ?? '')) end -= 1
  return pieces.slice(0, end).join('')
}

/**
 * Returns the pattern of a format's date; a time after it is recognised in any
 * usual form. Throws a UserError where year, month and day are not all there.
 */
function patternOf(format: string): RegExp {
  let body = ''
  const found = new Set<string>()
  for (const [piece] of datePartOf(format).matchAll(/'[^']*'|y+|M+|d+|E+|[^'yMdE]+/g)) {
    const token = TOKENS[piece]
    if (piece.startsWith("'")) body += escaped(piece.slice(1, -1))
    else if (/^E+$/.test(piece)) body += String.raw`[\p{L}]+\.?`
    else if (/^\s+$/.test(piece)) body += String.raw`\s+`
    else if (token === undefined) {
      if (/\p{L}/u.test(piece)) throw badFormat(format)
      body += escaped(piece)
    } else {
      body += token
      if (piece.startsWith('y')) body += YEAR_MARK
      if (piece.startsWith('d')) body += DAY_MARK
      found.add(piece.charAt(0))
    }
  }
  if (found.size !== 3) throw badFormat(format)
  try {
    return new RegExp(`^${body}${TIME}$`, 'u')
  } catch {
    throw badFormat(format)
  }
}

function badFormat(format: string): UserError {
  return new UserError('import.badDateFormat', { value: format }, '--date-format "d/M/yyyy H:mm"')
}

/** Reads the dates of one column. Returns null for an empty cell and a reason for one that is no date. */
export type DateReader = (cell: string) => EpochSeconds | null | RejectionReason

/** Returns the day since 1970-01-01, or undefined for one that no calendar has. */
function dayOf(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const instant = Date.UTC(year, month - 1, day)
  const date = new Date(instant)
  return date.getUTCMonth() === month - 1 ? instant / (SECONDS_A_DAY * 1000) : undefined
}

function secondOf(hour: number, minute: number, second: number, half: string | undefined): number {
  if (minute > 59 || second > 60 || hour > 24 || (half && (hour < 1 || hour > 12)))
    return Number.NaN
  const turned = half ? (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : hour
  return turned * 3600 + minute * 60 + Math.min(second, 59)
}

function offsetOf(mark: string): number {
  const found = /([+-])(\d{1,2}):?(\d{2})?$/.exec(mark)
  if (!found) return 0
  const seconds = Number(found[2]) * 3600 + Number(found[3] ?? 0) * 60
  return found[1] === '-' ? -seconds : seconds
}

/** Two digits mean 1969–2068, as in POSIX. */
function fullYear(digits: string): number {
  const year = Number(digits)
  return digits.length > 2 ? year : year < 69 ? 2000 + year : 1900 + year
}

type Plain = (cell: string) => EpochSeconds | RejectionReason

function epochReader(scale: number): Plain {
  return (cell) =>
    /^\d{1,16}(?:[.,]\d+)?$/.test(cell)
      ? (Math.floor(Number.parseFloat(cell.replace(',', '.')) / scale) as EpochSeconds)
      : 'badDate'
}

function patternReader(format: string, zone: string): Plain {
  const pattern = patternOf(format === 'iso' ? 'yyyy-M-d' : format)
  const toInstant = createLocalClock(zone)
  return (cell) => {
    const match = pattern.exec(cell)
    if (!match?.groups) return 'badDate'
    const { y = '', M, d = '', name } = match.groups
    const month = name === undefined ? Number(M) : monthNamed(name)
    if (month === undefined) return 'badDate'
    const day = dayOf(fullYear(y), month, Number(d))
    if (day === undefined || Number(y) === 0) return 'impossibleDate'
    const [hour, minute, second, half, mark] = match.slice(-5)
    if (hour === undefined) return toInstant(day, 0)
    const time = secondOf(Number(hour), Number(minute), Number(second ?? 0), half)
    if (Number.isNaN(time)) return 'impossibleDate'
    if (mark === undefined) return toInstant(day, time)
    return (day * SECONDS_A_DAY + time - offsetOf(mark)) as EpochSeconds
  }
}

/** 1970-01-01 as a day number of a spreadsheet. */
const SPREADSHEET_EPOCH = 25_569

/** Days since the last day of 1899, with the time of day as their fraction, as spreadsheets count. */
function dayNumberReader(zone: string): Plain {
  const toInstant = createLocalClock(zone)
  return (cell) => {
    if (!/^\d{5}(?:[.,]\d+)?$/.test(cell)) return 'badDate'
    const seconds = Math.round(Number(cell.replace(',', '.')) * SECONDS_A_DAY)
    const day = Math.floor(seconds / SECONDS_A_DAY)
    return toInstant(day - SPREADSHEET_EPOCH, seconds - day * SECONDS_A_DAY)
  }
}

function plainReader(format: string, zone: string): Plain {
  if (format === 'epoch-seconds') return epochReader(1)
  if (format === 'excel') return dayNumberReader(zone)
  return format === 'epoch-milliseconds' ? epochReader(1000) : patternReader(format, zone)
}

/**
 * Returns the reader of a format: Unicode tokens, one of {@link NAMED_FORMATS}, or
 * several of these with `|` between them, tried in turn. Times without an offset
 * are of `zone`. Dates before 1980 or more than a day after `now` are refused.
 * Throws a UserError for a format that makes no date.
 */
export function createDateReader(format: string, zone: string, now: EpochSeconds): DateReader {
  const readers = format.split('|').map((each) => plainReader(each.trim(), zone))
  const read: Plain = (text) => {
    let result: EpochSeconds | RejectionReason = 'badDate'
    for (const reader of readers) {
      const tried = reader(text)
      if (typeof tried === 'number') return tried
      if (tried !== 'badDate') result = tried
    }
    return result
  }
  const latest = now + SECONDS_A_DAY
  let lastCell = ''
  let lastResult: EpochSeconds | null | RejectionReason = null
  return (cell) => {
    if (cell === lastCell) return lastResult
    const text = cell.trim()
    let result: EpochSeconds | null | RejectionReason = null
    if (text !== '') result = text.length > LONGEST_DATE ? 'badDate' : read(text)
    if (typeof result === 'number') {
      if (result < EARLIEST) result = 'dateTooEarly'
      else if (result > latest) result = 'dateInFuture'
    }
    lastCell = cell
    lastResult = result
    return result
  }
}

/** Returns the format with day and month changed over, where both are numbers; else null. */
export function otherOrder(format: string): string | null {
  if (!/^[dM]{1,2}[./-][dM]{1,2}[./-]/.test(format)) return null
  return format.replace(/[dM]/g, (token) => (token === 'd' ? 'M' : 'd'))
}
