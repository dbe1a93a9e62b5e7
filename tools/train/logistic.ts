import { seededRandom, shuffle } from './random.ts'

/** One training example: hashed features, real features, and what is right. */
export interface Example {
  readonly features: Int32Array
  readonly dense: Float64Array
  /** A class, or for independent labels one bit a label. */
  readonly target: number
  readonly weight: number
}

export interface Settings {
  readonly classes: number
  /** A power of two. */
  readonly buckets: number
  readonly denseCount: number
  readonly epochs: number
  readonly rate: number
  readonly denseRate?: number
  /** L2 decay of hashed weights, a visit. */
  readonly decay: number
  /** Share of hashed features left out at each visit, so that other features learn to carry. */
  readonly dropout: number
  /** True for independent labels (sigmoid), false for exclusive classes (softmax). */
  readonly independent?: boolean
  readonly seed: number
  /** What each hashed feature counts, by bucket; 1 where none is given. */
  readonly scale?: Float32Array
}

export interface Trained {
  readonly settings: Settings
  readonly weights: Float32Array
  readonly dense: Float64Array
  readonly bias: Float64Array
}

const DENSE_DECAY = 1e-4
const FIRST_SUM = 1e-2
const MAX_ACTIVE = 100_000

function addDense(
  { settings, dense, bias }: Trained,
  values: Float64Array,
  scale: number,
  out: Float64Array,
): void {
  const { classes, denseCount } = settings
  for (let c = 0; c < classes; c++) {
    let score = (out[c] as number) * scale + (bias[c] as number)
    for (let d = 0; d < denseCount; d++) {
      score += (values[d] as number) * (dense[d * classes + c] as number)
    }
    out[c] = score
  }
}

function addHashed(
  { settings, weights }: Trained,
  buckets: Int32Array,
  count: number,
  scale: Float32Array | undefined,
  out: Float64Array,
): void {
  const { classes } = settings
  out.fill(0)
  for (let i = 0; i < count; i++) {
    const bucket = buckets[i] as number
    const value = scale ? (scale[bucket] as number) : 1
    const at = bucket * classes
    for (let c = 0; c < classes; c++) {
      out[c] = (out[c] as number) + value * (weights[at + c] as number)
    }
  }
}

/** Takes the scale of the features into their weights. */
function foldScale({ settings, weights }: Trained): void {
  const { classes, scale } = settings
  if (!scale) return
  for (let at = 0; at < weights.length; at++) {
    weights[at] = (weights[at] as number) * (scale[Math.floor(at / classes)] as number)
  }
}

/** Scores of one example under full-precision weights, into `out`. */
export function scoreExample(
  model: Trained,
  features: Int32Array,
  dense: Float64Array,
  out: Float64Array,
): void {
  const mask = model.settings.buckets - 1
  addHashed(
    model,
    features.map((feature) => feature & mask),
    features.length,
    undefined,
    out,
  )
  addDense(model, dense, features.length > 0 ? 1 / Math.sqrt(features.length) : 0, out)
}

/** Turns scores into the gradient of the loss by score, in place. */
function toGradients(scores: Float64Array, example: Example, settings: Settings): void {
  const { classes } = settings
  let top = -Infinity
  for (let c = 0; c < classes; c++) top = Math.max(top, scores[c] as number)
  let total = 0
  for (let c = 0; c < classes; c++) total += Math.exp((scores[c] as number) - top)
  for (let c = 0; c < classes; c++) {
    const score = scores[c] as number
    const right = settings.independent ? (example.target >>> c) & 1 : example.target === c ? 1 : 0
    const probability = settings.independent
      ? 1 / (1 + Math.exp(-score))
      : Math.exp(score - top) / total
    scores[c] = (probability - right) * example.weight
  }
}

/** Chooses the features of one visit; returns how many are left. */
function choose(
  features: Int32Array,
  settings: Settings,
  random: () => number,
  out: Int32Array,
): number {
  const mask = settings.buckets - 1
  let count = 0
  for (let i = 0; i < features.length && count < MAX_ACTIVE; i++) {
    if (settings.dropout > 0 && random() < settings.dropout) continue
    out[count++] = (features[i] as number) & mask
  }
  return count
}

/** One step of Adagrad on one weight. */
function descend(
  weights: Float64Array,
  sums: Float64Array,
  at: number,
  gradient: number,
  rate: number,
): void {
  if (gradient === 0) return
  const sum = (sums[at] as number) + gradient * gradient
  sums[at] = sum
  weights[at] = (weights[at] as number) - (rate * gradient) / Math.sqrt(sum)
}

/** Trains by Adagrad in a seeded order: the same examples and settings give the same weights. */
export function train(examples: readonly Example[], settings: Settings): Trained {
  const { classes, buckets, denseCount, rate, decay } = settings
  const denseRate = settings.denseRate ?? rate * 0.2
  const random = seededRandom(settings.seed)
  const weights = new Float32Array(buckets * classes)
  const sums = new Float32Array(buckets * classes).fill(FIRST_SUM)
  const dense = new Float64Array(denseCount * classes)
  const denseSums = new Float64Array(denseCount * classes).fill(1)
  const bias = new Float64Array(classes)
  const biasSums = new Float64Array(classes).fill(1)
  const model: Trained = { settings, weights, dense, bias }
  const scores = new Float64Array(classes)
  const active = new Int32Array(MAX_ACTIVE)
  const order = examples.map((_, index) => index)
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    for (const index of shuffle(order, random)) {
      const example = examples[index] as Example
      const count = choose(example.features, settings, random, active)
      const scale = count > 0 ? 1 / Math.sqrt(count) : 0
      addHashed(model, active, count, settings.scale, scores)
      addDense(model, example.dense, scale, scores)
      toGradients(scores, example, settings)
      for (let c = 0; c < classes; c++) {
        const gradient = scores[c] as number
        descend(bias, biasSums, c, gradient, denseRate)
        for (let d = 0; d < denseCount; d++) {
          const at = d * classes + c
          const pull = DENSE_DECAY * (dense[at] as number)
          descend(dense, denseSums, at, gradient * (example.dense[d] as number) + pull, denseRate)
        }
        scores[c] = gradient * scale
      }
      for (let i = 0; i < count; i++) {
        const bucket = active[i] as number
        const value = settings.scale ? (settings.scale[bucket] as number) : 1
        const from = bucket * classes
        for (let c = 0; c < classes; c++) {
          const weight = weights[from + c] as number
          const step = (scores[c] as number) * value + decay * weight
          const sum = (sums[from + c] as number) + step * step
          sums[from + c] = sum
          weights[from + c] = weight - (rate * step) / Math.sqrt(sum)
        }
      }
    }
  }
  foldScale(model)
  return model
}
