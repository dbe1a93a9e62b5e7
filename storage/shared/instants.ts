import type { EpochSeconds } from '../../src/core/identity.ts'

/** Returns the instant that a column holds; PostgreSQL gives numbers of eight bytes as text. */
export function instant(column: number): EpochSeconds {
  return Number(column) as EpochSeconds
}

/** Returns the instant that a column holds, null where it holds none. */
export function instantOrNull(column: number | null): EpochSeconds | null {
  return column === null ? null : instant(column)
}
