import type { Locale } from '../core/locale.ts'
import { hashWord } from './hashing.ts'
import { Role } from './lexicon.ts'
import type { Reader } from './reader.ts'
import { TokenKind } from './scan.ts'
import { foldWord } from './stem-table.ts'

/** Endings of the first person, folded, with the letters that a word has before them at least. */
const ENDINGS: Readonly<
  Record<Locale, { readonly endings: readonly string[]; readonly before: number }>
> = {
  en: { endings: [], before: 0 },
  ru: { endings: ['юсь', 'усь', 'емся', 'имся'], before: 3 },
  kk: {
    endings: [
      'дым',
      'дим',
      'тым',
      'тим',
      'мын',
      'мин',
      'пын',
      'пин',
      'мыз',
      'миз',
      'ймын',
      'ймин',
      'йым',
    ],
    before: 2,
  },
  lt: {
    endings: ['iau', 'ojau', 'ome', 'eme', 'iame', 'uosi', 'iuosi', 'ejau', 'imes', 'ames'],
    before: 3,
  },
}

/** Lithuanian adverbs of comparison, which end as verbs of the first person do. */
const NOT_VERBS = new Set(
  `tačiau geriau blogiau daugiau mažiau greičiau lėčiau toliau anksčiau vėliau labiau arčiau lengviau
  sunkiau pigiau brangiau aiškiau ilgiau trumpiau dažniau rečiau plačiau giliau aukščiau žemiau gražiau
  skaniau patogiau maloniau paprasčiau švariau tiksliau stipriau silpniau šilčiau šalčiau ramiau saugiau`
    .split(/\s+/)
    .map((word) => hashWord(foldWord(word))),
)

function codesOf(lang: Locale): readonly (readonly number[])[] {
  return ENDINGS[lang].endings.map((ending) => [...ending].map((letter) => letter.charCodeAt(0)))
}

const CODES: Readonly<Record<Locale, readonly (readonly number[])[]>> = {
  en: codesOf('en'),
  ru: codesOf('ru'),
  kk: codesOf('kk'),
  lt: codesOf('lt'),
}

function endsWith(
  units: Uint16Array,
  from: number,
  to: number,
  ending: readonly number[],
): boolean {
  if (to - from < ending.length) return false
  for (let i = 0; i < ending.length; i++) {
    if (units[to - ending.length + i] !== ending[i]) return false
  }
  return true
}

/**
 * Returns whether the author speaks of their own experience: a word of the
 * first person, or a verb in it.
 */
export function isFirstPerson(reader: Reader, lang: Locale): boolean {
  const { scan, annotation } = reader
  const { before } = ENDINGS[lang]
  for (let token = 0; token < scan.tokens; token++) {
    if ((annotation.entry[token] as number) & Role.firstPerson) return true
    if (scan.kind[token] !== TokenKind.word || NOT_VERBS.has(scan.hash[token] as number)) continue
    const from = (scan.start[token] as number) + before
    const to = scan.end[token] as number
    if (CODES[lang].some((ending) => endsWith(scan.folded, from, to, ending))) return true
  }
  return false
}
