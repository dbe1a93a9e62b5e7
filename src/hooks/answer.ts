import { createHash } from 'node:crypto'
import type { FeedbackKind, NewFeedback, Scale } from '../core/feedback.ts'
import type { Hook } from '../core/hook.ts'
import type { EpochSeconds } from '../core/identity.ts'
import { instantOf } from '../feeds/item.ts'
import { maskName, maskPersonal } from '../privacy/mask.ts'
import { words } from './json-path.ts'

const LONGEST_TEXT = 8_000
const LONGEST_NAME = 200
const MOST_TAGS = 20

const NAMES = [
  'customer',
  'author',
  'store',
  'brand',
  'product',
  'channel',
  'stage',
  'segment',
] as const
export type AnswerName = (typeof NAMES)[number]

/** What was found in a delivery; what was not there is empty or null. */
export interface FoundAnswer {
  readonly kind: FeedbackKind
  readonly score: number | null
  readonly scale: Scale | null
  readonly text: string
  readonly id: string
  readonly at: EpochSeconds | null
  readonly survey: string
  readonly lang: string
  readonly url: string
  readonly tags: readonly string[]
  readonly names: Readonly<Partial<Record<AnswerName, string>>>
}

/** What a delivery holds: an answer, nothing that is kept, or nothing that can be. */
export type Reading =
  | { readonly type: 'answer'; readonly answer: FoundAnswer }
  | { readonly type: 'ignored' }
  | { readonly type: 'unusable'; readonly detail: string }

/** The scale of a kind where nothing else is said. */
export function usualScale(kind: FeedbackKind): Scale {
  if (kind === 'nps') return { min: 0, max: 10, reversed: false }
  return { min: 1, max: kind === 'ces' ? 7 : 5, reversed: false }
}

/** Returns an instant written as a date or as seconds or milliseconds since 1970. */
export function timeOf(value: unknown): EpochSeconds | null {
  if (typeof value !== 'number') return instantOf(words(value))
  if (!Number.isFinite(value) || value < 0) return null
  return Math.floor(value > 1e11 ? value / 1000 : value) as EpochSeconds
}

/** Returns the feedback of an answer; a text where it cannot be one: the field that is wrong. */
export function feedbackOfAnswer(
  answer: FoundAnswer,
  hook: Pick<Hook, 'source' | 'brand' | 'survey'>,
  now: EpochSeconds,
  body: Uint8Array,
): NewFeedback | string {
  const { kind, score, scale, names } = answer
  const { text } = maskPersonal(answer.text.slice(0, LONGEST_TEXT))
  if (score === null && text === '') return 'score, text'
  if (score !== null && (!scale || score < scale.min || score > scale.max)) return 'score'
  const isScored = score !== null
  const name = (field: AnswerName): string | null => {
    const { text: masked } = maskPersonal((names[field] ?? '').slice(0, LONGEST_NAME))
    return masked === '' ? null : masked
  }
  const person = (field: 'customer' | 'author'): string | null => {
    const given = names[field]?.trim().slice(0, LONGEST_NAME) ?? ''
    return given === '' ? null : maskName(given)
  }
  return {
    kind,
    score,
    scale: isScored ? scale : null,
    survey: hook.survey ?? (answer.survey.slice(0, LONGEST_NAME) || null),
    text: text === '' ? null : text,
    lang: /^[a-z]{2}(?:-|$)/i.test(answer.lang) ? answer.lang.slice(0, 2).toLowerCase() : null,
    at: Math.min(answer.at ?? now, now) as EpochSeconds,
    source: hook.source,
    externalId:
      answer.id !== '' && answer.id.length <= LONGEST_NAME
        ? answer.id
        : createHash('sha256')
            .update(answer.id || body)
            .digest('base64url')
            .slice(0, 32),
    customer: person('customer'),
    author: person('author'),
    brand: name('brand') ?? hook.brand,
    product: name('product'),
    channel: name('channel'),
    store: name('store'),
    stage: name('stage'),
    segment: name('segment'),
    tags: [...new Set(answer.tags.map((tag) => tag.trim().slice(0, LONGEST_NAME)))]
      .filter((tag) => tag !== '')
      .slice(0, MOST_TAGS),
    url: /^https?:\/\//i.test(answer.url) && answer.url.length <= 2_000 ? answer.url : null,
    factors: [],
  }
}

/** Returns the names that stand in an object under their own names. */
export function namesIn(from: (field: AnswerName) => unknown): FoundAnswer['names'] {
  return Object.fromEntries(
    NAMES.flatMap((field) => {
      const value = words(from(field))
      return value === '' ? [] : [[field, value]]
    }),
  )
}
