import { readFileSync } from 'node:fs'

const MAGIC = 0x43584d31
const HEADER_BYTES = 8
const ALIGNMENT = 8

/** Writes one file: a JSON header, then the arrays, each at a multiple of eight bytes. */
export interface ModelFile {
  readonly header: Readonly<Record<string, unknown>>
  readonly bytes: ReadonlyMap<string, Int8Array>
}

interface Entry {
  readonly name: string
  readonly offset: number
  readonly length: number
}

function aligned(size: number): number {
  return Math.ceil(size / ALIGNMENT) * ALIGNMENT
}

/** Returns the bytes of a model file; the same content gives the same bytes. */
export function encodeModelFile(file: ModelFile): Uint8Array {
  let offset = 0
  const entries: Entry[] = []
  for (const [name, array] of file.bytes) {
    entries.push({ name, offset, length: array.length })
    offset += aligned(array.length)
  }
  const header = new TextEncoder().encode(JSON.stringify({ ...file.header, entries }))
  const start = aligned(HEADER_BYTES + header.length)
  const out = new Uint8Array(start + offset)
  const view = new DataView(out.buffer)
  view.setUint32(0, MAGIC)
  view.setUint32(4, header.length)
  out.set(header, HEADER_BYTES)
  for (const entry of entries) {
    const array = file.bytes.get(entry.name)
    if (array)
      out.set(new Uint8Array(array.buffer, array.byteOffset, array.length), start + entry.offset)
  }
  return out
}

/** Reads a model file into views of one buffer, without copying. Throws where it is no model file. */
export function decodeModelFile(bytes: Uint8Array): ModelFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.byteLength < HEADER_BYTES || view.getUint32(0) !== MAGIC) {
    throw new Error('not a model file')
  }
  const headerLength = view.getUint32(4)
  const json = new TextDecoder().decode(bytes.subarray(HEADER_BYTES, HEADER_BYTES + headerLength))
  const header = JSON.parse(json) as { entries: Entry[] }
  const start = aligned(HEADER_BYTES + headerLength)
  const arrays = new Map<string, Int8Array>()
  for (const entry of header.entries) {
    const at = bytes.byteOffset + start + entry.offset
    arrays.set(entry.name, new Int8Array(bytes.buffer as ArrayBuffer, at, entry.length))
  }
  return { header, bytes: arrays }
}

/** Reads a model file from disk in one read. */
export function readModelFile(path: string): ModelFile {
  return decodeModelFile(readFileSync(path))
}
