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

/** Returns the word, and the word as typed on the other keyboard layout or in the other script. */
export function readings(word: string): readonly string[] {
  const plain = word.normalize('NFKC').toLowerCase().slice(0, LONGEST_WORD)
  const transliterated = [...fold(plain)].map((letter) => TRANSLITERATION[letter] ?? letter)
  return [
    ...new Set([
      fold(plain),
      fold(mapKeys(plain, CYRILLIC_KEYS, LATIN_KEYS)),
      fold(mapKeys(plain, LATIN_KEYS, CYRILLIC_KEYS)),
      transliterated.join(''),
    ]),
  ]
}

/**
 * Returns the optimal string alignment distance (Damerau–Levenshtein without
 * repeated edits of a part): insertions, deletions, replacements and swaps of
 * neighbours; or `most + 1` where it is greater than `most`.
 */
export function editDistance(one: string, two: string, most: number): number {
  if (Math.abs(one.length - two.length) > most) return most + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: two.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= two.length; column += 1) {
      const same = one[row - 1] === two[column - 1]
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      )
      const swapped = one[row - 1] === two[column - 2] && one[row - 2] === two[column - 1]
      if (row > 1 && column > 1 && swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1)
      current.push(cost)
    }
    beforeLast = last
    last = current
  }
  return Math.min(last[two.length] ?? 0, most + 1)
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
    const target = fold(candidate)
    let best = Number.POSITIVE_INFINITY
    typed.forEach((reading, index) => {
      const most = forgiven(Math.min(reading.length, target.length))
      const distance = editDistance(reading, target, most)
      if (distance <= most) best = Math.min(best, distance + (index > 0 ? 0.5 : 0))
    })
    if (best < Number.POSITIVE_INFINITY) found.push({ candidate, distance: best })
  }
  found.sort((one, two) => one.distance - two.distance)
  return found.map(({ candidate }) => candidate)
}
