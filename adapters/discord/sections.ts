import { limits } from './limits.ts'
import { codeBlock } from './markdown.ts'

/** Lines that stand together: Markdown that is already escaped, or the plain lines of a code block. */
export interface Section {
  readonly type: 'prose' | 'code'
  readonly lines: readonly string[]
}

export function prose(lines: readonly string[]): Section {
  return { type: 'prose', lines }
}

export function code(lines: readonly string[]): Section {
  return { type: 'code', lines }
}

function textOf({ type, lines }: Section): string {
  return type === 'code' ? codeBlock(lines) : lines.join('\n')
}

/** Returns how many first lines of a section fit. */
function fitting(section: Section, room: number): number {
  let count = section.lines.length
  while (count > 0 && textOf({ ...section, lines: section.lines.slice(0, count) }).length > room) {
    count -= 1
  }
  return count
}

export interface Packed {
  /** Descriptions of one embed each. */
  readonly texts: readonly string[]
  /** Something found no room. */
  readonly isCut: boolean
}

/**
 * Returns sections as descriptions of embeds, each within Discord's limit and all
 * together within `total` characters, `reserved` of them left free at the end of each;
 * the last sections are left out where they find no room.
 */
export function pack(
  sections: readonly Section[],
  { total, reserved }: { readonly total: number; readonly reserved: number },
): Packed {
  const texts: string[] = []
  let current = ''
  let left = total - reserved
  for (const section of sections) {
    let rest = section
    while (rest.lines.length > 0) {
      const gap = current === '' ? '' : '\n'
      const room = Math.min(limits.description - reserved - current.length, left) - gap.length
      const count = fitting(rest, room)
      const text = count === 0 ? '' : gap + textOf({ ...rest, lines: rest.lines.slice(0, count) })
      if (count === 0 && current === '') return { texts, isCut: true }
      current += text
      left -= text.length
      rest = { ...rest, lines: rest.lines.slice(count) }
      if (rest.lines.length === 0) break
      texts.push(current)
      current = ''
    }
  }
  return { texts: current === '' ? texts : [...texts, current], isCut: false }
}
