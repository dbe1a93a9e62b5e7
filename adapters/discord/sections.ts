import { limits } from './limits.ts'
import { codeLine } from './markdown.ts'

/** Lines that stand together, escaped for where they stand: in Markdown or in a code block. */
export interface Section {
  readonly type: 'prose' | 'code'
  readonly lines: readonly string[]
}

const FENCES = ['```\n', '\n```'] as const

/** Returns lines that are Markdown already. */
export function prose(lines: readonly string[]): Section {
  return { type: 'prose', lines }
}

/** Returns lines as they will stand in a code block. */
export function code(lines: readonly string[]): Section {
  return { type: 'code', lines: lines.map(codeLine) }
}

function textOf({ type, lines }: Section): string {
  const text = lines.join('\n')
  return type === 'code' ? `${FENCES[0]}${text}${FENCES[1]}` : text
}

/** Returns how many first lines of a section fit. */
function fitting({ lines, type }: Section, room: number): number {
  let length = type === 'code' ? FENCES.join('').length - 1 : -1
  for (const [index, line] of lines.entries()) {
    length += line.length + 1
    if (length > room) return index
  }
  return lines.length
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
