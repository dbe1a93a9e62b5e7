import { editDistance } from '../language/nearest.ts'
import { fold } from './text.ts'

/** Longer words are compared by their beginning only. */
const LONGEST_WORD = 32

const LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
const CYRILLIC_KEYS = 'йцукенгшщзхъфывапролджэячсмитьбюё'

const TRANSLITERATION: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'ch',
  ш: 'sh',
  щ: 'sch',
  ы: 'y',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  ъ: '',
  ь: '',
}

function mapKeys(word: string, from: string, to: string): string {
  return [...word]
    .map((letter) => {
      const key = from.indexOf(letter)
      return key < 0 ? letter : (to[key] ?? letter)
    })
    .join('')
}

function transliterate(word: string): string {
  return [...word].map((letter) => TRANSLITERATION[letter] ?? letter).join('')
}

/** Returns the word, and the word as typed on the other keyboard layout or in the other script. */
export function readings(word: string): readonly string[] {
  const plain = word.normalize('NFKC').toLowerCase().slice(0, LONGEST_WORD)
  return [
    ...new Set([
      fold(plain),
      fold(mapKeys(plain, CYRILLIC_KEYS, LATIN_KEYS)),
      fold(mapKeys(plain, LATIN_KEYS, CYRILLIC_KEYS)),
      transliterate(fold(plain)),
    ]),
  ]
}

/** How many slips a word of this length is forgiven. */
function forgiven(length: number, shortest: number): number {
  if (length < shortest) return 0
  return length <= 5 ? 1 : length <= 9 ? 2 : 3
}

interface Target {
  readonly text: string
  /** A bit for each letter; letters may share one. */
  readonly letters: number
}

function target(text: string): Target {
  let letters = 0
  for (let index = 0; index < text.length; index += 1) letters |= 1 << (text.charCodeAt(index) % 31)
  return { text, letters }
}

function bits(letters: number): number {
  let count = 0
  for (let rest = letters; rest !== 0; rest &= rest - 1) count += 1
  return count
}

const targets = new Map<string, readonly Target[]>()
const MOST_TARGETS = 10_000

/** Returns the candidate as it is compared: folded, and in Latin letters. */
function targetsOf(candidate: string): readonly Target[] {
  const known = targets.get(candidate)
  if (known) return known
  const own = fold(candidate)
  const made = [...new Set([own, transliterate(own)])].map(target)
  if (targets.size < MOST_TARGETS) targets.set(candidate, made)
  return made
}

/** Returns the number of slips between the two, or nothing where it is more than `most`. */
function slips(one: Target, two: Target, most: number): number | undefined {
  if (Math.abs(one.text.length - two.text.length) > most) return undefined
  if (bits(one.letters & ~two.letters) > most) return undefined
  if (bits(two.letters & ~one.letters) > most) return undefined
  const distance = editDistance(one.text, two.text)
  return distance <= most ? distance : undefined
}

/**
 * Returns the candidates that the word may have been meant as, nearest first: by
 * slips of the fingers, of the keyboard layout and of the script. Words of fewer than
 * `shortest` letters are forgiven no slip of the fingers.
 */
export function nearestWords(
  word: string,
  candidates: readonly string[],
  shortest = 3,
): readonly string[] {
  const found: { candidate: string; distance: number }[] = []
  const typed = readings(word).map(target)
  for (const candidate of candidates) {
    let best = Number.POSITIVE_INFINITY
    for (const wanted of targetsOf(candidate)) {
      typed.forEach((reading, index) => {
        const longest = Math.max(reading.text.length, wanted.text.length)
        const distance = slips(reading, wanted, forgiven(longest, shortest))
        if (distance !== undefined) best = Math.min(best, distance + (index > 0 ? 0.5 : 0))
      })
    }
    if (best < Number.POSITIVE_INFINITY) found.push({ candidate, distance: best })
  }
  found.sort((one, two) => one.distance - two.distance)
  return found.map(({ candidate }) => candidate)
}
