import { Parser } from 'htmlparser2'
import { htmlToText } from './html-text.ts'
import { type FeedItem, instantOf, LONGEST_ITEM, linkOf } from './item.ts'

/** An element of an item, in the order in which one is preferred to another. */
const FIELDS = {
  id: ['guid', 'id'],
  title: ['title'],
  text: ['content:encoded', 'content', 'description', 'summary'],
  author: ['dc:creator', 'author'],
  at: ['pubDate', 'published', 'dc:date', 'updated'],
  link: ['link', 'guid'],
  stars: ['im:rating'],
} as const
const KNOWN: ReadonlySet<string> = new Set(Object.values(FIELDS).flat())
const ROOTS = new Set(['rss', 'feed', 'rdf:RDF', 'RDF'])
const DEEPEST = 200

interface RawItem {
  readonly fields: Map<string, string>
  link: string | null
  /** `rdf:about` of RSS 1.0. */
  about: string | null
}

/**
 * Returns the items of RSS 0.9–2.0 or Atom, at most `most`; undefined where it is neither.
 * Entities of a document type are never expanded: a parser of the web's kind knows none.
 */
export function readXmlFeed(
  xml: string,
  base: string,
  most: number,
): readonly FeedItem[] | undefined {
  const items: RawItem[] = []
  const stack: string[] = []
  let root: string | undefined
  let item: RawItem | undefined
  /** How deep the item and its element in hand stand. */
  let itemDepth = 0
  let fieldDepth = 0
  let isHtml = false
  let tooDeep = false
  let words = ''

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        stack.push(name)
        root ??= name
        if (stack.length > DEEPEST) {
          tooDeep = true
          parser.pause()
        }
        if (!item) {
          const isItem = (name === 'item' || name === 'entry') && items.length < most
          if (!isItem) return
          item = { fields: new Map(), link: null, about: attributes['rdf:about'] ?? null }
          itemDepth = stack.length
          return
        }
        if (fieldDepth > 0) {
          if (isHtml) words += `<${name}>`
          return
        }
        if (stack.length !== itemDepth + 1) {
          // An Atom author is a name within an element.
          if (name === 'name' && stack.at(-2) === 'author' && stack.length === itemDepth + 2) {
            fieldDepth = stack.length
            words = ''
            isHtml = false
          }
          return
        }
        if (name === 'link' && attributes['href'] !== undefined) {
          const rel = attributes['rel'] ?? 'alternate'
          if (rel === 'alternate') item.link ??= attributes['href']
          return
        }
        if (name === 'author' && root === 'feed') return
        if (!KNOWN.has(name)) return
        fieldDepth = stack.length
        words = ''
        isHtml = markedUp(name, attributes['type'], root === 'feed')
      },
      ontext(text) {
        if (fieldDepth > 0) words += text
      },
      onclosetag(name) {
        if (item && fieldDepth === stack.length) {
          const key = name === 'name' ? 'author' : name
          const value = isHtml ? words : escaped(words)
          if (!item.fields.has(key)) item.fields.set(key, value)
          fieldDepth = 0
        } else if (fieldDepth > 0 && isHtml) words += `</${name}>`
        else if (item && stack.length === itemDepth) {
          items.push(item)
          item = undefined
        }
        stack.pop()
      },
    },
    { xmlMode: true, decodeEntities: true, recognizeSelfClosing: true },
  )
  parser.write(xml)
  parser.end()
  if (tooDeep || root === undefined || !ROOTS.has(root)) return undefined
  return items.map((each) => toItem(each, base))
}

/** Titles and bodies of RSS are HTML in text; Atom says what they are. */
function markedUp(name: string, type: string | undefined, isAtom: boolean): boolean {
  if (isAtom) {
    return type !== undefined && type !== 'text' && type !== 'text/plain'
  }
  return ['title', 'description', 'content:encoded'].includes(name)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function toItem({ fields, link, about }: RawItem, base: string): FeedItem {
  const field = (name: keyof typeof FIELDS): string | null => {
    for (const each of FIELDS[name]) {
      const words = plain(fields.get(each))
      if (words !== '') return words
    }
    return null
  }
  const stars = Number(field('stars') ?? Number.NaN)
  return {
    id: field('id') ?? about,
    url: linkOf(link, base) ?? linkOf(field('link'), base),
    title: field('title') ?? '',
    text: field('text') ?? '',
    author: authorOf(field('author')),
    at:
      FIELDS.at.map((each) => instantOf(plain(fields.get(each)))).find((at) => at !== null) ?? null,
    stars: stars >= 1 && stars <= 5 ? stars : null,
  }
}

function plain(html: string | undefined): string {
  return html === undefined ? '' : htmlToText(html, LONGEST_ITEM)
}

/** RSS writes `address (name)`: the name is who it is. */
function authorOf(text: string | null): string | null {
  if (text === null) return null
  const open = text.indexOf('(')
  const isAddress = text.includes('@')
  if (isAddress && open > 0 && text.endsWith(')')) return text.slice(open + 1, -1)
  return isAddress ? null : text
}
