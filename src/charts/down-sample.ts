import type { DrawnPoint } from './drawing.ts'

/** The most points that a line may have. */
export const MAXIMUM_POINTS = 500

function extremes(points: readonly DrawnPoint[]): DrawnPoint[] {
  let lowest: DrawnPoint | undefined
  let highest: DrawnPoint | undefined
  for (const point of points) {
    if (point.value === null) continue
    if (lowest?.value == null || point.value < lowest.value) lowest = point
    if (highest?.value == null || point.value > highest.value) highest = point
  }
  if (!lowest || !highest) return points.slice(0, 1)
  if (lowest === highest) return [lowest]
  return lowest.at < highest.at ? [lowest, highest] : [highest, lowest]
}

/**
 * Returns at most {@link MAXIMUM_POINTS} of the points, in their order: the first, the last, and the
 * lowest and highest of each stretch between them, so that no peak is lost. A stretch without any
 * value stays a gap.
 */
export function downSample(points: readonly DrawnPoint[]): readonly DrawnPoint[] {
  if (points.length <= MAXIMUM_POINTS) return points
  const inner = points.slice(1, -1)
  const stretches = (MAXIMUM_POINTS - 2) / 2
  const kept = Array.from({ length: stretches }, (_, index) => {
    const from = Math.floor((index * inner.length) / stretches)
    return extremes(inner.slice(from, Math.floor(((index + 1) * inner.length) / stretches)))
  })
  return [...points.slice(0, 1), ...kept.flat(), ...points.slice(-1)]
}
