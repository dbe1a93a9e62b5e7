import { UserError } from '../core/errors.ts'
import { note, type PlanNote } from './notes.ts'

/** What follows a comma in the numbers of a file. */
export const COMMA_MEANINGS = ['decimals', 'thousands'] as const
export type CommaMeaning = (typeof COMMA_MEANINGS)[number]

const NUMBER = /\d+(?:[.,]\d+)*/
const OPEN = /^[1-9]\d{0,2},\d{3}$/
/** What is written so has only one meaning; `1.007` is read as it is meant in most files. */
const SHOWS: readonly (readonly [RegExp, CommaMeaning | undefined])[] = [
  [/^[1-9]\d{0,2}\.\d{3}$/, undefined],
  [/^\d+\.\d+$/, 'thousands'],
  [/^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/, 'thousands'],
  [/^\d+(?:\.\d{3})*,\d+$/, 'decimals'],
]

/**
 * Returns what the number in a cell shows of commas; `open` where it can be meant either way,
 * as `1,007`, and undefined where it shows nothing.
 */
export function commaIn(cell: string): CommaMeaning | 'open' | undefined {
  const number = NUMBER.exec(cell)?.[0] ?? ''
  if (OPEN.test(number)) return 'open'
  return SHOWS.find(([form]) => form.test(number))?.[1]
}

/** What commas mean in a file. */
export interface PlannedCommas {
  /** Null where no rating shows it. */
  readonly meaning: CommaMeaning | null
  readonly notes: readonly PlanNote[]
}

/** Returns the meaning that a flag names. Throws a UserError where it is none. */
export function commaNamed(value: string): PlannedCommas {
  const meaning = COMMA_MEANINGS.find((each) => each === value.trim().toLowerCase())
  if (meaning) return { meaning, notes: [] }
  throw new UserError(
    'import.badComma',
    { value, known: COMMA_MEANINGS.join(', ') },
    '--comma decimals',
  )
}

/** Looks at the ratings of a file, one after another, and tells what their commas mean. */
export interface CommaDetector {
  see(cell: string, line: number, column: string): void
  /** Throws a UserError where a rating can be meant either way and the others do not decide. */
  result(): PlannedCommas
}

/** Returns a detector for the commas of a file. */
export function createCommaDetector(): CommaDetector {
  const shown = new Set<CommaMeaning>()
  let open: { readonly text: string; readonly line: number; readonly column: string } | undefined
  return {
    see(cell, line, column) {
      if (!cell.includes(',') && !cell.includes('.')) return
      const meaning = commaIn(cell)
      if (meaning === 'open') open ??= { text: cell.trim(), line, column }
      else if (meaning) shown.add(meaning)
    },
    result() {
      const [first = null, second] = shown
      const meaning = second === undefined ? first : null
      if (!open) return { meaning, notes: [] }
      const number = NUMBER.exec(open.text)?.[0] ?? ''
      const readings = { decimals: number.replace(',', '.'), thousands: number.replace(',', '') }
      if (!meaning) {
        throw new UserError('import.ambiguousNumbers', { ...open, ...readings }, '--comma decimals')
      }
      const params = { text: open.text, number: readings[meaning] }
      return { meaning, notes: [note('score', 'commaShown', params)] }
    },
  }
}
