import type { Span, Text } from '../../src/core/reply.ts'
import { spanText } from '../../src/report/sanitize.ts'
import { beginning } from '../../src/report/whole-letters.ts'
import type { RichElement, RichSection, RichText, SlackBlock } from './blocks.ts'
import { plainText } from './blocks.ts'
import { limits } from './limits.ts'
import { cutTo, literal, someText } from './words.ts'

/** Returns a text as elements of rich text, which Slack shows letter by letter. */
export function richElements(text: Text): readonly RichElement[] {
  return text.flatMap((span) => richElement(span))
}

function richElement(span: Span): readonly RichElement[] {
  const shown = literal(spanText(span))
  if (shown === '') return []
  switch (span.style) {
    case 'strong':
      return [{ type: 'text', text: shown, style: { bold: true } }]
    case 'code':
      return [{ type: 'text', text: shown, style: { code: true } }]
    default:
      return [{ type: 'text', text: shown }]
  }
}

function lengthOf(element: RichElement): number {
  return element.type === 'text' ? element.text.length : element.fallback.length
}

function pieces(element: RichElement): readonly RichElement[] {
  if (element.type !== 'text' || element.text.length <= limits.richText) return [element]
  const cuts: RichElement[] = []
  for (let rest = element.text; rest !== ''; ) {
    const piece = beginning(rest, limits.richText)
    cuts.push({ ...element, text: piece })
    rest = rest.slice(Math.max(1, piece.length))
  }
  return cuts
}

/** Returns sections of rich text, in as many blocks as their length asks for. */
export function richText(
  elements: readonly RichElement[],
  type: RichSection['type'] = 'rich_text_section',
): readonly RichText[] {
  const blocks: RichText[] = []
  let section: RichElement[] = []
  let length = 0
  const flush = (): void => {
    if (section.length > 0) {
      blocks.push({ type: 'rich_text', elements: [{ type, elements: section }] })
    }
    section = []
    length = 0
  }
  for (const element of elements.flatMap(pieces)) {
    if (length + lengthOf(element) > limits.richText) flush()
    section.push(element)
    length += lengthOf(element)
  }
  flush()
  return blocks
}

/** Returns small grey lines, each on its own line. */
export function contextBlocks(lines: readonly string[]): readonly SlackBlock[] {
  const elements: string[] = []
  for (const line of lines.map((each) => cutTo(literal(each), limits.contextLine))) {
    if (line.trim() === '') continue
    const last = elements[elements.length - 1]
    if (last !== undefined && last.length + line.length < limits.context) {
      elements[elements.length - 1] = `${last}\n${line}`
    } else {
      elements.push(line)
    }
  }
  return elements.map((element): SlackBlock => {
    return { type: 'context', elements: [plainText(element)] }
  })
}

export function headerBlock(title: string): SlackBlock {
  return { type: 'header', text: plainText(cutTo(someText(literal(title)), limits.header)) }
}
