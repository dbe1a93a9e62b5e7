import type { Verdict } from '../core/reply.ts'
import { verdict } from '../metrics/change.ts'
import { surelyAtLeast } from '../metrics/effect.ts'
import { benjaminiHochberg, STRICT_DISCOVERY_RATE } from '../metrics/false-discovery.ts'
import { TOO_FEW } from '../metrics/measurement.ts'
import type { WhyDimension, WhyPart } from './why-parts.ts'
import type { JudgedDimension } from './why-picture.ts'

/** Puts what is not clear behind all that is. */
const FAR = 1e9

/**
 * Says of each part whether it clearly pulls the metric up or down, and further
 * than its share of the answers would, at a false discovery rate of 1 % over all
 * parts of all dimensions. Where the change itself is not clear, there is nothing
 * to explain. The dimension whose first part surely adds most comes first.
 */
export function judgeParts(
  dimensions: readonly WhyDimension[],
  { change, clear: changed }: { readonly change: number; readonly clear: boolean },
): readonly JudgedDimension[] {
  const tested = dimensions.flatMap(({ parts }) =>
    parts.filter(
      ({ name, later, earlier }) => name.type === 'value' && later.n + earlier.n >= TOO_FEW,
    ),
  )
  const adjusted = benjaminiHochberg(tested.map(({ excess }) => excess.pValue))
  const clear = new Map(
    tested.map((part, index): [WhyPart, Verdict] => [
      part,
      changed &&
      (adjusted[index] ?? 1) <= STRICT_DISCOVERY_RATE &&
      verdict(part.total) === verdict(part.excess)
        ? verdict(part.excess)
        : 'no-clear-change',
    ]),
  )
  const direction = change < 0 ? -1 : 1
  const size = ({ parts: [first] }: WhyDimension) => {
    if (first?.name.type !== 'value') return Number.NEGATIVE_INFINITY
    const sure = first.excess.value * direction > 0 ? surelyAtLeast(first.excess) : 0
    return clear.get(first) === 'no-clear-change' ? first.excess.value * direction - FAR : sure
  }
  return [...dimensions]
    .sort((a, b) => size(b) - size(a))
    .map(({ dimension, parts }) => ({
      dimension,
      parts: parts.map((part) => ({ part, verdict: clear.get(part) ?? null })),
    }))
}
