/** FTRL-Proximal (McMahan et al., 2013): regularisation. */
const BETA = 1
const L1 = 0.001
const L2 = 0.5
/** Buckets of hashed features: few, so that what is stored stays small. */
const BUCKETS = 2 ** 13
/** Hashed features count this much, against real-valued ones. */
const HASHED_SCALE = 3

/** What a head is made of: several classes that exclude each other, or one yes or no. */
export interface OnlineShape {
  readonly classes: number
  /** Real-valued features; where there are any, one more is always on. */
  readonly dense: number
  /** How fast it learns: FTRL's alpha. */
  readonly rate: number
}

/**
 * A linear head that learns one example at a time: what FTRL keeps of each
 * weight's gradients, by (row · classes + class). Never changed once it is made.
 */
export interface OnlineHead {
  readonly shape: OnlineShape
  readonly z: Float32Array
  readonly n: Float32Array
  /** Examples learned from, by class; of a yes or no, the yes and the no. */
  readonly examples: readonly number[]
}

/** The features of one example, as the analyser has them. */
export interface OnlineFeatures {
  readonly hashed: Int32Array
  readonly count: number
  readonly dense: Float64Array
}

/** Returns the number of weights of a head. */
export function sizeOf({ classes, dense }: OnlineShape): number {
  return (BUCKETS + (dense > 0 ? dense + 1 : 0)) * classes
}

/** Returns a head that has learned nothing. */
export function emptyHead(shape: OnlineShape): OnlineHead {
  const size = sizeOf(shape)
  return {
    shape,
    z: new Float32Array(size),
    n: new Float32Array(size),
    examples: new Array<number>(Math.max(2, shape.classes)).fill(0),
  }
}

function weightOf(z: number, n: number, rate: number): number {
  if (Math.abs(z) <= L1) return 0
  const sign = z < 0 ? -1 : 1
  return -(z - sign * L1) / ((BETA + Math.sqrt(n)) / rate + L2)
}

/** Returns the weights of a head as one table, ready for `addScores`. */
export function tableOf({ z, n, shape }: OnlineHead): Float32Array {
  return z.map((value, at) => weightOf(value, n[at] as number, shape.rate))
}

/** Writes what a head's weights say of features, a score a class. */
export function onlineScores(
  table: Float32Array,
  { classes, dense: denseCount }: OnlineShape,
  { hashed, count, dense }: OnlineFeatures,
  out: Float64Array,
): void {
  const scale = count > 0 ? HASHED_SCALE / Math.sqrt(count) : 0
  for (let c = 0; c < classes; c++) {
    let sum = 0
    for (let i = 0; i < count; i++) {
      sum += table[((hashed[i] as number) & (BUCKETS - 1)) * classes + c] as number
    }
    sum *= scale
    for (let d = 0; d < denseCount; d++) {
      sum += (dense[d] as number) * (table[(BUCKETS + d) * classes + c] as number)
    }
    out[c] = sum + (table[(BUCKETS + denseCount) * classes + c] ?? 0)
  }
}

/** Returns the rows that features touch, with the value of each. */
function rowsOf({ hashed, count, dense }: OnlineFeatures, denseCount: number): Map<number, number> {
  const scale = count > 0 ? HASHED_SCALE / Math.sqrt(count) : 0
  const values = new Map<number, number>()
  for (let i = 0; i < count; i++) {
    const row = (hashed[i] as number) & (BUCKETS - 1)
    values.set(row, (values.get(row) ?? 0) + scale)
  }
  for (let d = 0; d < denseCount; d++) {
    if (dense[d] !== 0) values.set(BUCKETS + d, dense[d] as number)
  }
  if (denseCount > 0) values.set(BUCKETS + denseCount, 1)
  return values
}

/**
 * Returns the head after one example: its features, what the gradient of the
 * loss is by class (probability less what is right, times the example's
 * weight), and which of `examples` it counts for. The given head stays as it is.
 */
export function learnExample(
  head: OnlineHead,
  features: OnlineFeatures,
  gradients: readonly number[],
  counted: number,
): OnlineHead {
  const { shape } = head
  const z = head.z.slice()
  const n = head.n.slice()
  for (const [row, value] of rowsOf(features, shape.dense)) {
    for (let c = 0; c < shape.classes; c++) {
      const at = row * shape.classes + c
      const gradient = (gradients[c] as number) * value
      const before = n[at] as number
      const sum = before + gradient * gradient
      const sigma = (Math.sqrt(sum) - Math.sqrt(before)) / shape.rate
      const weight = weightOf(z[at] as number, before, shape.rate)
      z[at] = (z[at] as number) + gradient - sigma * weight
      n[at] = sum
    }
  }
  const examples = head.examples.map((count, at) => (at === counted ? count + 1 : count))
  return { shape, z, n, examples }
}
