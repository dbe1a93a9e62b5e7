/**
 * Returns text that both databases can hold and give back unchanged: halves of
 * surrogate pairs become U+FFFD, NUL characters are removed.
 */
export function storable(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD').replaceAll('\0', '')
}
