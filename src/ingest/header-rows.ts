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

/** The names of the columns and how many rows they take. */
export interface HeaderRows {
  readonly names: readonly string[]
  readonly rows: number
}

/**
 * Returns the names of columns whose header takes several rows: the questions of a survey
 * above the parts of each, or its codes, wordings and import ids.
 */
export function headerRows(first: readonly (readonly string[])[]): HeaderRows {
  const [head = [], second = [], third = []] = first
  if (isImportIds(third)) {
    return { names: head.map((code, index) => second[index]?.trim() || code), rows: 3 }
  }
  if (isImportIds(second)) return { names: head, rows: 2 }
  return namesParts(head, second)
    ? { names: withParts(head, second), rows: 2 }
    : { names: head, rows: 1 }
}
