import { CharacterClass, characterTables } from './characters.ts'
import { type Joint, joinedContraction, joinedNegation, SPACE } from './contractions.ts'
import { extendHash, HASH_SEED } from './hashing.ts'
import { blankMarkup } from './markup.ts'
import { TokenFlag, TokenKind } from './token-kind.ts'

/** Code units of a text that are looked at; the rest is not analysed, so that time is bounded. */
const MAX_UNITS = 20_000
/** Tokens of a text that are looked at: as many as the buffers of every reader hold. */
export const MAX_TOKENS = 8_192

export { TokenFlag, TokenKind } from './token-kind.ts'

/**
 * A text cut into tokens, in buffers that the next text overwrites. Positions
 * are those of the text as given; a unit of 0 is one that features skip.
 */
export interface Scan {
  readonly lower: Uint16Array
  readonly folded: Uint16Array
  readonly start: Int32Array
  readonly end: Int32Array
  readonly kind: Uint8Array
  readonly flags: Uint8Array
  /** Hash of the folded token. */
  readonly hash: Int32Array
  text: string
  units: number
  tokens: number
}

/** Returns the empty buffers; one set serves one analyser. */
export function createScan(): Scan {
  return {
    lower: new Uint16Array(MAX_UNITS),
    folded: new Uint16Array(MAX_UNITS),
    start: new Int32Array(MAX_TOKENS),
    end: new Int32Array(MAX_TOKENS),
    kind: new Uint8Array(MAX_TOKENS),
    flags: new Uint8Array(MAX_TOKENS),
    hash: new Int32Array(MAX_TOKENS),
    text: '',
    units: 0,
    tokens: 0,
  }
}

function composeMarks(scan: Scan): void {
  const { lower, folded, units } = scan
  const tables = characterTables()
  for (let i = 0; i + 1 < units; i++) {
    const mark = lower[i + 1] as number
    if (mark < 0x300 || mark > 0x36f) continue
    const composed = String.fromCharCode(lower[i] as number, mark).normalize('NFC')
    if (composed.length === 1) {
      lower[i] = composed.charCodeAt(0)
      folded[i] = tables.folded[composed.charCodeAt(0)] as number
    }
    lower[i + 1] = 0
    folded[i + 1] = 0
  }
}

function fill(scan: Scan, whole: string): void {
  const { lower, folded } = scan
  const tables = characterTables()
  const text = whole.length > MAX_UNITS ? whole.slice(0, MAX_UNITS) : whole
  const units = text.length
  let marks = false
  for (let i = 0; i < units; i++) {
    const unit = text.charCodeAt(i)
    const small = tables.lower[unit] as number
    lower[i] = small
    folded[i] = tables.folded[unit] as number
    if (unit >= 0x300 && unit <= 0x36f) marks = true
  }
  scan.text = text
  scan.units = units
  scan.tokens = 0
  if (marks) composeMarks(scan)
  blankMarkup(scan)
}

function push(scan: Scan, start: number, end: number, kind: number, flags: number, hash: number) {
  const at = scan.tokens
  if (at >= MAX_TOKENS) return
  scan.start[at] = start
  scan.end[at] = end
  scan.kind[at] = kind
  scan.flags[at] = flags
  scan.hash[at] = hash
  scan.tokens = at + 1
}

function isUpper(text: string, at: number, small: number): boolean {
  return text.charCodeAt(at) !== small
}

function scanWord(scan: Scan, from: number, classes: Uint8Array): number {
  const { lower, folded, text, units } = scan
  let hash = HASH_SEED
  let flags = 0
  let capitals = 0
  let letters = 0
  let at = from
  for (; at < units; at++) {
    const unit = folded[at] as number
    if (unit === 0) continue
    const kind = classes[unit] as number
    if (kind === CharacterClass.apostrophe) {
      let after = at + 1
      while (after < units && folded[after] === 0) after++
      const next = after < units ? (classes[folded[after] as number] as number) : 0
      if (next !== CharacterClass.letter) break
      folded[at] = 39
      lower[at] = 39
      hash = extendHash(hash, 39)
      continue
    }
    if (kind !== CharacterClass.letter && kind !== CharacterClass.digit) break
    if (at - from >= 2 && unit === folded[at - 1] && unit === folded[at - 2]) {
      flags |= TokenFlag.elongated
    }
    letters++
    if (isUpper(text, at, lower[at] as number)) capitals++
    hash = extendHash(hash, unit)
  }
  if (flags & TokenFlag.elongated) hash = squeeze(scan, from, at)
  if (capitals === letters && letters >= 3) flags |= TokenFlag.capitals
  push(scan, from, at, TokenKind.word, flags, hash)
  return at
}

