import type { NumberUnit } from '../core/chart.ts'
import type { Locale } from '../core/locale.ts'
import type { Span, Text } from '../core/reply.ts'
import type { Finding } from '../metrics/groups.ts'
import { formatDifference, joinTexts } from './values.ts'

/** A group, and what was found of its change. */
export interface MovedGroup {
  readonly name: Span
  readonly change: Pick<Finding, 'difference' | 'verdict'>
}

/**
 * Returns the names of at most `most` groups that clearly changed this way, each with its
 * change, the largest first; empty where none did.
 */
export function movedNames(
  groups: readonly MovedGroup[],
  verdict: 'up' | 'down',
  {
    most,
    unit,
    locale,
  }: { readonly most: number; readonly unit: NumberUnit; readonly locale: Locale },
): Text {
  const size = ({ change }: MovedGroup): number => Math.abs(change.difference?.value ?? 0)
  const largest = groups
    .filter(({ change }) => change.verdict === verdict)
    .sort((left, right) => size(right) - size(left))
    .slice(0, most)
  return joinTexts(
    largest.map(
      ({ name, change }): Text => [
        name,
        { text: ` ${formatDifference(change.difference?.value ?? 0, unit, locale)}` },
      ],
    ),
    ', ',
  )
}
