import { UserError } from '../core/errors.ts'

/** What stands behind a comma in the numbers of a file. */
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

/** Returns the meaning that a flag names. Throws a UserError where it is none. */
export function commaNamed(value: string): CommaMeaning {
  const found = COMMA_MEANINGS.find((each) => each === value.trim().toLowerCase())
  if (found) return found
  throw new UserError(
    'import.badComma',
    { value, known: COMMA_MEANINGS.join(', ') },
    '--comma decimals',
  )
}

/** Looks at the ratings of a file, one after another, and tells what their commas mean. */
export interface CommaDetector {
  see(cell: string, line: number, column: string): void
  /**
   * Returns the meaning, null where no rating shows it. Throws a UserError where one can be meant
   * either way and the others do not decide.
   */
  result(): CommaMeaning | null
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
      const decided = second === undefined ? first : null
      if (!open || decided) return decided
      const number = NUMBER.exec(open.text)?.[0] ?? ''
      const readings = { decimals: number.replace(',', '.'), thousands: number.replace(',', '') }
      throw new UserError('import.ambiguousNumbers', { ...open, ...readings }, '--comma decimals')
    },
  }
}
