/** FTRL-Proximal (McMahan et al., 2013): how fast it learns, and regularisation. */
const ALPHA = 0.1
const BETA = 1
const L1 = 0.001
const L2 = 0.5
/** Buckets of hashed features: few, so that what is stored stays small. */
export const BUCKETS = 2 ** 13
/** What a feature of a text with only one counts. */
const SCALE = 3

/**
 * A linear head of one yes or no that learns one example at a time: what FTRL
 * keeps of each weight's gradients, by bucket. Never changed once it is made.
 */
export interface OnlineHead {
  readonly z: Float32Array
  readonly n: Float32Array
}

/** The features of one example: the first `count` of the hashes. */
export interface OnlineFeatures {
  readonly hashed: Int32Array
  readonly count: number
}

/** Returns a head that has learned nothing. */
export function emptyHead(): OnlineHead {
  return { z: new Float32Array(BUCKETS), n: new Float32Array(BUCKETS) }
}

function weightOf(z: number, n: number): number {
  if (Math.abs(z) <= L1) return 0
  const sign = z < 0 ? -1 : 1
  return -(z - sign * L1) / ((BETA + Math.sqrt(n)) / ALPHA + L2)
}

/** Returns the weights of a head as one table, ready for `onlineScore`. */
export function tableOf({ z, n }: OnlineHead): Float32Array {
  return z.map((value, at) => weightOf(value, n[at] as number))
}

function scaleOf(count: number): number {
  return count > 0 ? SCALE / Math.sqrt(count) : 0
}

/** Returns what a head's weights say of features: log odds of yes. */
export function onlineScore(table: Float32Array, { hashed, count }: OnlineFeatures): number {
  let sum = 0
  for (let i = 0; i < count; i++) sum += table[(hashed[i] as number) & (BUCKETS - 1)] as number
  return sum * scaleOf(count)
}

/**
 * Returns the head after one example: its features, and the gradient of the loss
 * (probability of yes less what is right). The given head stays as it is.
 */
export function learnExample(
  head: OnlineHead,
  { hashed, count }: OnlineFeatures,
  gradient: number,
): OnlineHead {
  const z = head.z.slice()
  const n = head.n.slice()
  const values = new Map<number, number>()
  for (let i = 0; i < count; i++) {
    const bucket = (hashed[i] as number) & (BUCKETS - 1)
    values.set(bucket, (values.get(bucket) ?? 0) + scaleOf(count))
  }
  for (const [at, value] of values) {
    const own = gradient * value
    const before = n[at] as number
    const sum = before + own * own
    const sigma = (Math.sqrt(sum) - Math.sqrt(before)) / ALPHA
    z[at] = (z[at] as number) + own - sigma * weightOf(z[at] as number, before)
    n[at] = sum
  }
  return { z, n }
}
