const ACCENTED_LATIN = /[\u00c0-\u024f\u1e00-\u1eff]/g
const ASCII = /^[\p{ASCII}]*$/u
const COMBINING = /[\u0300-\u036f]/g

/**
 * Returns text as it is compared when case and accents do not matter: lower
 * case, Latin letters without diacritics, ё as е. The letters of the Kazakh and
 * Russian alphabets (й, қ, ң, …) stay what they are.
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase()
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(ACCENTED_LATIN, (letter) => letter.normalize('NFD'))
    .replace(COMBINING, '')
}
