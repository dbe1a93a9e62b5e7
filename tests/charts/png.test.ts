import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodePng } from '../../src/charts/png.ts'
import { decode } from './pixels.ts'

const opaque = 0xff000000
const paletteType = 3
const rgbType = 2

/** Returns the colour type that the header names. */
const colourType = (png: Uint8Array): number | undefined => png[25]

async function expectSamePixels(pixels: Uint32Array, width: number, height: number): Promise<void> {
  const decoded = await decode(encodePng(pixels, width, height))
  expect([decoded.width, decoded.height]).toEqual([width, height])
  expect(Buffer.from(decoded.data.buffer).equals(Buffer.from(pixels.buffer))).toBe(true)
}

/** A picture with exactly so many colours, in bands and with repeated rows. */
function picture(colours: number, width: number, height: number): Uint32Array {
  return Uint32Array.from({ length: width * height }, (_, at) => {
    const row = Math.floor(at / width) >> 1
    return (opaque | (((row * width + (at % width)) % colours) * 0x010305)) >>> 0
  })
}

describe('the PNG encoder', () => {
  test('writes an indexed picture up to 256 colours, pixel for pixel', async () => {
    const pixels = picture(256, 90, 40)
    expect(colourType(encodePng(pixels, 90, 40))).toBe(paletteType)
    await expectSamePixels(pixels, 90, 40)
  })

  test('writes 24-bit colour past 256 colours, pixel for pixel', async () => {
    const pixels = picture(257, 90, 40)
    expect(colourType(encodePng(pixels, 90, 40))).toBe(rgbType)
    await expectSamePixels(pixels, 90, 40)
  })

  test('keeps any opaque pixels of any size', async () => {
    const size = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
    const pictures = size.chain(([width, height]) =>
      fc.record({
        width: fc.constant(width),
        height: fc.constant(height),
        pixels: fc.array(fc.integer({ min: 0, max: 0xffffff }), {
          minLength: width * height,
          maxLength: width * height,
        }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(pictures, async ({ width, height, pixels }) => {
        await expectSamePixels(
          Uint32Array.from(pixels, (pixel) => (pixel | opaque) >>> 0),
          width,
          height,
        )
      }),
      { numRuns: 60 },
    )
  })

  test('gives the same bytes for the same pixels, whatever it encoded before', () => {
    const first = encodePng(picture(40, 64, 64), 64, 64)
    encodePng(picture(300, 80, 20), 80, 20)
    expect(encodePng(picture(40, 64, 64), 64, 64).equals(first)).toBe(true)
  })
})
