import { fold } from '../../../src/language/fold.ts'

/** Shorter names are too often part of other words: they are looked for as a value of their own. */
const LEAST_LETTERS = 5
const LETTER = /[\p{L}\p{N}]/u
/** Stands where a name was. */
const CUT = '[…]'

/** A text as it is compared, with the place in the text of each of its characters. */
interface Folded {
  readonly text: string
  readonly places: readonly number[]
}

function foldedWithPlaces(text: string): Folded {
  let folded = ''
  const places: number[] = []
  let at = 0
  for (const character of text) {
    const part = fold(character)
    folded += part
    for (let index = 0; index < part.length; index += 1) places.push(at)
    at += character.length
  }
  places.push(at)
  return { text: folded, places }
}

/** Tells where somebody is named, in any case and with accents or without. */
export class Naming {
  /** Long enough to be told from other words; the longest first. */
  private readonly telling: readonly string[]
  private readonly short: readonly string[]
  private readonly stored: readonly string[]

  constructor(names: readonly string[]) {
    const folded = [...new Set(names.map(fold))].filter((name) => name !== '')
    folded.sort((one, other) => other.length - one.length)
    this.telling = folded.filter((name) => [...name].length >= LEAST_LETTERS)
    this.short = folded.filter((name) => !this.telling.includes(name))
    this.stored = names.filter((name) => name !== '')
  }

  get isEmpty(): boolean {
    return this.stored.length === 0
  }

  /**
   * Returns pieces of text of which one is in every text that names the person, as far as
   * a database can tell that knows nothing of case and accents. Of short names they are in many others.
   */
  spellings(): readonly string[] {
    const written = [...this.stored, ...this.telling, ...this.short].flatMap((name) => [
      name,
      name.toLowerCase(),
      name.toUpperCase(),
      fold(name).toUpperCase(),
      titled(name),
      titled(fold(name)),
    ])
    return [...new Set(written)]
  }

  /** Returns whether a text is the name and nothing else. */
  isName(text: string): boolean {
    const folded = fold(text.trim())
    return this.telling.includes(folded) || this.short.includes(folded)
  }

  /** Returns whether a name stands anywhere in a text; a short one as a value of a command line. */
  isIn(text: string): boolean {
    const folded = fold(text)
    if (this.telling.some((name) => folded.includes(name)) || this.isName(text)) return true
    return this.short.some((name) =>
      [`:${name}`, `:"${name}`].some((value) => {
        const at = folded.indexOf(value)
        return at >= 0 && !LETTER.test(folded[at + value.length] ?? ' ')
      }),
    )
  }

  /** Returns the text without the names, where they stand as words of their own. */
  cut(text: string): string {
    if (this.isName(text)) return CUT
    const plain = text.normalize('NFC')
    const { text: folded, places } = foldedWithPlaces(plain)
    let result = ''
    let from = 0
    for (let at = 0; at < folded.length; at += 1) {
      const name = this.telling.find((each) => folded.startsWith(each, at))
      if (name === undefined) continue
      const end = at + name.length
      if (LETTER.test(folded[at - 1] ?? ' ') || LETTER.test(folded[end] ?? ' ')) continue
      result += `${plain.slice(from, places[at])}${CUT}`
      from = places[end] ?? plain.length
      at = end - 1
    }
    return from === 0 ? text : result + plain.slice(from)
  }

  /** Returns whether a name stands in a text or, where that is JSON, in any of its values. */
  isInStored(stored: string): boolean {
    return stringsIn(stored).some((text) => this.isIn(text))
  }

  /** Returns a text, or JSON, without the names wherever they stand, within other words too. */
  cutStored(stored: string): string {
    const strict = (text: string): string => {
      const cut = this.cut(text)
      return this.isIn(cut) ? CUT : cut
    }
    const value = parsed(stored)
    return value === undefined ? strict(stored) : JSON.stringify(withStrings(value, strict))
  }
}

function titled(text: string): string {
  return text.toLowerCase().replaceAll(/(?<![\p{L}\p{N}])\p{L}/gu, (letter) => letter.toUpperCase())
}

/** Returns what JSON holds; undefined where the text is no object or list. */
export function parsed(text: string): object | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined
  try {
    return JSON.parse(text) as object
  } catch {
    return undefined
  }
}

/** Returns every text in a stored value: itself, or where it is JSON what is in it at any depth. */
export function stringsIn(stored: string): readonly string[] {
  const value = parsed(stored)
  if (value === undefined) return [stored]
  const found: string[] = []
  withStrings(value, (text) => {
    found.push(...stringsIn(text))
    return text
  })
  return found
}

/** Returns a value with every text in it changed. */
function withStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((each) => withStrings(each, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withStrings(each, change)]),
  )
}
