import { UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import { formatsOf } from './date-format.ts'
import { createDateReader, type DateReader } from './dates.ts'

/** From so many answers on, the days on which they fall can tell the order. */
const ENOUGH_ANSWERS = 20
const ENOUGH_DAYS = 3
const MOST_FAMILIES = 12

interface Example {
  readonly text: string
  readonly line: number
}

interface Candidate {
  readonly format: string
  readonly read: DateReader
  readable: number
  /** Readable or at least a day of the calendar, though out of range. */
  real: number
  /** A cell that only this one of several orders can read. */
  proof: Example | undefined
}

/** Formats of one shape, which compete with each other. */
interface Family {
  readonly candidates: readonly Candidate[]
  example: Example | undefined
  seen: number
  timed: number
  readonly firstNumbers: Set<number>
  readonly secondNumbers: Set<number>
}

export interface DateFinding {
  /** Several, with `|` between them, where the column mixes shapes. */
  readonly format: string
  readonly reason: 'shape' | 'proof' | 'notFuture' | 'dotted' | 'together'
  readonly proof: Example | undefined
  readonly days: number
}

/** Looks at the cells of one column, one after another, and tells how its dates are written. */
export interface DateDetector {
  see(text: string, line: number): void
  /** `complete` says that every cell was seen. */
  result(complete: boolean): DateFinding | undefined
}

interface Choice {
  readonly best: Candidate
  readonly reason: DateFinding['reason']
}

/**
 * Answers with a time of day that come, read one way, on days of one month and,
 * read the other way, all on the same day of several months: the first is meant.
 */
function closeTogether(family: Family): Candidate | undefined {
  const { candidates, firstNumbers, secondNumbers, seen, timed } = family
  if (seen < ENOUGH_ANSWERS || timed < seen) return undefined
  const month = (same: Set<number>, varying: Set<number>): boolean =>
    same.size === 1 && !same.has(1) && varying.size >= ENOUGH_DAYS
  if (month(firstNumbers, secondNumbers)) return candidates.find(({ format }) => format[0] === 'M')
  if (month(secondNumbers, firstNumbers)) return candidates.find(({ format }) => format[0] === 'd')
  return undefined
}

function onlyPast(family: Family): Candidate | undefined {
  const most = Math.max(...family.candidates.map(({ real }) => real))
  const past = family.candidates.filter(({ readable }) => readable === most && most > 0)
  return past.length === 1 ? past[0] : undefined
}

function isoDay(read: DateReader, text: string): string {
  const at = read(text)
  return typeof at === 'number' ? new Date(at * 1000).toISOString().slice(0, 10) : '–'
}

function choose(family: Family, column: string, complete: boolean): Choice {
  const [first, second] = [...family.candidates].sort((a, b) => b.real - a.real)
  if (!first) throw new RangeError('a family of formats is never empty')
  if (!second || second.real === 0) return { best: first, reason: 'shape' }
  const [one, other] = family.candidates.filter((each) => each.proof)
  if (one?.proof && other?.proof) {
    const params = {
      column,
      first: one.proof.text,
      firstLine: one.proof.line,
      second: other.proof.text,
      secondLine: other.proof.line,
      firstFormat: one.format,
      secondFormat: other.format,
    }
    throw new UserError('import.mixedDates', params, `--date-format "${one.format}"`)
  }
  if (one) return { best: one, reason: 'proof' }
  if (complete && !family.example) return { best: first, reason: 'shape' }
  const past = onlyPast(family)
  if (past) return { best: past, reason: 'notFuture' }
  const dotted = family.candidates.find(({ format }) => format.startsWith('d.M.'))
  if (dotted) return { best: dotted, reason: 'dotted' }
  const together = complete ? closeTogether(family) : undefined
  if (together) return { best: together, reason: 'together' }
  const { text = '', line = 0 } = family.example ?? {}
  const params = {
    column,
    text,
    line,
    firstFormat: first.format,
    secondFormat: second.format,
    firstDate: isoDay(first.read, text),
    secondDate: isoDay(second.read, text),
  }
  throw new UserError('import.ambiguousDates', params, `--date-format "${first.format}"`)
}

function createFamily(formats: readonly string[], now: EpochSeconds): Family {
  return {
    candidates: formats.map((format) => ({
      format,
      read: createDateReader(format, 'UTC', now),
      readable: 0,
      real: 0,
      proof: undefined,
    })),
    example: undefined,
    seen: 0,
    timed: 0,
    firstNumbers: new Set(),
    secondNumbers: new Set(),
  }
}

function count(family: Family, text: string, line: number): void {
  let real = 0
  let last: Candidate | undefined
  for (const candidate of family.candidates) {
    const at = candidate.read(text)
    if (at === 'impossibleDate' || at === 'badDate' || at === null) continue
    candidate.real += 1
    real += 1
    last = candidate
    if (typeof at === 'number') candidate.readable += 1
  }
  if (family.candidates.length === 1) return
  if (last && real === 1) last.proof ??= { text: text.trim(), line }
  const [first, second] = text.match(/\d+/g) ?? []
  if (real > 1 && Number(first) !== Number(second)) {
    family.example ??= { text: text.trim(), line }
  }
  family.seen += 1
  if (text.includes(':')) family.timed += 1
  family.firstNumbers.add(Number(first))
  family.secondNumbers.add(Number(second))
}

/**
 * Returns a detector for the dates of the column of that name. Its result throws
 * a UserError where the order of day and month changes or cannot be told.
 */
export function createDateDetector(column: string, now: EpochSeconds): DateDetector {
  const families = new Map<string, Family>()
  return {
    see(text, line) {
      const formats = formatsOf(text)
      if (formats.length === 0) return
      const key = formats.join('|')
      const known = families.get(key)
      if (!known && families.size >= MOST_FAMILIES) return
      const family = known ?? createFamily(formats, now)
      if (!known) families.set(key, family)
      count(family, text, line)
    },
    result(complete) {
      const chosen = [...families.values()]
        .filter(({ candidates }) => candidates.some(({ real }) => real > 0))
        .map((family) => ({ family, ...choose(family, column, complete) }))
        .sort((a, b) => b.best.real - a.best.real)
      const [main] = chosen
      if (!main) return undefined
      return {
        format: chosen.map(({ best }) => best.format).join('|'),
        reason: main.reason,
        proof: main.best.proof,
        days: Math.max(main.family.firstNumbers.size, main.family.secondNumbers.size),
      }
    },
  }
}
