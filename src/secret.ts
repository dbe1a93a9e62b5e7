import { inspect } from 'node:util'

const MASK = '***'

/** A value that shows itself to nobody who does not ask: logs, JSON and error texts get `***`. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** Returns the value itself. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return MASK
  }

  toJSON(): string {
    return MASK
  }

  [inspect.custom](): string {
    return MASK
  }
}

/** Returns a database address or any other URL without the password in it. */
export function withoutPassword(url: string): string {
  return url
    .replace(/^([^/]*\/\/[^:/@\s]*):[^@\s]*@/, `$1:${MASK}@`)
    .replace(/([?&]password=)[^&]*/i, `$1${MASK}`)
}
