import type { FactorMatrix } from './csi-factors.ts'
import { type Random, seededRandom, seedOf } from './random.ts'

/**
 * So many blocks of respondents, dealt at random, tell the spread of an index to
 * some four percent of itself; drawing them is as quick for thousands as for hundreds.
 */
const BLOCKS = 400

/**
 * What the ratings of blocks of respondents add up to. A row holds the sum of each
 * factor and the number of its ratings; where `products` are kept, then the number of
 * complete respondents, their sums (factors, then the overall score) and the sums
 * of products of each two of these.
 */
export interface FactorMoments {
  readonly factors: number
  readonly products: boolean
  readonly width: number
  readonly values: Float64Array
}

/** The mean rating of each factor, and how many rated it. */
export interface FactorMeans {
  readonly values: Float64Array
  readonly counts: Float64Array
}

function addRow(matrix: FactorMatrix, row: number, into: Float64Array, products: boolean): void {
  const size = matrix.factors.length
  const ratings = matrix.values.subarray(row * (size + 1), (row + 1) * (size + 1))
  for (let column = 0; column < size; column += 1) {
    const rating = ratings[column] ?? Number.NaN
    if (Number.isNaN(rating)) continue
    into[column] = (into[column] ?? 0) + rating
    into[size + column] = (into[size + column] ?? 0) + 1
  }
  if (!products || ratings.some(Number.isNaN)) return
  let at = 2 * size
  into[at] = (into[at] ?? 0) + 1
  at += 1
  for (const rating of ratings) {
    into[at] = (into[at] ?? 0) + rating
    at += 1
  }
  for (let a = 0; a <= size; a += 1) {
    for (let b = a; b <= size; b += 1) {
      into[at] = (into[at] ?? 0) + (ratings[a] ?? 0) * (ratings[b] ?? 0)
      at += 1
    }
  }
}

function widthOf(matrix: FactorMatrix, products: boolean): number {
  const size = matrix.factors.length
  return 2 * size + (products ? 1 + (size + 1) + ((size + 1) * (size + 2)) / 2 : 0)
}

/** Returns the row numbers in a random order that is the same for the same ratings. */
function dealt(matrix: FactorMatrix): Uint32Array {
  const rows = Uint32Array.from({ length: matrix.rows }, (_, row) => row)
  const random = seededRandom(seedOf(matrix.values))
  for (let last = rows.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const row = rows[last] ?? 0
    rows[last] = rows[other] ?? 0
    rows[other] = row
  }
  return rows
}

/** Returns the moments of the respondents: each alone where they are few, else in blocks. */
export function factorMoments(matrix: FactorMatrix, products: boolean): FactorMoments {
  const width = widthOf(matrix, products)
  const blocks = Math.min(matrix.rows, BLOCKS)
  const values = new Float64Array(blocks * width)
  dealt(matrix).forEach((row, place) => {
    const block = place % blocks
    addRow(matrix, row, values.subarray(block * width, (block + 1) * width), products)
  })
  return { factors: matrix.factors.length, products, width, values }
}

/** Returns the moments of all respondents together, as one row. */
export function wholeMoments(matrix: FactorMatrix, products: boolean): Float64Array {
  const whole = new Float64Array(widthOf(matrix, products))
  for (let row = 0; row < matrix.rows; row += 1) addRow(matrix, row, whole, products)
  return whole
}

/** Fills `sums` with those of as many blocks, drawn with replacement. */
export function drawMoments(
  { width, values }: FactorMoments,
  random: Random,
  sums: Float64Array,
): void {
  const blocks = values.length / width
  sums.fill(0)
  for (let drawn = 0; drawn < blocks; drawn += 1) {
    let at = Math.floor(random() * blocks) * width
    for (let column = 0; column < width; column += 1) {
      sums[column] = (sums[column] as number) + (values[at] as number)
      at += 1
    }
  }
}

/** Returns the factors' means from sums of moments. */
export function meansOf(sums: Float64Array, factors: number): FactorMeans {
  const counts = sums.subarray(factors, 2 * factors)
  return { counts, values: sums.subarray(0, factors).map((sum, at) => sum / (counts[at] ?? 0)) }
}
