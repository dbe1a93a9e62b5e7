import { LOCALES, type Locale } from '../core/locale.ts'
import { DENSE_COUNT } from './features.ts'

/** Buckets of a workspace's own weights: few, so that what is stored stays small. */
const BUCKETS = 2 ** 13
const CLASSES = 3
/** Rows of one language: hashed features, real-valued ones, and one that is always on. */
const ROWS = BUCKETS + DENSE_COUNT + 1
/** FTRL-Proximal (McMahan et al., 2013): rate and regularisation. */
const ALPHA = 0.1
const BETA = 1
const L1 = 0.001
const L2 = 0.5
const MAGIC = 0x43585731
/** Hashed features count this much, against real-valued ones. */
const HASHED_SCALE = 3
/** A rare class weighs more, by its share to this power, up to a limit. */
const BALANCE = 0.5
const HEAVIEST = 3
const HEADER_BYTES = 16
const CELL_BYTES = 12

/** State of one weight: what FTRL keeps of its gradients. */
interface Cell {
  readonly z: number
  readonly n: number
}

/** What a workspace's corrections taught: a sparse map, stored as bytes. */
export interface WorkspaceWeights {
  /** By (language · rows + row) · classes + class. */
  readonly cells: ReadonlyMap<number, Cell>
  /** Corrections learned from, by class. */
  readonly examples: readonly [positive: number, negative: number, neutral: number]
}

export const NO_WEIGHTS: WorkspaceWeights = { cells: new Map(), examples: [0, 0, 0] }

/** The features of one text, as the analyser has them. */
export interface LearnerFeatures {
  readonly hashed: Int32Array
  readonly count: number
  readonly dense: Float64Array
}

function weightOf(cell: Cell): number {
  if (Math.abs(cell.z) <= L1) return 0
  const sign = cell.z < 0 ? -1 : 1
  return -(cell.z - sign * L1) / ((BETA + Math.sqrt(cell.n)) / ALPHA + L2)
}

/** Returns a language's weights as a table by row and class, ready for `adjust`. */
export function tableOf(weights: WorkspaceWeights, lang: Locale): Float64Array | undefined {
  const from = LOCALES.indexOf(lang) * ROWS * CLASSES
  let table: Float64Array | undefined
  for (const [key, cell] of weights.cells) {
    if (key < from || key >= from + ROWS * CLASSES) continue
    table ??= new Float64Array(ROWS * CLASSES)
    table[key - from] = weightOf(cell)
  }
  return table
}

/** Moves probabilities by a workspace's weights, in place. */
export function adjust(table: Float64Array, features: LearnerFeatures, scores: Float64Array): void {
  const { hashed, count, dense } = features
  const scale = count > 0 ? HASHED_SCALE / Math.sqrt(count) : 0
  let total = 0
  for (let c = 0; c < CLASSES; c++) {
    let sum = 0
    for (let i = 0; i < count; i++) {
      sum += table[((hashed[i] as number) & (BUCKETS - 1)) * CLASSES + c] as number
    }
    sum *= scale
    for (let d = 0; d < DENSE_COUNT; d++) {
      sum += (dense[d] as number) * (table[(BUCKETS + d) * CLASSES + c] as number)
    }
    sum += table[(BUCKETS + DENSE_COUNT) * CLASSES + c] as number
    scores[c] = (scores[c] as number) * Math.exp(Math.max(-20, Math.min(20, sum)))
    total += scores[c] as number
  }
  for (let c = 0; c < CLASSES; c++) scores[c] = (scores[c] as number) / total
}

function step(cells: Map<number, Cell>, key: number, gradient: number): void {
  const before = cells.get(key) ?? { z: 0, n: 0 }
  const n = before.n + gradient * gradient
  const sigma = (Math.sqrt(n) - Math.sqrt(before.n)) / ALPHA
  cells.set(key, { z: before.z + gradient - sigma * weightOf(before), n })
}

function classWeight(examples: readonly number[], right: number): number {
  const total = examples.reduce((sum, count) => sum + count + 1, 0)
  const share = (CLASSES * ((examples[right] ?? 0) + 1)) / total
  return Math.min(HEAVIEST, share ** -BALANCE)
}

/**
 * Returns weights that have learned from one correction: the features of the
 * text, the probabilities that it had under the weights so far, and the class
 * that is right. The given weights stay as they are.
 */
export function learnFrom(
  weights: WorkspaceWeights,
  lang: Locale,
  features: LearnerFeatures,
  probabilities: Float64Array,
  right: number,
): WorkspaceWeights {
  const cells = new Map(weights.cells)
  const examples: [number, number, number] = [...weights.examples]
  examples[right] = (examples[right] ?? 0) + 1
  const weight = classWeight(examples, right)
  const from = LOCALES.indexOf(lang) * ROWS * CLASSES
  const { hashed, count, dense } = features
  const scale = count > 0 ? HASHED_SCALE / Math.sqrt(count) : 0
  const values = new Map<number, number>()
  for (let i = 0; i < count; i++) {
    const row = (hashed[i] as number) & (BUCKETS - 1)
    values.set(row, (values.get(row) ?? 0) + scale)
  }
  for (let d = 0; d < DENSE_COUNT; d++) {
    if (dense[d] !== 0) values.set(BUCKETS + d, dense[d] as number)
  }
  values.set(BUCKETS + DENSE_COUNT, 1)
  for (const [row, value] of values) {
    for (let c = 0; c < CLASSES; c++) {
      const error = (probabilities[c] as number) - (c === right ? 1 : 0)
      step(cells, from + row * CLASSES + c, error * value * weight)
    }
  }
  return { cells, examples }
}

/** Returns the bytes that store weights. */
export function writeWeights(weights: WorkspaceWeights): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + weights.cells.size * CELL_BYTES)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, MAGIC)
  weights.examples.forEach((count, at) => {
    view.setUint32(4 + 4 * at, count)
  })
  let at = HEADER_BYTES
  for (const [key, { z, n }] of weights.cells) {
    view.setUint32(at, key)
    view.setFloat32(at + 4, z)
    view.setFloat32(at + 8, n)
    at += CELL_BYTES
  }
  return bytes
}

/** Reads what `writeWeights` wrote. Throws where the bytes are something else. */
export function readWeights(bytes: Uint8Array): WorkspaceWeights {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isWhole =
    bytes.byteLength >= HEADER_BYTES && (bytes.byteLength - HEADER_BYTES) % CELL_BYTES === 0
  if (!isWhole || view.getUint32(0) !== MAGIC) throw new Error('not workspace weights')
  const cells = new Map<number, Cell>()
  for (let at = HEADER_BYTES; at < bytes.byteLength; at += CELL_BYTES) {
    cells.set(view.getUint32(at), { z: view.getFloat32(at + 4), n: view.getFloat32(at + 8) })
  }
  return { cells, examples: [view.getUint32(4), view.getUint32(8), view.getUint32(12)] }
}
