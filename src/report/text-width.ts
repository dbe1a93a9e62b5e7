import stringWidth from 'string-width'

/** Letters, digits and signs of the bot's languages, one cell each, with no mark that joins another. */
const SINGLE_CELLS =
  /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f–—−‘’‚“”„…▲▼≈·•]*$/

/** Returns how many cells of a terminal the text takes. Common text is told at a glance. */
export function textWidth(text: string): number {
  return SINGLE_CELLS.test(text) ? text.length : stringWidth(text)
}
