const VOWEL = /[аәеёиоөуұүыіэюя]/
const VOICELESS = /[пфктсшщчцхқһбвгд]$/
const VOWEL_OR_NASAL = /[аәеёиоөуұүыіэюямнң]$/

/**
 * Endings in the order in which a noun carries them, the last first: person and
 * question, case, possession, number. Harmony gives each a front and a back form.
 */
const ENDINGS: readonly (readonly string[])[] = [
  ['мын', 'мін', 'бын', 'бін', 'пын', 'пін', 'сың', 'сің', 'сыз', 'сіз'],
  [
    ...['нікі', 'дікі', 'тікі', 'дағы', 'дегі', 'тағы', 'тегі'],
    ...['ның', 'нің', 'дың', 'дің', 'тың', 'тің'],
    ...['дан', 'ден', 'тан', 'тен', 'нан', 'нен'],
    ...['мен', 'бен', 'пен', 'ға', 'ге', 'қа', 'ке', 'на', 'не'],
    ...['да', 'де', 'та', 'те'],
    ...['ны', 'ні', 'ды', 'ді', 'ты', 'ті'],
  ],
  [
    ...['ымыз', 'іміз', 'мыз', 'міз', 'ыңыз', 'іңіз', 'ңыз', 'ңіз'],
    ...['лары', 'лері', 'дары', 'дері', 'тары', 'тері'],
    ...['сын', 'сін', 'ын', 'ін', 'сы', 'сі', 'ым', 'ім', 'ың', 'ің', 'ы', 'і'],
  ],
  ['лар', 'лер', 'дар', 'дер', 'тар', 'тер'],
]

/** Consonants at the seam sound alike: a hard ending follows a voiceless one, н a vowel or a nasal. */
function fits(rest: string, ending: string): boolean {
  if (rest.length < 3 || !VOWEL.test(rest)) return false
  if (/^[тпқк]/.test(ending)) return VOICELESS.test(rest)
  if (/^[дғглб]/.test(ending)) return !/[пфктсшщчцхқһ]$/.test(rest)
  return !ending.startsWith('н') || VOWEL_OR_NASAL.test(rest)
}

function stem(word: string): string {
  let left = word
  for (const group of ENDINGS) {
    let longest = ''
    for (const ending of group) {
      if (ending.length <= longest.length || !left.endsWith(ending)) continue
      if (fits(left.slice(0, -ending.length), ending)) longest = ending
    }
    if (longest !== '') left = left.slice(0, -longest.length)
  }
  return left
}

/**
 * Returns a Kazakh word without the endings of person, case, possession and
 * number. It is light: at most one ending of each group goes, and three letters
 * with a vowel stay. An ending -ны or -ні after a vowel is read both as a case
 * and as a possessed word that ends in -н.
 */
export function stemsKazakh(word: string): readonly string[] {
  const stems = [stem(word)]
  if (/[аәеоөұүыі]н[ыі]$/.test(word)) stems.push(stem(word.slice(0, -1)))
  return stems
}
