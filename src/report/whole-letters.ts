/** Made with the first cut: it takes longer than much of a start. */
let letters: Intl.Segmenter | undefined
/** UTF-16 units around a cut in which the ends of letters are looked for. */
const WINDOW = 96

/** Returns the beginning of a text, at most `length` UTF-16 units, ending between whole letters. */
export function beginning(text: string, length: number): string {
  if (text.length <= length) return text
  const from = Math.max(0, length - WINDOW)
  letters ??= new Intl.Segmenter()
  let end = 0
  for (const { index, segment } of letters.segment(text.slice(from, length + WINDOW))) {
    if (from + index + segment.length > length) break
    end = from + index + segment.length
  }
  return (end > 0 ? text.slice(0, end) : text.slice(0, length)).replace(/[\uD800-\uDBFF]$/, '')
}
