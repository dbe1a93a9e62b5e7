import type { Readable } from 'node:stream'
import { Parser } from 'saxen'
import { UserError } from '../core/errors.ts'
import { LONGEST_LINE } from './limits.ts'

/** No part of a workbook has elements within elements within elements so often. */
const DEEPEST = 64

export type Attributes = () => Readonly<Record<string, string>>

export interface XmlHandlers {
  /** Names come without their prefix. */
  open?(name: string, attributes: Attributes): void
  close?(name: string): void
  text?(text: string): void
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/**
 * Feeds a stream of XML to the handlers and yields after each chunk, so that the
 * caller can pass on what has come together. Throws a UserError for broken XML, and
 * for a tag, a text or a comment of more than a million characters: the parser holds
 * what has not ended and reads it again from its beginning with each chunk.
 */
export async function* parseXml(stream: Readable, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new Parser()
  /** Characters since the last chunk in which anything ended. */
  let unfinished = 0
  let depth = 0
  const ended = (): void => {
    unfinished = 0
  }
  parser.on('openTag', (name, attributes) => {
    ended()
    depth += 1
    if (depth > DEEPEST) throw new UserError('import.badWorkbook')
    handlers.open?.(localName(name), attributes)
  })
  parser.on('closeTag', (name) => {
    ended()
    depth -= 1
    handlers.close?.(localName(name))
  })
  parser.on('text', (text, decode) => {
    ended()
    handlers.text?.(decode(text))
  })
  parser.on('cdata', (text) => {
    ended()
    handlers.text?.(text)
  })
  parser.on('comment', ended)
  parser.on('question', ended)
  parser.on('attention', ended)
  parser.on('error', () => {
    throw new UserError('import.badWorkbook')
  })
  const decoder = new TextDecoder()
  try {
    for await (const chunk of stream) {
      const text = decoder.decode(chunk as Buffer, { stream: true })
      unfinished += text.length
      if (unfinished > LONGEST_LINE) throw new UserError('import.badWorkbook')
      parser.write(text)
      yield
    }
    parser.end()
  } catch (error) {
    throw error instanceof UserError ? error : new UserError('import.badWorkbook')
  }
  yield
}

/** Reads a whole part. */
export async function readXml(stream: Readable, handlers: XmlHandlers): Promise<void> {
  for await (const _ of parseXml(stream, handlers));
}
