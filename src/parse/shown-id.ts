/** PostgreSQL holds ids in four bytes and asks for no larger number. */
const LARGEST_ID = 2 ** 31 - 1

/**
 * Returns the number of an id as people see it: of `F-12`, `f12` or `12` where the letter is F.
 * Undefined for any other text and for a number that no id can have.
 */
export function numberOfId(letter: string, text: string): number | undefined {
  const named = text.toUpperCase().startsWith(letter) ? text.slice(1).replace(/^-/, '') : text
  const id = /^\d{1,10}$/.test(named) ? Number(named) : LARGEST_ID + 1
  return id <= LARGEST_ID ? id : undefined
}
