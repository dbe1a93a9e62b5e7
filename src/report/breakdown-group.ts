import type { Verdict } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import type { Finding } from '../metrics/groups.ts'
import type { Measurement } from '../metrics/measurement.ts'
import type { Wording } from './values.ts'

/** One group of a breakdown: its name (null where feedback has none), values and place among the others. */
export interface BreakdownGroup {
  readonly name: string | null
  readonly values: readonly Measurement[]
  readonly finding?: Finding
}

/** Returns what the group is called on the page. */
export function nameOf({ name }: BreakdownGroup, { locale }: Wording): string {
  return name ?? translator(locale)('report:breakdown.not-given')
}

/** Returns where the group's headline value lies against the other groups. */
export function verdictOf({ finding, values }: BreakdownGroup): Verdict {
  return (values[0]?.value ?? null) === null ? 'too-few' : (finding?.verdict ?? 'too-few')
}
