/** Beginnings that tell the months apart, January first, in English, Russian, Kazakh and Lithuanian. */
const STEMS: readonly (readonly string[])[] = [
  ['jan', 'янв', 'қаң', 'каң', 'saus'],
  ['feb', 'фев', 'ақп', 'акп', 'vas'],
  ['mar', 'мар', 'нау', 'kov'],
  ['apr', 'апр', 'сәу', 'сау', 'bal'],
  ['may', 'май', 'мая', 'мам', 'geg'],
  ['jun', 'июн', 'мау', 'bir'],
  ['jul', 'июл', 'шіл', 'шил', 'lie'],
  ['aug', 'авг', 'там', 'rugp'],
  ['sep', 'сен', 'қыр', 'кыр', 'rugs'],
  ['oct', 'окт', 'қаз', 'каз', 'spa'],
  ['nov', 'ноя', 'қар', 'кар', 'lap'],
  ['dec', 'дек', 'жел', 'gru'],
]

/** Returns the month, 1–12, that a whole or shortened name means. */
export function monthNamed(name: string): number | undefined {
  const lower = name.toLowerCase()
  const index = STEMS.findIndex((stems) => stems.some((stem) => lower.startsWith(stem)))
  return index < 0 ? undefined : index + 1
}
