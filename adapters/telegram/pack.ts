import { beginning } from '../../src/report/whole-letters.ts'
import { lengthOf, type Run, type Section } from './rich-text.ts'

const isBlock = (section: Section | undefined): boolean =>
  /^(pre|blockquote)/.test(section?.[0]?.tags[0] ?? '')

/** Returns the runs between two sections: what stands in a box needs no empty line. */
function gap(before: Section, after: Section): Run {
  return { text: isBlock(before) || isBlock(after) ? '\n' : '\n\n', tags: [] }
}

/** Returns sections as one run after another. */
export function joined(sections: readonly Section[]): readonly Run[] {
  return sections.flatMap((section, index) => {
    const before = sections[index - 1]
    return before === undefined ? section : [gap(before, section), ...section]
  })
}

/** Returns where to cut a text: after a line, else after a word, else between two letters. */
function cutAt(text: string, limit: number): number {
  const head = text.slice(0, limit + 1)
  for (const mark of ['\n', ' ']) {
    const at = head.lastIndexOf(mark)
    if (at > limit / 2) return at
  }
  return beginning(text, limit).length
}

/**
 * Returns the runs in pieces, the first of at most `first` units, the others of at
 * most `limit`; a format that is cut goes on in the next piece.
 */
export function cutRuns(
  runs: readonly Run[],
  first: number,
  limit = first,
): readonly (readonly Run[])[] {
  const pieces: (readonly Run[])[] = []
  let rest = runs
  for (let most = first; lengthOf(rest) > most; most = limit) {
    const whole = rest.map(({ text }) => text).join('')
    const at = cutAt(whole, most)
    const next = /[\n ]/.test(whole[at] ?? '') ? at + 1 : at
    pieces.push(sliced(rest, 0, at))
    rest = sliced(rest, next, whole.length)
  }
  return lengthOf(rest) > 0 ? [...pieces, rest] : pieces
}

/** Returns the runs between two places of their whole text. */
function sliced(runs: readonly Run[], from: number, to: number): readonly Run[] {
  let start = 0
  return runs.flatMap((each) => {
    const text = each.text.slice(Math.max(0, from - start), Math.max(0, to - start))
    start += each.text.length
    return text === '' ? [] : [{ ...each, text }]
  })
}

/**
 * Returns sections as messages, the first of at most `first` units, the others of at
 * most `limit`; sections stay whole where they fit into a message.
 */
export function packed(
  sections: readonly Section[],
  first: number,
  limit: number,
): readonly (readonly Run[])[] {
  const messages: (readonly Run[])[] = []
  let current: Section[] = []
  const room = (): number => (messages.length === 0 ? first : limit)
  for (const section of sections) {
    if (lengthOf(joined([...current, section])) <= room()) {
      current.push(section)
      continue
    }
    if (current.length > 0) messages.push(joined(current))
    const pieces = cutRuns(section, room(), limit)
    messages.push(...pieces.slice(0, -1))
    current = pieces.slice(-1)
  }
  return current.length > 0 ? [...messages, joined(current)] : messages
}
