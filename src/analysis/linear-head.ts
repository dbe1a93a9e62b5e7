import type { ModelFile } from './model-file.ts'

/** A linear classifier over hashed features (int8) and a few real-valued ones. */
export interface LinearHead {
  readonly classes: number
  /** Buckets are a power of two; `weights[bucket * classes + class]`. */
  readonly mask: number
  readonly weights: Int8Array
  /** Value of one step of a weight. */
  readonly step: number
  readonly bias: Float64Array
  /** `dense[feature * classes + class]`. */
  readonly dense: Float64Array
}

/** The part of a head that lives in the header of a model file. */
export interface HeadHeader {
  readonly classes: number
  readonly buckets: number
  readonly step: number
  readonly bias: readonly number[]
  readonly dense: readonly number[]
}

/** Returns the head stored under a name. Throws where the file lacks it. */
export function headOf(file: ModelFile, name: string): LinearHead {
  const headers = file.header['heads'] as Readonly<Record<string, HeadHeader>> | undefined
  const header = headers?.[name]
  const weights = file.bytes.get(name)
  if (!header || !weights) throw new Error(`model file without the head ${name}`)
  return linearHead(header, weights)
}

/** Returns the head of a header and its weights. */
export function linearHead(header: HeadHeader, weights: Int8Array): LinearHead {
  return {
    classes: header.classes,
    mask: header.buckets - 1,
    weights,
    step: header.step,
    bias: Float64Array.from(header.bias),
    dense: Float64Array.from(header.dense),
  }
}

/**
 * Adds up the classes' scores into `out`. Hashed features weigh 1/√count, so
 * that the length of a text does not set the scale.
 */
export function scoreHead(
  head: LinearHead,
  features: Int32Array,
  count: number,
  dense: Float64Array | undefined,
  out: Float64Array,
): void {
  const { classes, mask, weights } = head
  for (let c = 0; c < classes; c++) out[c] = 0
  for (let i = 0; i < count; i++) {
    const at = ((features[i] as number) & mask) * classes
    for (let c = 0; c < classes; c++) out[c] = (out[c] as number) + (weights[at + c] as number)
  }
  const scale = count > 0 ? head.step / Math.sqrt(count) : 0
  for (let c = 0; c < classes; c++) {
    let score = (out[c] as number) * scale + (head.bias[c] as number)
    if (dense) {
      for (let d = 0; d < dense.length; d++) {
        score += (dense[d] as number) * (head.dense[d * classes + c] as number)
      }
    }
    out[c] = score
  }
}

/** Turns scores into probabilities that add up to one, in place. */
export function softmax(scores: Float64Array, count: number): void {
  let top = -Infinity
  for (let c = 0; c < count; c++) top = Math.max(top, scores[c] as number)
  let total = 0
  for (let c = 0; c < count; c++) {
    const power = Math.exp((scores[c] as number) - top)
    scores[c] = power
    total += power
  }
  for (let c = 0; c < count; c++) scores[c] = (scores[c] as number) / total
}
