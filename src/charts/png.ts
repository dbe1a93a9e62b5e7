import { crc32, deflateSync } from 'node:zlib'

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const colourTypes = { rgb: 2, palette: 3 } as const
const maximumPalette = 256
/** A power of two, several times the palette, so that a probe seldom collides. */
const slots = 2048

/** Kept between pictures: fresh pages of memory cost more than the encoding. */
let scratch = new Uint8Array(0)

function scratchOf(length: number): Uint8Array {
  if (scratch.length < length) scratch = new Uint8Array(length)
  return scratch.subarray(0, length)
}

/** Writes the pixels from `at` to `end` into a row from `out`; returns false where it cannot. */
type WriteRow = (at: number, end: number, out: number) => boolean

/** Writes each row, led by filter 0; one that repeats the row above is copied. Returns false where one fails. */
function writeRows(pixels: Uint32Array, width: number, rows: Uint8Array, write: WriteRow): boolean {
  const bytes = Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength)
  const stride = (rows.length * width) / pixels.length
  const length = width * 4
  for (let row = 0; row * width < pixels.length; row++) {
    const out = row * stride
    const at = row * length
    if (row > 0 && bytes.compare(bytes, at - length, at, at, at + length) === 0) {
      rows.copyWithin(out, out - stride, out)
      continue
    }
    rows[out] = 0
    if (!write(row * width, (row + 1) * width, out + 1)) return false
  }
  return true
}

/** Writes one palette index a pixel; returns the palette, or undefined past 256 colours. */
function writeIndexes(pixels: Uint32Array, width: number, rows: Uint8Array): number[] | undefined {
  const colours: number[] = []
  const keys = new Uint32Array(slots)
  const indexes = new Int16Array(slots).fill(-1)
  const complete = writeRows(pixels, width, rows, (from, end, start) => {
    let last = ~(pixels[from] as number) >>> 0
    let index = 0
    for (let at = from, out = start; at < end; at++) {
      const pixel = pixels[at] as number
      if (pixel !== last) {
        last = pixel
        let slot = Math.imul(pixel, 0x9e3779b1) >>> 21
        while (indexes[slot] !== -1 && keys[slot] !== pixel) slot = (slot + 1) & (slots - 1)
        if (indexes[slot] === -1) {
          if (colours.length === maximumPalette) return false
          keys[slot] = pixel
          indexes[slot] = colours.length
          colours.push(pixel)
        }
        index = indexes[slot] as number
      }
      rows[out++] = index
    }
    return true
  })
  return complete ? colours : undefined
}

function writeColours(pixels: Uint32Array, width: number, rows: Uint8Array): void {
  writeRows(pixels, width, rows, (from, end, start) => {
    for (let at = from, out = start; at < end; at++, out += 3) {
      const pixel = pixels[at] as number
      rows[out] = pixel
      rows[out + 1] = pixel >>> 8
      rows[out + 2] = pixel >>> 16
    }
    return true
  })
}

function chunk(type: string, data: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(data.length + 12)
  bytes.writeUInt32BE(data.length, 0)
  bytes.write(type, 4, 'latin1')
  bytes.set(data, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8)
  return bytes
}

function header(width: number, height: number, colourType: number): Buffer {
  const data = Buffer.alloc(13)
  data.writeUInt32BE(width, 0)
  data.writeUInt32BE(height, 4)
  data[8] = 8
  data[9] = colourType
  return chunk('IHDR', data)
}

/** In memory of its own, which can be handed to another thread. */
function joined(parts: readonly Uint8Array[]): Buffer {
  const bytes = Buffer.allocUnsafeSlow(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/**
 * Returns the bytes of a PNG with exactly the given opaque pixels (RGBA bytes read as little-endian
 * 32-bit words; alpha is left out): indexed up to 256 colours, else 24-bit. Rows are not filtered,
 * because flat areas deflate best as they are. Deflates in the calling thread at level 3, so that a
 * worker's picture does not occupy the thread pool that the database shares.
 */
export function encodePng(pixels: Uint32Array, width: number, height: number): Buffer {
  const indexed = scratchOf((width + 1) * height)
  const colours = writeIndexes(pixels, width, indexed)
  const head = [signature, header(width, height, colourTypes[colours ? 'palette' : 'rgb'])]
  let rows = indexed
  if (colours) {
    head.push(
      chunk(
        'PLTE',
        Buffer.from(colours.flatMap((c) => [c & 255, (c >>> 8) & 255, (c >>> 16) & 255])),
      ),
    )
  } else {
    rows = scratchOf((width * 3 + 1) * height)
    writeColours(pixels, width, rows)
  }
  const data = deflateSync(rows, { level: 3, chunkSize: 1 << 17 })
  return joined([...head, chunk('IDAT', data), chunk('IEND', new Uint8Array(0))])
}
