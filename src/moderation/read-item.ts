import { UserError } from '../core/errors.ts'
import type { Dimension, NewFeedback } from '../core/feedback.ts'
import { nearest } from '../language/nearest.ts'
import { breakdownOf, type Token, tokenise } from '../parse/index.ts'
import { type ReadingFrame, readField, type SaidFields } from './read-field.ts'
import { pageAddress } from './source-of-link.ts'

/** The fields that hold one name. */
const NAMES = [
  'source',
  'author',
  'customer',
  'store',
  'brand',
  'product',
  'channel',
  'stage',
  'segment',
] as const satisfies readonly Dimension[]
type NameField = (typeof NAMES)[number]
const OTHERS = ['text', 'rating', 'at', 'url', 'lang', 'tag'] as const
type Field = NameField | (typeof OTHERS)[number]
const FIELDS: readonly Field[] = [...NAMES, ...OTHERS]
const ALIASES: Readonly<Record<string, Field>> = {
  score: 'rating',
  stars: 'rating',
  оценка: 'rating',
  баға: 'rating',
  įvertinimas: 'rating',
  link: 'url',
  ссылка: 'url',
  сілтеме: 'url',
  nuoroda: 'url',
  tags: 'tag',
  date: 'at',
  дата: 'at',
  күні: 'at',
  data: 'at',
  текст: 'text',
  мәтін: 'text',
  tekstas: 'text',
}
const LONGEST_NAME = 200

/** What a line says of a piece of feedback; what it does not say is not there. */
export interface ItemDraft extends SaidFields {
  readonly names: Readonly<Partial<Record<NameField, string>>>
  /** Tags that are added. */
  readonly tags: readonly string[]
  /** Tags that are taken away: `-late`. */
  readonly untagged: readonly string[]
}

/**
 * Reads the fields of a piece of feedback: its words, in quotes or not, and named fields such
 * as `rating:2`, `source:reddit`, `tag:late`, `at:yesterday`. A link among the words is its
 * address. Throws a UserError for a field that is unknown or cannot be right.
 */
export function readItem(line: string, frame: ReadingFrame): ItemDraft {
  const names: Partial<Record<NameField, string>> = {}
  const tags: string[] = []
  const untagged: string[] = []
  const words: string[] = []
  let draft: SaidFields = {}
  for (const token of tokenise(line)) {
    const address = token.quoted ? undefined : pageAddress(line.slice(token.start, token.end))
    if (address !== undefined) {
      draft = { url: address, ...draft }
      continue
    }
    if (token.key === undefined) {
      words.push(token.text)
      continue
    }
    const field = fieldNamed(token)
    const value = token.parts
      .map(({ text }) => text)
      .join(',')
      .trim()
    if (field === undefined) {
      words.push(line.slice(token.start, token.end))
    } else if (field === 'tag') {
      for (const { text } of token.parts) {
        if (text.startsWith('-')) untagged.push(text.slice(1))
        else tags.push(text)
      }
    } else if (isName(field)) {
      if (value.length > LONGEST_NAME) throw new UserError('moderation.name-too-long', { field })
      names[field] = value
    } else {
      const without = `${line.slice(0, token.start)}${line.slice(token.end)}`
      draft = { ...draft, ...readField(field, value, { ...frame, without }) }
    }
  }
  const text = draft.text ?? words.join(' ').trim()
  return { ...draft, ...(text === '' ? {} : { text }), names, tags, untagged }
}

function isName(field: Field): field is NameField {
  return (NAMES as readonly string[]).includes(field)
}

/** Returns the field of a keyed word; undefined where the word is part of a sentence: `note:this`. */
function fieldNamed(token: Token): Field | undefined {
  const key = (token.key ?? '').toLowerCase()
  const found = FIELDS.find((each) => each === key) ?? ALIASES[key]
  if (found) return found
  const dimension = breakdownOf(key)
  const byName = NAMES.find((each) => each === dimension)
  if (byName) return byName
  if (dimension === 'sentiment' || dimension === 'aspect' || key === 'sentiment') {
    throw new UserError('moderation.read-by-itself', { field: key }, 'fix F-123 negative')
  }
  const close = nearest(key, FIELDS)
  if (close === undefined) return undefined
  throw new UserError(
    'moderation.unknown-field',
    { field: key, list: FIELDS.join(', ') },
    `${close}:${token.text.slice(key.length + 1)}`,
  )
}

/** Returns the fields of new feedback from a draft; the text is masked by the caller. */
export function toFeedback(
  draft: ItemDraft,
  fixed: Pick<NewFeedback, 'externalId' | 'source' | 'at'> & { readonly text: string | null },
): NewFeedback {
  const { names, score, scale, kind, lang, url, tags } = draft
  const name = (field: NameField): string | null => names[field] ?? null
  return {
    kind: kind ?? 'mention',
    score: score ?? null,
    scale: scale ?? null,
    survey: null,
    text: fixed.text,
    lang: lang ?? null,
    at: fixed.at,
    source: fixed.source,
    externalId: fixed.externalId,
    customer: name('customer'),
    author: name('author'),
    brand: name('brand'),
    product: name('product'),
    channel: name('channel'),
    store: name('store'),
    stage: name('stage'),
    segment: name('segment'),
    tags,
    url: url ?? null,
    factors: [],
  }
}
