/** Shorter names are too often part of other words: they are looked for as a whole value only. */
const LEAST_LETTERS = 5

/** Returns a name as it stands within JSON, without the quotes around it. */
export function withinJson(name: string): string {
  return JSON.stringify(name).slice(1, -1)
}

/** Returns what tells in JSON that a name is in it. */
export function needlesInJson(names: readonly string[]): readonly string[] {
  return names.map((name) =>
    [...name].length >= LEAST_LETTERS ? withinJson(name) : JSON.stringify(name),
  )
}

/** Returns what tells that a name is a value of its own in JSON. */
export function valuesInJson(names: readonly string[]): readonly string[] {
  return names.map((name) => JSON.stringify(name))
}

/** Returns what tells that a command line is about a name: `customer:Ona`, `author:"Ona P"`. */
export function needlesInLine(names: readonly string[]): readonly string[] {
  return names.flatMap((name) =>
    [...name].length >= LEAST_LETTERS ? [name] : [`:${name}`, `:"${name}"`],
  )
}

/** Returns names that can be told apart from other words in a text. */
export function tellingNames(names: readonly string[]): readonly string[] {
  return names.filter((name) => [...name].length >= LEAST_LETTERS)
}

const WORDS = /[\p{L}\p{N} ]{12,40}/u

/** Returns pieces of texts by which a message that quotes them is known, however it is escaped. */
export function piecesOf(texts: readonly (string | null)[]): readonly string[] {
  return texts.flatMap((text) => WORDS.exec(text ?? '')?.[0] ?? [])
}
