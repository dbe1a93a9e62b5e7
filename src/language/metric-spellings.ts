/** How the names of metrics are written by those who type Cyrillic. */
const SPELLINGS: Readonly<Record<string, string>> = {
  нпс: 'nps',
  энпиэс: 'nps',
  ксат: 'csat',
  цсат: 'csat',
  сисат: 'csat',
  цес: 'ces',
  кси: 'csi',
  цси: 'csi',
}

/** Returns a word in lower case, a metric's name in Cyrillic as its own. */
export function latinMetric(word: string): string {
  const lower = word.toLowerCase()
  return Object.hasOwn(SPELLINGS, lower) ? (SPELLINGS[lower] ?? lower) : lower
}
