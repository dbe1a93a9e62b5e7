import { UserError } from '../core/errors.ts'
import { nearest } from '../language/nearest.ts'
import type { FileFacts } from './inspect.ts'
import { ENCODINGS, type Encoding } from './types.ts'

/** Other names that people give to the encodings that can be read. */
const ALIASES: Readonly<Record<string, Encoding>> = {
  utf8: 'utf-8',
  'utf-8-sig': 'utf-8',
  'utf-16': 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  cp1251: 'windows-1251',
  'cp-1251': 'windows-1251',
  win1251: 'windows-1251',
  1251: 'windows-1251',
}

/** Letters that make up two thirds of any Russian text and are common in Kazakh. */
const COMMON_CYRILLIC = new Set('оеаинтсрвлыді')

/** Returns the encoding of a name as people write it. Throws a UserError for any other. */
export function encodingNamed(name: string): Encoding {
  const lower = name.trim().toLowerCase().replace('_', '-')
  const found = ENCODINGS.find((encoding) => encoding === lower) ?? ALIASES[lower]
  if (found) return found
  throw new UserError(
    'import.unknownEncoding',
    { value: name, known: ENCODINGS.join(', ') },
    nearest(lower, [...ENCODINGS, ...Object.keys(ALIASES)]),
  )
}

function startsWith(bytes: Buffer, ...mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte)
}

/** UTF-16 without a mark: one byte of each pair is nearly always 0 (Latin) or 4 (Cyrillic). */
function utf16WithoutMark(bytes: Buffer): Encoding | undefined {
  const pairs = Math.floor(Math.min(bytes.length, 8192) / 2)
  if (pairs < 4 || bytes.subarray(0, pairs * 2).indexOf(0) < 0) return undefined
  const high = [0, 0]
  for (let index = 0; index < pairs * 2; index += 1) {
    const byte = bytes[index]
    if (byte === 0 || byte === 1 || byte === 4) high[index % 2] = (high[index % 2] ?? 0) + 1
  }
  const [even = 0, odd = 0] = high
  if (odd > pairs * 0.9 && even < pairs * 0.1) return 'utf-16le'
  if (even > pairs * 0.9 && odd < pairs * 0.1) return 'utf-16be'
  return undefined
}

/** Share of the characters beyond ASCII that are whole UTF-8 sequences. */
function utf8Share(bytes: Buffer): number {
  let good = 0
  let bad = 0
  for (const character of new TextDecoder('utf-8').decode(bytes.subarray(0, -4))) {
    if (character === '\uFFFD') bad += 1
    else if (character > '\u007F') good += 1
  }
  return good / Math.max(good + bad, 1)
}

/**
 * Whether the bytes, read as CP1251, are Cyrillic words: hardly anything but
 * letters and quotes beyond ASCII, mostly small letters, in the usual
 * proportions, and not glued to Latin letters as the accents of Western texts are.
 */
function looksLikeCp1251(bytes: Buffer): boolean {
  const text = new TextDecoder('windows-1251').decode(bytes)
  let high = 0
  let letters = 0
  let small = 0
  let common = 0
  let glued = 0
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? ''
    if (character <= '\u007F') continue
    high += 1
    if (!/[А-яЁёІі]/.test(character)) continue
    letters += 1
    if (character === character.toLowerCase()) small += 1
    if (COMMON_CYRILLIC.has(character.toLowerCase())) common += 1
    if (/[a-z]/i.test(text[index - 1] ?? '') || /[a-z]/i.test(text[index + 1] ?? '')) glued += 1
  }
  return (
    letters >= 8 &&
    letters >= high * 0.9 &&
    small >= letters * 0.5 &&
    common >= letters * 0.5 &&
    glued <= letters * 0.1
  )
}

/**
 * Returns the encoding that the bytes show. Throws a UserError where they show
 * none of those that can be read: the user has to say it or to convert the file.
 */
export function detectEncoding(facts: FileFacts): Encoding {
  const { sample } = facts
  if (startsWith(sample, 0xff, 0xfe, 0, 0) || startsWith(sample, 0, 0, 0xfe, 0xff)) {
    throw new UserError('import.encoding', { known: ENCODINGS.join(', ') })
  }
  if (startsWith(sample, 0xff, 0xfe)) return 'utf-16le'
  if (startsWith(sample, 0xfe, 0xff)) return 'utf-16be'
  if (startsWith(sample, 0xef, 0xbb, 0xbf)) return 'utf-8'
  const wide = utf16WithoutMark(sample)
  if (wide) return wide
  const zeros = sample.subarray(0, 8192).filter((byte) => byte === 0).length
  if (zeros > Math.min(sample.length, 8192) * 0.02) throw new UserError('import.notText')
  if (facts.utf8) return 'utf-8'
  if (utf8Share(sample) > 0.9) return 'utf-8'
  if (looksLikeCp1251(sample)) return 'windows-1251'
  throw new UserError('import.encoding', { known: ENCODINGS.join(', ') })
}
