/**
 * Returns numbers with room for so many: these where they have it, else at least twice as
 * many that begin with these.
 */
export function withRoom<Numbers extends Uint8Array | Uint16Array | Int32Array>(
  numbers: Numbers,
  length: number,
  allocate: (length: number) => Numbers,
): Numbers {
  if (length <= numbers.length) return numbers
  const larger = allocate(Math.max(numbers.length * 2, length))
  larger.set(numbers)
  return larger
}
