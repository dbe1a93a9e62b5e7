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

/** Returns as many first lines of a section as fit; undefined where none does. */
function beginning(section: Section, room: number): Section | undefined {
  for (let count = section.lines.length; count > 0; count -= 1) {
    const cut = { ...section, lines: section.lines.slice(0, count) }
    if (textOf(cut).length <= room) return cut
  }
  return undefined
}

export interface Packed {
  /** Descriptions of one embed each. */
  readonly texts: readonly string[]
  /** Something found no room. */
  readonly isCut: boolean
}

/**
 * Returns sections as descriptions of embeds, each within Discord's limit and all
 * together within `total` characters; the end is left out where it finds no room.
 */
export function pack(sections: readonly Section[], total: number): Packed {
  const texts: string[] = []
  let current = ''
  let left = total
  let isCut = false
  for (const section of sections.filter(({ lines }) => lines.length > 0)) {
    const gap = current === '' ? '' : '\n'
    const whole = textOf(section)
    if (whole.length + gap.length > left) {
      const part = beginning(section, Math.min(left, limits.description - current.length) - 1)
      if (part) current += gap + textOf(part)
      isCut = true
      break
    }
    if (current.length + gap.length + whole.length <= limits.description) {
      current += gap + whole
      left -= gap.length + whole.length
      continue
    }
    const part = beginning(section, limits.description - current.length - 1)
    const rest = { ...section, lines: section.lines.slice(part?.lines.length ?? 0) }
    if (part) current += gap + textOf(part)
    if (current !== '') texts.push(current)
    current = textOf(rest)
    left -= whole.length + 16
    if (current.length > Math.min(limits.description, Math.max(left, 0) + whole.length)) {
      current = textOf(beginning(rest, limits.description) ?? { ...rest, lines: [] })
      isCut = true
    }
  }
  if (current !== '') texts.push(current)
  return { texts, isCut }
}
