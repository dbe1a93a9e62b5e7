import type { Annotation } from './annotate.ts'
import { Role } from './lexicon.ts'
import { type Scan, TokenKind } from './scan.ts'

const LONGEST_QUOTE = 160

function isEdge(scan: Scan, annotation: Annotation, token: number): boolean {
  if (scan.kind[token] === TokenKind.mark) return true
  return ((annotation.entry[token] as number) & Role.contrast) !== 0
}

const CLOSER_OF: Readonly<Record<string, string>> = {
  '(': ')',
  '«': '»',
  '“': '”',
  '„': '“',
  '"': '"',
}

/** Marks within a range that are opened and never closed, and closed and never opened. */
function unpaired(scan: Scan, first: number, last: number): { open: string[]; closed: string[] } {
  const open: string[] = []
  const closed: string[] = []
  for (let token = first; token <= last; token++) {
    if (scan.kind[token] !== TokenKind.mark) continue
    const mark = scan.text.charAt(scan.start[token] as number)
    if (open.length > 0 && CLOSER_OF[open.at(-1) ?? ''] === mark) open.pop()
    else if (CLOSER_OF[mark] !== undefined) open.push(mark)
    else if (mark === ')' || mark === '»' || mark === '”') closed.push(mark)
  }
  return { open, closed }
}

function markAt(scan: Scan, token: number): string {
  if (token < 0 || token >= scan.tokens || scan.kind[token] !== TokenKind.mark) return ''
  return scan.text.charAt(scan.start[token] as number)
}

/** Takes in the mark that ends or begins a bracket or a quotation of the range. */
function withPairs(scan: Scan, first: number, last: number): [first: number, last: number] {
  const { open, closed } = unpaired(scan, first, last)
  const before = CLOSER_OF[markAt(scan, first - 1)]
  const after = markAt(scan, last + 1)
  if (closed.length === 1 && before === closed[0]) return [first - 1, last]
  if (open.length !== 1) return [first, last]
  if (after !== '' && CLOSER_OF[open[0] ?? ''] === after) return [first, last + 1]
  // A closing „…“ or "…" looks like an opening one.
  return before === open[0] ? [first - 1, last] : [first, last]
}

/**
 * Returns the piece of the text from one token to before another, without
 * marks and words of contrast at its edges, but with both marks of a bracket or a quotation, at most 160 characters and never
 * cut within a word.
 */
export function quoteOf(scan: Scan, annotation: Annotation, from: number, to: number): string {
  let first = from
  let last = to - 1
  while (first < last && isEdge(scan, annotation, first)) first++
  while (last > first && scan.kind[last] === TokenKind.mark) last--
  if (last < first) return ''
  ;[first, last] = withPairs(scan, first, last)
  const start = scan.start[first] as number
  while (last > first && (scan.end[last] as number) - start > LONGEST_QUOTE) last--
  return scan.text.slice(start, Math.min(scan.end[last] as number, start + LONGEST_QUOTE))
}