/** Blanks all but one of three and more equal letters: «ооочень» is «очень»; Latin e and o keep two. */
function squeeze(scan: Scan, from: number, to: number): number {
  const { lower, folded } = scan
  let hash = HASH_SEED
  for (let at = from; at < to; ) {
    const unit = folded[at] as number
    let run = at + 1
    while (run < to && folded[run] === unit) run++
    const keep = run - at < 3 ? run - at : unit === 111 || unit === 101 ? 2 : 1
    for (let i = at; i < run; i++) {
      if (i - at < keep) {
        if (unit !== 0) hash = extendHash(hash, unit)
      } else {
        folded[i] = 0
        lower[i] = 0
      }
    }
    at = run
  }
  return hash
}

/** Reads the tokens of a joint as one word, without the spaces inside it; returns its end. */
function joined(scan: Scan, joint: Joint | undefined, classes: Uint8Array): number | undefined {
  if (!joint) return undefined
  const start = scan.start[joint.first] as number
  for (let at = start; at < joint.to; at++) {
    if (scan.text.charCodeAt(at) !== SPACE) continue
    scan.folded[at] = 0
    scan.lower[at] = 0
  }
  scan.tokens = joint.first
  return scanWord(scan, start, classes)
}

function scanNumber(scan: Scan, from: number, classes: Uint8Array): number {
  let at = from
  while (at < scan.units && classes[scan.folded[at] as number] === CharacterClass.digit) at++
  const isLetterNext =
    at < scan.units && classes[scan.folded[at] as number] === CharacterClass.letter
  if (isLetterNext) return scanWord(scan, from, classes)
  push(scan, from, at, TokenKind.number, 0, extendHash(HASH_SEED, 48 + Math.min(at - from, 9)))
  return at
}

function scanMark(scan: Scan, from: number): number {
  const unit = scan.folded[from] as number
  let at = from + 1
  while (at < scan.units && scan.folded[at] === unit) at++
  const run = at - from
  const flags = run > 1 ? TokenFlag.repeated : 0
  push(
    scan,
    from,
    at,
    TokenKind.mark,
    flags,
    extendHash(extendHash(HASH_SEED, unit), run > 2 ? 3 : run),
  )
  return at
}

function scanSymbol(scan: Scan, from: number): number {
  const { text, units } = scan
  const point = text.codePointAt(from) ?? 0
  const width = point > 0xffff ? 2 : 1
  let at = from + width
  // Skin tones, joiners and variation selectors belong to the emoji before them.
  while (at < units) {
    const next = text.codePointAt(at) ?? 0
    if (next === 0xfe0f || next === 0x200d) at += 1
    else if (next >= 0x1f3fb && next <= 0x1f3ff) at += 2
    else break
  }
  const hash = extendHash(extendHash(HASH_SEED, point & 0xffff), point >>> 16)
  push(scan, from, at, TokenKind.symbol, 0, hash)
  return at
}

/** Cuts a text into tokens. Never throws; time is linear in the part that is looked at. */
export function scanText(scan: Scan, text: string): void {
  fill(scan, text)
  const { classes } = characterTables()
  const { folded, units } = scan
  for (let at = 0; at < units; ) {
    const kind = classes[folded[at] as number]
    if (kind === CharacterClass.letter) {
      const end = scanWord(scan, at, classes)
      at = joined(scan, joinedNegation(scan, end), classes) ?? end
    } else if (kind === CharacterClass.apostrophe) {
      at = joined(scan, joinedContraction(scan, at, classes), classes) ?? at + 1
    } else if (kind === CharacterClass.digit) at = scanNumber(scan, at, classes)
    else if (kind === CharacterClass.symbol) at = scanSymbol(scan, at)
    else if (kind === CharacterClass.mark) at = scanMark(scan, at)
    else at++
  }
}
