import { randomUUID } from 'node:crypto'
import type { ChartAppearance, ChartRenderer, ChartSpec } from '../../src/core/chart.ts'
import { limits } from './limits.ts'
import { createShelf } from './shelf.ts'

/** A picture that was drawn, and its size in CSS pixels. */
export interface Picture {
  readonly png: Uint8Array
  readonly width: number
  readonly height: number
}

/** Charts that were shown, under ids that nobody can guess. */
export interface Pictures {
  /** Draws a chart and keeps it. Rejects where it cannot be drawn. */
  keep(spec: ChartSpec, appearance: ChartAppearance): Promise<Picture & { readonly id: string }>
  /** Returns the chart in the appearance asked for; undefined where it is not kept any more. */
  draw(id: string, appearance: ChartAppearance): Promise<Picture> | undefined
}

/** Reads the size from the header of a PNG (ISO 15948, 11.2.2). */
function pictureOf(png: Uint8Array, scale: number): Picture {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  return { png, width: view.getUint32(16) / scale, height: view.getUint32(20) / scale }
}

/** Returns a bounded memory of charts, drawn when they are asked for. */
export function createPictures(renderer: ChartRenderer): Pictures {
  const specs = createShelf<string, ChartSpec>(limits.charts)
  const drawn = createShelf<string, Promise<Picture>>(limits.pictures)

  function draw(id: string, appearance: ChartAppearance): Promise<Picture> | undefined {
    const spec = specs.get(id)
    if (!spec) return undefined
    const key = `${id} ${appearance.theme} ${appearance.scale} ${appearance.width}`
    const known = drawn.get(key)
    if (known !== undefined) return known
    const picture = renderer
      .render(spec, appearance)
      .then((png) => pictureOf(png, appearance.scale))
    drawn.set(key, picture)
    picture.catch(() => drawn.delete(key))
    return picture
  }

  return {
    draw,
    async keep(spec, appearance) {
      const id = randomUUID()
      specs.set(id, spec)
      const picture = draw(id, appearance)
      if (!picture) throw new Error('a chart was lost as it was kept')
      try {
        return { id, ...(await picture) }
      } catch (error) {
        specs.delete(id)
        throw error
      }
    },
  }
}
