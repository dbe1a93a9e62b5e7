interface Units {
  readonly lower: Uint16Array
  readonly folded: Uint16Array
  readonly text: string
  readonly units: number
}

const SPACE = 32
const LONGEST_TAG = 2_000
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: ' ',
  gt: ' ',
  nbsp: ' ',
  quot: '"',
  apos: "'",
  '#39': "'",
  '#34': '"',
}

function blank(scan: Units, from: number, to: number): void {
  const end = Math.min(to, scan.units)
  scan.lower.fill(SPACE, from, end)
  scan.folded.fill(SPACE, from, end)
}

function blankTags(scan: Units): void {
  const { text, units } = scan
  for (let at = text.indexOf('<'); at >= 0 && at < units; at = text.indexOf('<', at + 1)) {
    const next = text.charCodeAt(at + 1) | 32
    const isTag = (next >= 97 && next <= 122) || next === 47 || next === 33
    if (!isTag) continue
    const head = text.slice(at + 1, at + 7).toLowerCase()
    const closing = head === 'script' ? '</script>' : head.startsWith('style') ? '</style>' : '>'
    const close = text
      .slice(at, at + LONGEST_TAG)
      .toLowerCase()
      .indexOf(closing)
    if (close > 0) blank(scan, at, at + close + closing.length)
  }
}

function blankEntities(scan: Units): void {
  for (const match of scan.text.matchAll(/&(#?\w{2,6});/g)) {
    const { index } = match
    if (index + match[0].length > scan.units) break
    const stands = ENTITIES[match[1] ?? ''] ?? ' '
    scan.lower.fill(stands === "'" ? 0 : SPACE, index, index + match[0].length)
    scan.folded.fill(stands === "'" ? 0 : SPACE, index, index + match[0].length)
    scan.lower[index] = stands.charCodeAt(0)
    scan.folded[index] = stands.charCodeAt(0)
  }
}

/** Blanks HTML tags, entities, web and mail addresses, so that they are no words. */
export function blankMarkup(scan: Units): void {
  const { text } = scan
  if (text.includes('<')) blankTags(scan)
  if (text.includes('&')) blankEntities(scan)
  if (text.includes('://') || text.includes('www.')) {
    for (const match of text.matchAll(/(?:https?:\/\/|www\.)[^\s<>"]{1,500}/gi)) {
      blank(scan, match.index, match.index + match[0].length)
    }
  }
  if (text.includes('@')) {
    for (const match of text.matchAll(
      /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}|@\w{2,40}/g,
    )) {
      blank(scan, match.index, match.index + match[0].length)
    }
  }
}
