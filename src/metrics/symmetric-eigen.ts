/** Turns the pairs of values at two offsets, `count` of them `step` apart, by a rotation. */
function rotate(
  values: Float64Array,
  first: number,
  second: number,
  step: number,
  count: number,
  cosine: number,
  sine: number,
): void {
  for (let k = 0; k < count; k += 1) {
    const x = values[first + k * step] ?? 0
    const y = values[second + k * step] ?? 0
    values[first + k * step] = cosine * x - sine * y
    values[second + k * step] = sine * x + cosine * y
  }
}

/**
 * Returns the eigenvalues of a symmetric matrix and its orthonormal eigenvectors
 * (one column an eigenvalue) by cyclic Jacobi rotations: G. H. Golub and C. F. Van
 * Loan, “Matrix Computations”, 4th ed., section 8.5. Matrices are row by row.
 */
export function symmetricEigen(
  matrix: Float64Array,
  size: number,
): { readonly values: Float64Array; readonly vectors: Float64Array } {
  const a = matrix.slice()
  const vectors = new Float64Array(size * size)
  for (let k = 0; k < size; k += 1) vectors[k * size + k] = 1
  for (let sweep = 0; sweep < 60; sweep += 1) {
    let outside = 0
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) outside += (a[p * size + q] ?? 0) ** 2
    }
    if (outside < 1e-26) break
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) {
        const pivot = a[p * size + q] ?? 0
        if (pivot === 0) continue
        const theta = ((a[q * size + q] ?? 0) - (a[p * size + p] ?? 0)) / (2 * pivot)
        const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const cosine = 1 / Math.sqrt(tangent * tangent + 1)
        const sine = tangent * cosine
        rotate(a, p, q, size, size, cosine, sine)
        rotate(a, p * size, q * size, 1, size, cosine, sine)
        rotate(vectors, p, q, size, size, cosine, sine)
      }
    }
  }
  return { values: Float64Array.from({ length: size }, (_, k) => a[k * size + k] ?? 0), vectors }
}
