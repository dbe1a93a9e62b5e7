import type { Example } from './logistic.ts'

/** Texts of each class in which every feature is taken to have been seen besides. */
const UNSEEN = 0.5
/** Texts of the usual mixture of labels in which every feature is taken to have been seen besides. */
const UNSEEN_LABELLED = 2
const MOST = 3
const POWER = 0.5
/** What a feature counts that tells nothing of any label. */
const LEAST = 0.05

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

/**
 * The same for independent labels: the largest log ratio of a label's share where the feature is
 * to its share anywhere. Features that no label is commoner with count next to nothing.
 */
export function labelInformativeness(
  examples: readonly Example[],
  labels: number,
  buckets: number,
): Float32Array {
  const counts = new Float64Array(buckets * labels)
  const seen = new Float64Array(buckets)
  const totals = new Float64Array(labels)
  let total = 0
  for (const { features, target, weight } of examples) {
    const own = Array.from({ length: labels }, (_, label) => label).filter(
      (label) => ((target >>> label) & 1) === 1,
    )
    total += weight
    for (const label of own) totals[label] = (totals[label] as number) + weight
    for (const bucket of new Set(features.map((feature) => feature & (buckets - 1)))) {
      seen[bucket] = (seen[bucket] as number) + weight
      for (const label of own) {
        const at = bucket * labels + label
        counts[at] = (counts[at] as number) + weight
      }
    }
  }
  const shares = totals.map((count) => count / total)
  return Float32Array.from(seen, (texts, bucket) => {
    const most = shares.reduce((highest, share, label) => {
      const count = (counts[bucket * labels + label] as number) + UNSEEN_LABELLED * share
      return Math.max(highest, Math.log(count / (texts + UNSEEN_LABELLED) / share))
    }, 0)
    return Math.max(LEAST, Math.min(MOST, most))
  })
}
