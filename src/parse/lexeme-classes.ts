import type { PeriodUnit } from '../core/period.ts'
import type { Lexeme } from './period-lexer.ts'
import { type Meaning, meaningsOfFolded } from './vocabulary/index.ts'

/** Returns the meaning of one kind of a word that is folded already, as lexemes are. */
export function meaningOf<Kind extends Meaning['kind']>(
  word: string,
  kind: Kind,
): Extract<Meaning, { kind: Kind }> | undefined {
  for (const meaning of meaningsOfFolded(word))
    if (meaning.kind === kind) return meaning as Extract<Meaning, { kind: Kind }>
  return undefined
}

/** Returns whether the lexeme is a word of the class. */
export function is(lexeme: Lexeme | undefined, kind: Meaning['kind']): boolean {
  return lexeme?.type === 'word' && meaningOf(lexeme.text, kind) !== undefined
}

/** Returns the calendar unit that the lexeme names. */
export function unitOf(lexeme: Lexeme | undefined): Extract<Meaning, { kind: 'unit' }> | undefined {
  return lexeme?.type === 'word' ? meaningOf(lexeme.text, 'unit') : undefined
}

/** Returns whether the lexeme names the unit. */
export function isUnit(lexeme: Lexeme | undefined, unit: PeriodUnit): boolean {
  return unitOf(lexeme)?.unit === unit
}

/** Returns whether the lexeme may merely join the words beside it. */
export function isHyphen(lexeme: Lexeme): boolean {
  return lexeme.type === 'separator' && lexeme.hyphen
}

/** Returns the lexemes without filler words at both ends. */
export function trimFillers(lexemes: readonly Lexeme[]): readonly Lexeme[] {
  let first = 0
  let last = lexemes.length
  while (first < last && is(lexemes[first], 'fillers')) first += 1
  while (last > first && is(lexemes[last - 1], 'fillers')) last -= 1
  return lexemes.slice(first, last)
}
