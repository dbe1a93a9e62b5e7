import type { HeadHeader } from '../../src/analysis/linear-head.ts'
import type { Trained } from './logistic.ts'

/** Weights above this quantile are clipped, so that the many small ones keep their precision. */
const CLIP_QUANTILE = 0.9995
const LARGEST = 127

function rounded(values: Float64Array): number[] {
  return [...values].map((value) => Number(value.toFixed(6)))
}

/** Rounds the hashed weights to eight bits with one step for the head. */
export function quantise(model: Trained): { header: HeadHeader; bytes: Int8Array } {
  const sizes = Float32Array.from(model.weights, Math.abs)
    .filter((size) => size > 0)
    .sort()
  const top = sizes[Math.floor((sizes.length - 1) * CLIP_QUANTILE)] ?? 1
  const step = top / LARGEST
  const bytes = Int8Array.from(model.weights, (weight) =>
    Math.max(-LARGEST, Math.min(LARGEST, Math.round(weight / step))),
  )
  const { classes, buckets } = model.settings
  return {
    header: { classes, buckets, step, bias: rounded(model.bias), dense: rounded(model.dense) },
    bytes,
  }
}
