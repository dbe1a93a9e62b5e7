/** A piece of a message as Discord's clients show it. */
export type Node =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: Format; readonly children: readonly Node[] }
  | { readonly type: 'mention' | 'link' | 'emoji' | 'timestamp'; readonly text: string }
  | { readonly type: 'code' | 'block'; readonly text: string }

export type Format =
  | 'strong'
  | 'emphasis'
  | 'underline'
  | 'strike'
  | 'spoiler'
  | 'heading'
  | 'small'
  | 'quote'
  | 'list'

interface Rule {
  /** Only at the beginning of a line. */
  readonly atLine?: true
  readonly pattern: RegExp
  readonly make: (match: RegExpExecArray) => Node
}

/** An inner text is read again; blocks are found in it only where it begins a line. */
const nested = (type: Format, group = 1): Rule['make'] => {
  return (match) => ({ type, children: read(match[group] ?? '', false) })
}
const leaf = (type: 'mention' | 'link' | 'emoji' | 'timestamp'): Rule['make'] => {
  return ([text]) => ({ type, text })
}
const literal = (type: 'code' | 'block', group: number): Rule['make'] => {
  return (match) => ({ type, text: match[group] ?? '' })
}

/** In the order in which Discord's clients try them; see simple-markdown, on which they are built. */
const RULES: readonly Rule[] = [
  { pattern: /^```(?:([a-z0-9_+\-.#]+?)\n)?\n*([^\n][\s\S]*?)\n*```/i, make: literal('block', 2) },
  { atLine: true, pattern: /^#{1,3} +([^\n]+)/, make: nested('heading') },
  { atLine: true, pattern: /^-# +([^\n]+)/, make: nested('small') },
  { atLine: true, pattern: /^>>> ([\s\S]+)/, make: nested('quote') },
  {
    atLine: true,
    pattern: /^> ([^\n]*)/,
    make: (m) => ({ type: 'quote', children: read(m[1] ?? '', true) }),
  },
  { atLine: true, pattern: /^ *(?:[*+-]|\d+\.) +([^\n]+)/, make: nested('list') },
  { pattern: /^\\([^0-9A-Za-z\s])/, make: (match) => ({ type: 'text', text: match[1] ?? '' }) },
  { pattern: /^(`+)([\s\S]*?[^`])\1(?!`)/, make: literal('code', 2) },
  { pattern: /^(?:@everyone|@here)/, make: leaf('mention') },
  { pattern: /^<(?:@!?|@&|#)\d+>/, make: leaf('mention') },
  { pattern: /^<\/[^\n:]+:\d+>/, make: leaf('mention') },
  { pattern: /^<id:\w+>/, make: leaf('mention') },
  { pattern: /^<t:-?\d+(?::[a-zA-Z])?>/, make: leaf('timestamp') },
  { pattern: /^<a?:\w+:\d+>/, make: leaf('emoji') },
  { pattern: /^:[^\s:]+:/, make: leaf('emoji') },
  { pattern: /^<(?:https?:\/\/|mailto:|tel:|\+)[^ >]+>/, make: leaf('link') },
  { pattern: /^<[^ >@]+@[^ >]+>/, make: leaf('link') },
  { pattern: /^(?:https?|steam|discord):\/\/[^\s<]+[^<.,:;"'\]\s]/i, make: leaf('link') },
  {
    pattern: /^discord(?:(?:app)?\.com\/invite|\.gg(?:\/invite)?)\/[\w-]{2,255}/i,
    make: leaf('link'),
  },
  { pattern: /^\[((?:\\.|[^\]\\])*)\]\(\s*<?[^)\s]+>?(?:\s+"[^"]*")?\s*\)/, make: leaf('link') },
  { pattern: /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, make: nested('strong') },
  { pattern: /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, make: nested('underline') },
  { pattern: /^~~((?:\\[\s\S]|[^\\])+?)~~/, make: nested('strike') },
  { pattern: /^\|\|((?:\\[\s\S]|[^\\])+?)\|\|/, make: nested('spoiler') },
  {
    pattern: /^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/,
    make: nested('emphasis'),
  },
  { pattern: /^_((?:__|\\[\s\S]|[^\\_])+?)_(?![a-zA-Z0-9_])/, make: nested('emphasis') },
]

function read(source: string, startsLine: boolean): readonly Node[] {
  const nodes: Node[] = []
  let at = 0
  let text = ''
  while (at < source.length) {
    const rest = source.slice(at)
    const atLine = startsLine && (at === 0 || source[at - 1] === '\n')
    const found = RULES.filter((rule) => !rule.atLine || atLine)
      .map((rule) => ({ rule, match: rule.pattern.exec(rest) }))
      .find(({ match }) => match !== null)
    if (!found?.match) {
      text += source[at]
      at += 1
      continue
    }
    if (text !== '') nodes.push({ type: 'text', text })
    text = ''
    nodes.push(found.rule.make(found.match))
    at += found.match[0].length
  }
  if (text !== '') nodes.push({ type: 'text', text })
  return nodes
}

/** Returns what Discord's clients make of a Markdown text. */
export function readMarkdown(source: string): readonly Node[] {
  return read(source, true)
}

/** Returns all words that a person reads. */
export function wordsIn(nodes: readonly Node[]): string {
  return nodes
    .map((node) => ('children' in node ? wordsIn(node.children) : node.text))
    .join('')
    .replaceAll('\u200B', '')
}

/** Returns how often each kind of node stands in a text. */
export function countNodes(
  nodes: readonly Node[],
  counts: Record<string, number> = {},
): Record<string, number> {
  for (const node of nodes) {
    if (node.type !== 'text') counts[node.type] = (counts[node.type] ?? 0) + 1
    if ('children' in node) countNodes(node.children, counts)
  }
  return counts
}
