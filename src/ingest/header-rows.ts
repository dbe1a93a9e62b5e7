/** Under a question in the second row of a header: no answer of its own has this name. */
const NO_PART = /^(?:response|open-ended response|ответ|открытый ответ|atsakymas|жауап)$/iu
const DATE_OR_NUMBER = /^[\d\s.,:/+\-–%]+$/

function isImportIds(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '')
  const ids = filled.filter((cell) => /^\{"ImportId":/.test(cell.trim())).length
  return ids > 0 && ids >= filled.length * 0.5
}

/** Whether a row names the parts of questions whose names stand above: it begins with nothing, as no answer does. */
function namesParts(head: readonly string[], cells: readonly string[]): boolean {
  const filled = cells.flatMap((cell, index) => (cell.trim() === '' ? [] : [index]))
  if (filled.length === 0 || cells[0]?.trim() || !head[0]?.trim()) return false
  if (filled.some((index) => DATE_OR_NUMBER.test(cells[index] ?? ''))) return false
  if (filled.every((index) => NO_PART.test((cells[index] ?? '').trim()))) return true
  return filled.some((index) => !head[index]?.trim())
}

function withParts(head: readonly string[], parts: readonly string[]): readonly string[] {
  const width = Math.max(head.length, parts.length)
  let question = ''
  return Array.from({ length: width }, (_, index) => {
    const own = (head[index] ?? '').trim()
    const part = (parts[index] ?? '').trim()
    if (own !== '') question = own
    else if (part === '') return ''
    return part === '' || NO_PART.test(part) ? question : `${question} – ${part}`
  })
}

function isText(cell: string | undefined): boolean {
  return !!cell?.trim() && !DATE_OR_NUMBER.test(cell)
}

/**
 * Whether a row names the columns under headings that stand over several of them: it fills gaps
 * of the row above, holds no date and no number, and the answers below do.
 */
function namesColumns(
  head: readonly string[],
  cells: readonly string[],
  answer: readonly string[],
): boolean {
  const filled = cells.flatMap((cell, index) => (cell.trim() === '' ? [] : [index]))
  if (!head[0]?.trim() || !filled.every((index) => isText(cells[index]))) return false
  const inGaps = filled.filter((index) => !head[index]?.trim())
  const told = filled.filter((index) => answer[index]?.trim() && !isText(answer[index]))
  return inGaps.length > 0 && told.length > 0
}

/** The name of each column; after its heading where columns under several have the same one. */
function underHeadings(head: readonly string[], names: readonly string[]): readonly string[] {
  const width = Math.max(head.length, names.length)
  const plain = names.map((name) => name.trim())
  let heading = ''
  return Array.from({ length: width }, (_, index) => {
    heading = head[index]?.trim() || heading
    const name = plain[index] ?? ''
    if (name === '') return (head[index] ?? '').trim()
    return plain.indexOf(name) === plain.lastIndexOf(name) ? name : `${heading} – ${name}`
  })
}

/** The names of the columns and how many rows they take. */
export interface HeaderRows {
  readonly names: readonly string[]
  readonly rows: number
}

/**
 * Returns the names of columns whose header takes several rows: the questions of a survey
 * above the parts of each, headings over several columns, or codes, wordings and import ids.
 */
export function headerRows(first: readonly (readonly string[])[]): HeaderRows {
  const [head = [], second = [], third = []] = first
  if (isImportIds(third)) {
    return { names: head.map((code, index) => second[index]?.trim() || code), rows: 3 }
  }
  if (isImportIds(second)) return { names: head, rows: 2 }
  if (namesParts(head, second)) return { names: withParts(head, second), rows: 2 }
  if (namesColumns(head, second, third)) return { names: underHeadings(head, second), rows: 2 }
  return { names: head, rows: 1 }
}
