const VOWEL = /[аәеёиоөуұүыіэюя]/g

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

function syllables(word: string): number {
  return word.match(VOWEL)?.length ?? 0
}

/**
 * Returns a Kazakh word without the endings of person, case, possession and
 * number. It is light: it takes off at most one ending of each group and leaves
 * at least three letters and one syllable, so that short words stay whole.
 */
export function stemKazakh(word: string): string {
  let stem = word
  for (const group of ENDINGS) {
    let longest = ''
    for (const ending of group) {
      if (ending.length > longest.length && stem.endsWith(ending)) longest = ending
    }
    if (longest === '') continue
    const rest = stem.slice(0, -longest.length)
    if (rest.length >= 3 && syllables(rest) >= 1) stem = rest
  }
  return stem
}
