import type { IncomingMessage } from 'node:http'
import busboy from 'busboy'

/** The arguments of a call, with the bytes of what was uploaded. */
export interface Body {
  readonly fields: Readonly<Record<string, unknown>>
  readonly files: ReadonlyMap<string, { readonly name: string; readonly bytes: Buffer }>
}

export async function readBody(request: IncomingMessage): Promise<Body> {
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('multipart/form-data')) return readMultipart(request, type)
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  return { fields: text === '' ? {} : JSON.parse(text), files: new Map() }
}

function readMultipart(request: IncomingMessage, type: string): Promise<Body> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, unknown> = {}
    const files = new Map<string, { name: string; bytes: Buffer }>()
    const parser = busboy({
      headers: { ...request.headers, 'content-type': type },
      limits: { fieldSize: 10_000_000 },
    })
    parser.on('field', (name, value) => {
      fields[String(name)] = plainValue(value)
    })
    parser.on('file', (name, stream, info) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () =>
        files.set(String(name), { name: info.filename ?? '', bytes: Buffer.concat(chunks) }),
      )
    })
    parser.on('close', () => resolve({ fields, files }))
    parser.on('error', reject)
    request.on('aborted', () => reject(new Error('the upload broke off')))
    request.pipe(parser)
  })
}

/** Forms know text only: numbers, switches and objects are read from it, as Telegram does. */
function plainValue(value: string): unknown {
  if (!/^(-?\d+|true|false|[{[].*)$/s.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
