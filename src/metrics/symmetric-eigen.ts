/**
 * Returns the eigenvalues of a symmetric matrix and its orthonormal eigenvectors
 * (`vectors[row][column]`, one column an eigenvalue), by cyclic Jacobi rotations:
 * G. H. Golub and C. F. Van Loan, “Matrix Computations”, 4th ed., section 8.5.
 */
export function symmetricEigen(matrix: readonly (readonly number[])[]): {
  readonly values: readonly number[]
  readonly vectors: readonly (readonly number[])[]
} {
  const size = matrix.length
  const a = matrix.map((row) => Float64Array.from(row))
  const v = matrix.map((_, row) => Float64Array.from(matrix, (_, column) => +(row === column)))
  const at = (rows: Float64Array[], row: number, column: number) => rows[row]?.[column] ?? 0
  const set = (rows: Float64Array[], row: number, column: number, value: number) => {
    const target = rows[row]
    if (target) target[column] = value
  }
  const turn = (
    rows: Float64Array[],
    i: readonly [number, number],
    j: readonly [number, number],
    c: number,
    s: number,
  ) => {
    const x = at(rows, ...i)
    const y = at(rows, ...j)
    set(rows, ...i, c * x - s * y)
    set(rows, ...j, s * x + c * y)
  }
  for (let sweep = 0; sweep < 60; sweep += 1) {
    let outside = 0
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) outside += at(a, p, q) ** 2
    }
    if (outside < 1e-26) break
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) {
        const pivot = at(a, p, q)
        if (pivot === 0) continue
        const theta = (at(a, q, q) - at(a, p, p)) / (2 * pivot)
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1))
        const c = 1 / Math.hypot(t, 1)
        const s = t * c
        for (let k = 0; k < size; k += 1) turn(a, [k, p], [k, q], c, s)
        for (let k = 0; k < size; k += 1) turn(a, [p, k], [q, k], c, s)
        for (let k = 0; k < size; k += 1) turn(v, [k, p], [k, q], c, s)
      }
    }
  }
  return {
    values: a.map((row, index) => row[index] ?? 0),
    vectors: v.map((row) => Array.from(row)),
  }
}
