import { UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import { createDateReader, type DateReader } from './dates.ts'

/** The forms in which a date that begins like this can be meant. */
const SHAPES: readonly (readonly [RegExp, (match: RegExpExecArray) => readonly string[]])[] = [
  [/^\d{4}-\d{1,2}-\d{1,2}(?!\d)/, () => ['iso']],
  [/^1\d{9}(?:[.,]\d+)?$/, () => ['epoch-seconds']],
  [/^1\d{12}$/, () => ['epoch-milliseconds']],
  [/^(?:19|20)\d{6}(?!\d)/, () => ['yyyyMMdd']],
  [/^\d{4}([./])\d{1,2}\1\d{1,2}(?!\d)/, ([, mark]) => [`yyyy${mark}M${mark}d`]],
  [
    /^\d{1,2}([./-])\d{1,2}\1\d{4}(?!\d)/,
    ([, mark]) => [`d${mark}M${mark}yyyy`, `M${mark}d${mark}yyyy`],
  ],
  [
    /^\d{1,2}([./-])\d{1,2}\1\d{2}(?!\d)/,
    ([, mark]) => [`d${mark}M${mark}yy`, `M${mark}d${mark}yy`, `yy${mark}M${mark}d`],
  ],
  [
    /^\d{1,2}([\s./-]+)\p{L}+\.?([\s./,-]+)(\d{4}|\d{2})(?!\d)/u,
    ([, first, second, year]) => [`d${first}MMM${second}${year?.length === 4 ? 'yyyy' : 'yy'}`],
  ],
  [/^\p{L}+\.?\s\d{1,2}(,?\s)\d{4}(?!\d)/u, ([, mark]) => [`MMM d${mark}yyyy`]],
  [/^\p{L}+\.?(,?\s)\d{1,2}(\s)\p{L}+\.?\s\d{4}/u, ([, mark]) => [`EEE${mark}d MMM yyyy`]],
  [/^\p{L}+\.?(,?\s)\p{L}+\.?\s\d{1,2}(,?\s)\d{4}/u, ([, a, b]) => [`EEE${a}MMM d${b}yyyy`]],
  [/^\d{4}\s(?:m\.\s)?\p{L}{3,}\.?\s\d{1,2}/u, () => ['yyyy MMMM d']],
  [/^\d{4}\s(?:ж\.?|жылғы|жылы)\s\d{1,2}\s\p{L}+/u, () => ['yyyy d MMMM']],
]

/** Returns the formats in which a cell can be a date; none where it is not one. */
export function formatsOf(cell: string): readonly string[] {
  const text = cell.trim()
  for (const [pattern, formats] of SHAPES) {
    const match = pattern.exec(text)
    if (match) return formats(match)
  }
  return []
}

/** A cell and its line. */
export interface Example {
  readonly text: string
  readonly line: number
}

interface Candidate {
  readonly format: string
  readonly read: DateReader
  readable: number
  /** Readable or at least a day of the calendar, though out of range. */
  real: number
  first: EpochSeconds | undefined
  last: EpochSeconds | undefined
  /** A cell that only this one of several orders can read. */
  proof: Example | undefined
}

/** Looks at the cells of one column, one after another, and tells how its dates are written. */
export interface DateDetector {
  see(text: string, line: number): void
  result(): DateFinding | undefined
}

export interface DateFinding {
  readonly format: string
  readonly reason: 'shape' | 'order' | 'notFuture'
  readonly proof: Example | undefined
  readonly first: EpochSeconds | undefined
  readonly last: EpochSeconds | undefined
}

/**
 * Returns a detector for the column `name`. Its result throws a UserError where
 * the order of day and month changes within the column or cannot be told.
 */
export function createDateDetector(name: string, zone: string, now: EpochSeconds): DateDetector {
  /** By the formats that a cell can be in: those of one shape compete with each other. */
  const families = new Map<string, Candidate[]>()
  let example: Example | undefined

  function familyOf(text: string): Candidate[] | undefined {
    const formats = formatsOf(text)
    if (formats.length === 0) return undefined
    const key = formats.join('|')
    const known = families.get(key)
    if (known || families.size >= 12) return known
    const fresh = formats.map((format) => ({
      format,
      read: createDateReader(format, zone, now),
      readable: 0,
      real: 0,
      first: undefined,
      last: undefined,
      proof: undefined,
    }))
    families.set(key, fresh)
    return fresh
  }

  function choose(family: readonly Candidate[]): {
    best: Candidate
    reason: DateFinding['reason']
  } {
    const [first, second] = [...family].sort((a, b) => b.real - a.real || b.readable - a.readable)
    if (!first) throw new UserError('import.noDates', { column: name })
    if (!second || second.real === 0) return { best: first, reason: 'shape' }
    const proven = family.filter((each) => each.proof)
    const [one, other] = proven
    if (one?.proof && other?.proof) {
      throw new UserError(
        'import.mixedDates',
        {
          column: name,
          first: one.proof.text,
          firstLine: one.proof.line,
          second: other.proof.text,
          secondLine: other.proof.line,
          firstFormat: one.format,
          secondFormat: other.format,
        },
        `--date-format "${one.format}"`,
      )
    }
    if (one) return { best: one, reason: 'order' }
    if (first.readable > 0 && second.readable === 0) return { best: first, reason: 'notFuture' }
    const inRange = family.filter((each) => each.readable === first.real)
    const [only] = inRange
    if (only && inRange.length === 1) return { best: only, reason: 'notFuture' }
    throw new UserError(
      'import.ambiguousDates',
      {
        column: name,
        text: example?.text ?? '',
        line: example?.line ?? 0,
        firstFormat: first.format,
        secondFormat: second.format,
      },
      `--date-format "${first.format}"`,
    )
  }

  return {
    see(text, line) {
      const family = familyOf(text)
      if (!family) return
      if (family.length > 1) example ??= { text: text.trim(), line }
      let real = 0
      let last: Candidate | undefined
      for (const candidate of family) {
        const at = candidate.read(text)
        if (at === 'impossibleDate' || at === 'badDate' || at === null) continue
        candidate.real += 1
        real += 1
        last = candidate
        if (typeof at !== 'number') continue
        candidate.readable += 1
        if (candidate.first === undefined || at < candidate.first) candidate.first = at
        if (candidate.last === undefined || at > candidate.last) candidate.last = at
      }
      if (last && real === 1 && family.length > 1) last.proof ??= { text: text.trim(), line }
    },
    result() {
      const chosen = [...families.values()]
        .filter((family) => family.some((each) => each.real > 0))
        .map(choose)
        .sort((a, b) => b.best.real - a.best.real)
      const [main] = chosen
      if (!main) return undefined
      return {
        format: chosen.map(({ best }) => best.format).join('|'),
        reason: main.reason,
        proof: main.best.proof,
        first: main.best.first,
        last: main.best.last,
      }
    },
  }
}
