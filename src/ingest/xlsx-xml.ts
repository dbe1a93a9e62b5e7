import type { Readable } from 'node:stream'
import { Parser } from 'saxen'
import { UserError } from '../core/errors.ts'

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
 * caller can pass on what has come together. Throws a UserError for broken XML.
 */
export async function* parseXml(stream: Readable, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new Parser()
  parser.on('openTag', (name, attributes) => handlers.open?.(localName(name), attributes))
  parser.on('closeTag', (name) => handlers.close?.(localName(name)))
  parser.on('text', (text, decode) => handlers.text?.(decode(text)))
  parser.on('cdata', (text) => handlers.text?.(text))
  parser.on('error', () => {
    throw new UserError('import.badWorkbook')
  })
  const decoder = new TextDecoder()
  try {
    for await (const chunk of stream) {
      parser.write(decoder.decode(chunk as Buffer, { stream: true }))
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
