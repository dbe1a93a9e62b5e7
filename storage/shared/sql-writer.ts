import { withRoom } from '../../src/batch/room.ts'

const FIRST_BYTES = 2 ** 16
const LONGEST_NUMBER = 20
const DIGITS = 10
const ZERO = 48
const MINUS = 45
/** Up to here numbers are divided as whole ones of the processor. */
const SMALL = 2 ** 31

/**
 * Writes the text of long statements: thousands of numbers, of which no strings are made.
 * Only for what is ASCII.
 */
export class SqlWriter {
  private bytes = Buffer.allocUnsafeSlow(FIRST_BYTES)
  private end = 0

  /** Begins anew, also where a number was refused half way. */
  begin(): this {
    this.end = 0
    return this
  }

  text(text: string): this {
    this.reserve(text.length)
    for (let index = 0; index < text.length; index += 1) {
      this.bytes[this.end + index] = text.charCodeAt(index)
    }
    this.end += text.length
    return this
  }

  /** Writes one character, by its code. */
  sign(code: number): void {
    this.reserve(1)
    this.bytes[this.end] = code
    this.end += 1
  }

  /** Writes a whole number, or NULL for NaN and nothing. Throws a RangeError for any other. */
  number(value: number | null | undefined): void {
    if (value == null || Number.isNaN(value)) {
      this.text('NULL')
      return
    }
    if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`)
    if (value >= SMALL || value <= -SMALL) {
      this.text(String(value))
      return
    }
    this.reserve(LONGEST_NUMBER)
    let rest = Math.abs(value) | 0
    let to = this.end + (value < 0 ? 1 : 0)
    for (let above = rest; above >= DIGITS; above = (above / DIGITS) | 0) to += 1
    const end = to + 1
    do {
      const above = (rest / DIGITS) | 0
      this.bytes[to] = ZERO + rest - above * DIGITS
      rest = above
      to -= 1
    } while (rest > 0)
    if (value < 0) this.bytes[this.end] = MINUS
    this.end = end
  }

  /** Returns what was written since the beginning. */
  written(): string {
    return this.bytes.toString('latin1', 0, this.end)
  }

  private reserve(length: number): void {
    this.bytes = withRoom(this.bytes, this.end + length, Buffer.allocUnsafeSlow)
  }
}
