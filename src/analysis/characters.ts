import { PLAIN_KAZAKH } from '../language/kazakh-letters.ts'

/** What a UTF-16 code unit is to the scanner. */
export const CharacterClass = {
  space: 0,
  letter: 1,
  digit: 2,
  mark: 3,
  apostrophe: 4,
  symbol: 5,
} as const

const UNITS = 65_536
const FOLDS: Readonly<Record<string, string>> = {
  ...PLAIN_KAZAKH,
  ё: 'е',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ı: 'i',
}
const APOSTROPHES = "'’‘`´ʼ′"

export interface CharacterTables {
  readonly classes: Uint8Array
  readonly lower: Uint16Array
  /** Lower case without diacritics: ž becomes z, қ becomes к, ё becomes е. */
  readonly folded: Uint16Array
}

let tables: CharacterTables | undefined

function fold(character: string): string {
  const known = FOLDS[character]
  if (known !== undefined) return known
  if (character === 'й') return character
  const base = character.normalize('NFD').charAt(0)
  return /\p{L}/u.test(base) ? base : character
}

function build(): CharacterTables {
  const classes = new Uint8Array(UNITS)
  const lower = new Uint16Array(UNITS)
  const folded = new Uint16Array(UNITS)
  for (let unit = 0; unit < UNITS; unit++) {
    lower[unit] = unit
    folded[unit] = unit
    if (unit >= 0xd800 && unit < 0xe000) {
      classes[unit] = CharacterClass.symbol
      continue
    }
    // Han, Kana and Hangul need no case or folding, and are most of the plane.
    if (unit >= 0x2e80 && unit < 0xa640) {
      classes[unit] = unit < 0x3040 ? CharacterClass.space : CharacterClass.letter
      continue
    }
    if (unit >= 0xac00 && unit < 0xd7b0) {
      classes[unit] = CharacterClass.letter
      continue
    }
    const character = String.fromCharCode(unit)
    if (/[\p{L}\p{M}]/u.test(character)) {
      classes[unit] = CharacterClass.letter
      const small = character.toLowerCase()
      if (small.length === 1) lower[unit] = small.charCodeAt(0)
      folded[unit] = unit < 0x530 || unit > 0x1e00 ? fold(small.charAt(0)).charCodeAt(0) : unit
    } else if (/\p{N}/u.test(character)) classes[unit] = CharacterClass.digit
    else if (APOSTROPHES.includes(character)) classes[unit] = CharacterClass.apostrophe
    else if (/\p{S}/u.test(character) && unit >= 0x2190) classes[unit] = CharacterClass.symbol
    else if (/[\p{P}\p{S}]/u.test(character)) classes[unit] = CharacterClass.mark
  }
  classes[10] = CharacterClass.mark
  return { classes, lower, folded }
}

/** Returns the tables of the basic plane, built on first use. */
export function characterTables(): CharacterTables {
  tables ??= build()
  return tables
}
