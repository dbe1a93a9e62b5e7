import type { Example } from './logistic.ts'

/** Texts of each class in which every feature is taken to have been seen besides. */
const UNSEEN = 0.5
const MOST = 3
const POWER = 0.5

/**
 * Returns how much each bucket tells the classes apart: the largest log ratio of
 * its share in a class to its mean share (Wang and Manning, 2012), tempered.
 * Features that are as common everywhere then count little, however often they occur.
 */
export function informativeness(
  examples: readonly Example[],
  classes: number,
  buckets: number,
): Float32Array {
  const counts = new Float64Array(buckets * classes).fill(UNSEEN)
  const totals = new Float64Array(classes).fill(1)
  for (const { features, target, weight } of examples) {
    totals[target] = (totals[target] as number) + weight
    for (const bucket of new Set(features.map((feature) => feature & (buckets - 1)))) {
      const at = bucket * classes + target
      counts[at] = (counts[at] as number) + weight
    }
  }
  return Float32Array.from({ length: buckets }, (_, bucket) => {
    let mean = 0
    for (let c = 0; c < classes; c++) {
      const at = bucket * classes + c
      counts[at] = (counts[at] as number) / (totals[c] as number)
      mean += (counts[at] as number) / classes
    }
    let most = 0
    for (let c = 0; c < classes; c++) {
      most = Math.max(most, Math.abs(Math.log((counts[bucket * classes + c] as number) / mean)))
    }
    return Math.min(MOST, most) ** POWER
  })
}
