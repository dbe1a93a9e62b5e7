import type { Locale } from '../core/locale.ts'
import type { Cell, Column } from '../core/reply.ts'
import { tameLine } from './sanitize.ts'
import { formatValue } from './values.ts'

/** What stands where there is no value. */
export const NO_VALUE = '—'

/** Returns a cell as people read it: numbers with their unit, `—` for none, text on one line. */
export function formatCell(cell: Cell, format: Column['format'], locale: Locale): string {
  if (cell === null || cell === '') return NO_VALUE
  if (typeof cell === 'string') return tameLine(cell)
  return format === 'text' || format === 'date' ? String(cell) : formatValue(cell, format, locale)
}

/** Returns a number without the noise of binary fractions, at twelve significant digits. */
export function withoutNoise(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(12))
}
