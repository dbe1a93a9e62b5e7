import type { TextColumn } from '../core/feedback-columns.ts'

const FIRST_BYTES = 4_096
/** No character of a string takes more in UTF-8. */
const BYTES_A_CHARACTER = 3

/** Gathers texts as UTF-8. Halves of surrogate pairs become U+FFFD. */
export class Texts {
  private bytes = Buffer.allocUnsafeSlow(FIRST_BYTES)
  private end = 0
  private readonly ends: number[] = []

  add(text: string): void {
    if (text !== '') {
      this.reserve(text.length * BYTES_A_CHARACTER)
      this.end += this.bytes.write(text, this.end)
    }
    this.ends.push(this.end)
  }

  private reserve(length: number): void {
    if (this.end + length <= this.bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.end + length))
    this.bytes.copy(larger, 0, 0, this.end)
    this.bytes = larger
  }

  column(): TextColumn {
    return {
      bytes: new Uint8Array(this.bytes.buffer.slice(0, this.end)),
      ends: Uint32Array.from(this.ends),
    }
  }
}

/** Returns texts as a column. */
export function textColumn(texts: Iterable<string>): TextColumn {
  const column = new Texts()
  for (const text of texts) column.add(text)
  return column.column()
}
