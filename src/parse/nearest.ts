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
function forgiven(length: number): number {
  if (length <= 2) return 0
  return length <= 5 ? 1 : length <= 9 ? 2 : 3
}

/**
 * Returns the candidates that the word may have been meant as, nearest first: by
 * slips of the fingers, of the keyboard layout and of the script.
 */
export function nearestWords(word: string, candidates: readonly string[]): readonly string[] {
  const found: { candidate: string; distance: number }[] = []
  const typed = readings(word)
  for (const candidate of candidates) {
    const own = fold(candidate)
    let best = Number.POSITIVE_INFINITY
    for (const target of new Set([own, transliterate(own)])) {
      typed.forEach((reading, index) => {
        const most = forgiven(Math.min(reading.length, target.length))
        if (Math.abs(reading.length - target.length) > most) return
        const distance = editDistance(reading, target)
        if (distance <= most) best = Math.min(best, distance + (index > 0 ? 0.5 : 0))
      })
    }
    if (best < Number.POSITIVE_INFINITY) found.push({ candidate, distance: best })
  }
  found.sort((one, two) => one.distance - two.distance)
  return found.map(({ candidate }) => candidate)
}
