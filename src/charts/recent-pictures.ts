/** Bytes of pictures that are remembered at most. */
const MOST_BYTES = 4 * 1024 * 1024
const MOST_PICTURES = 64

/**
 * Remembers pictures that were drawn lately, by what they show: many people ask the same at
 * the same time, and the same chart is drawn once. What is being drawn is waited for.
 */
export class RecentPictures {
  private readonly pictures = new Map<string, Uint8Array>()
  private readonly drawing = new Map<string, Promise<Uint8Array>>()
  private bytes = 0

  /** Returns the picture of this key, drawn by `draw` where it is not there. Failures are not remembered. */
  async get(key: string, draw: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const known = this.pictures.get(key)
    if (known) {
      this.pictures.delete(key)
      this.pictures.set(key, known)
      return known
    }
    const underWay = this.drawing.get(key)
    if (underWay !== undefined) return await underWay
    const drawn = draw()
    this.drawing.set(key, drawn)
    try {
      const picture = await drawn
      this.keep(key, picture)
      return picture
    } finally {
      this.drawing.delete(key)
    }
  }

  private keep(key: string, picture: Uint8Array): void {
    if (picture.byteLength > MOST_BYTES / 4) return
    this.pictures.set(key, picture)
    this.bytes += picture.byteLength
    for (const [oldest, { byteLength }] of this.pictures) {
      if (this.bytes <= MOST_BYTES && this.pictures.size <= MOST_PICTURES) break
      this.pictures.delete(oldest)
      this.bytes -= byteLength
    }
  }
}
