import type { TextColumn } from '../core/feedback-columns.ts'
import { indexTerms } from '../language/search-terms.ts'
import type { TermTable } from '../language/term-table.ts'
import { withRoom } from './room.ts'

const FIRST_BYTES = 4_096
/** No character of a string takes more in UTF-8. */
const BYTES_A_CHARACTER = 3

const SPACE = 32

/**
 * Gathers texts as UTF-8, one column after another in the same memory. Halves of surrogate
 * pairs become U+FFFD.
 */
export class Texts {
  private bytes = Buffer.allocUnsafeSlow(FIRST_BYTES)
  private end = 0
  private ends: number[] = []

  add(text: string): void {
    if (text !== '') {
      this.reserve(text.length * BYTES_A_CHARACTER)
      this.end += this.bytes.write(text, this.end)
    }
    this.ends.push(this.end)
  }

  /** Adds the stems of a text, with a space between; see `indexTerms`. */
  addTerms(table: TermTable, text: string, lang: string | null): void {
    const count = table.find(text, lang)
    if (count < 0) {
      this.add(indexTerms(text, lang).join(' '))
      return
    }
    const { found, stemBytes, stemEnds } = table
    this.reserve(table.bytesFound(count) + count)
    const { bytes } = this
    let to = this.end
    for (let index = 0; index < count; index += 1) {
      const stem = found[index] ?? 0
      const end = stemEnds[stem] ?? 0
      if (index > 0) bytes[to++] = SPACE
      for (let at = stem === 0 ? 0 : (stemEnds[stem - 1] ?? 0); at < end; at += 1) {
        bytes[to++] = stemBytes[at] ?? 0
      }
    }
    this.end = to
    this.ends.push(to)
  }

  private reserve(length: number): void {
    this.bytes = withRoom(this.bytes, this.end + length, Buffer.allocUnsafeSlow)
  }

  /** Returns what was gathered, and begins anew. */
  column(): TextColumn {
    const column = {
      bytes: new Uint8Array(this.bytes.buffer.slice(0, this.end)),
      ends: Uint32Array.from(this.ends),
    }
    this.end = 0
    this.ends = []
    return column
  }
}

/** Returns texts as a column. */
export function textColumn(texts: Iterable<string>): TextColumn {
  const column = new Texts()
  for (const text of texts) column.add(text)
  return column.column()
}
