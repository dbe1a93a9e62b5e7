/** The forms in which a date that begins like this can be meant. */
const SHAPES: readonly (readonly [RegExp, (match: RegExpExecArray) => readonly string[]])[] = [
  [/^\d{4}-\d{1,2}-\d{1,2}(?!\d)/, () => ['iso']],
  [/^1\d{9}(?:[.,]\d+)?$/, () => ['epoch-seconds']],
  [/^1\d{12}$/, () => ['epoch-milliseconds']],
  [/^(?:19|20)\d{6}(?!\d)/, () => ['yyyyMMdd']],
  [/^\d{4}([./])\d{1,2}\1\d{1,2}(?!\d)/, ([, mark]) => [`yyyy${mark}M${mark}d`]],
  [
    /^\d{1,2}([./-])\d{1,2}\1\d{4}(?!\d)/,
    ([, mark]) => [`d${mark}M${mark}yyyy`, `M${mark}d${mark}yyyy`],
  ],
  [
    /^\d{1,2}([./-])\d{1,2}\1\d{2}(?!\d)/,
    ([, mark]) =>
      mark === '.'
        ? ['d.M.yy', 'M.d.yy']
        : [`d${mark}M${mark}yy`, `M${mark}d${mark}yy`, `yy${mark}M${mark}d`],
  ],
  [
    /^\d{1,2}([\s./-]+)\p{L}+\.?([\s./,-]+)(\d{4}|\d{2})(?!\d)/u,
    ([, first, second, year]) => [`d${first}MMM${second}${year?.length === 4 ? 'yyyy' : 'yy'}`],
  ],
  [/^\p{L}+\.?\s\d{1,2}(,?\s)\d{4}(?!\d)/u, ([, mark]) => [`MMM d${mark}yyyy`]],
  [/^\p{L}+\.?(,?\s)\d{1,2}(\s)\p{L}+\.?\s\d{4}/u, ([, mark]) => [`EEE${mark}d MMM yyyy`]],
  [/^\p{L}+\.?(,?\s)\p{L}+\.?\s\d{1,2}(,?\s)\d{4}/u, ([, a, b]) => [`EEE${a}MMM d${b}yyyy`]],
  [/^\d{4}\s?(?:ж\.?|жылғы|жылы)\s\d{1,2}\s\p{L}+/u, () => ['yyyy d MMMM']],
  [/^\d{4}\s(?:m\.\s)?\p{L}{3,}\.?\s\d{1,2}/u, () => ['yyyy MMMM d']],
]

/** Returns the formats in which a cell can be a date; none where it is not one. */
export function formatsOf(cell: string): readonly string[] {
  const text = cell.trim()
  for (const [pattern, formats] of SHAPES) {
    const match = pattern.exec(text)
    if (match) return formats(match)
  }
  return []
}
