/** What programs write into a cell that holds nothing. */
const BLANK = /^(?:#?n\/a|#null!?|null|-+|–|—|…)$/iu
const NO_TEXT =
  /^(?:na|not answered|no answer|no response|н\/д|нет ответа|нет данных|без ответа|жауап жоқ|neatsakė|nėra atsakymo)$/iu
const LONGEST = 16

/** Whether a cell only says that it holds nothing, as `N/A` and `-` do: it is no name. */
export function isBlank(cell: string): boolean {
  return cell.length <= LONGEST && BLANK.test(cell)
}

/** Whether a cell only says that nothing was written: no word of the customer's. */
export function isNoText(cell: string): boolean {
  return cell.length <= LONGEST && (BLANK.test(cell) || NO_TEXT.test(cell))
}
