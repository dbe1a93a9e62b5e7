/** NUL or any half of a pair: cheap to look for, and rare. */
const UNSTORABLE = /[\0\ud800-\udfff]/

/**
 * Returns text that both databases can hold and give back unchanged: halves of
 * surrogate pairs become U+FFFD, NUL characters are removed.
 */
export function storable(text: string): string {
  if (!UNSTORABLE.test(text)) return text
  return text.replace(/\p{Surrogate}/gu, '\uFFFD').replaceAll('\0', '')
}
