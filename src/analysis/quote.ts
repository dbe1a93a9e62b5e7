import type { Annotation } from './annotate.ts'
import { Role } from './lexicon.ts'
import { type Scan, TokenKind } from './scan.ts'

const LONGEST_QUOTE = 160

function isEdge(scan: Scan, annotation: Annotation, token: number): boolean {
  if (scan.kind[token] === TokenKind.mark) return true
  return ((annotation.entry[token] as number) & Role.contrast) !== 0
}

/**
 * Returns the piece of the text from one token to before another, without
 * marks and words of contrast at its edges, at most 160 characters and never
 * cut within a word.
 */
export function quoteOf(scan: Scan, annotation: Annotation, from: number, to: number): string {
  let first = from
  let last = to - 1
  while (first < last && isEdge(scan, annotation, first)) first++
  while (last > first && scan.kind[last] === TokenKind.mark) last--
  if (last < first) return ''
  const start = scan.start[first] as number
  while (last > first && (scan.end[last] as number) - start > LONGEST_QUOTE) last--
  return scan.text.slice(start, Math.min(scan.end[last] as number, start + LONGEST_QUOTE))
}
