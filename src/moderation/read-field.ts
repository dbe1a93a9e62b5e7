import { UserError } from '../core/errors.ts'
import type { FeedbackKind, Scale } from '../core/feedback.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'
import { readTime } from './read-time.ts'
import { pageAddress } from './source-of-link.ts'

const FIVE_STARS: Scale = { min: 1, max: 5, reversed: false }
const TEN: Scale = { min: 0, max: 10, reversed: false }

/** What a line is read against. */
export interface ReadingFrame {
  readonly now: EpochSeconds
  readonly zone: string
  readonly locale: Locale
  /** What stands before the line: `log`, or `edit F-1`. */
  readonly command: string
}

/** What fields say that are no names; what is not said is not there. */
export interface SaidFields {
  readonly text?: string
  readonly score?: number
  readonly scale?: Scale
  readonly kind?: FeedbackKind
  readonly at?: EpochSeconds
  readonly url?: string
  readonly lang?: string
}

/** Returns what a field that is no name says. Throws a UserError where it cannot be right. */
export function readField(
  field: 'text' | 'rating' | 'at' | 'url' | 'lang',
  value: string,
  frame: ReadingFrame & { readonly without: string },
): SaidFields {
  switch (field) {
    case 'text':
      return { text: value }
    case 'rating':
      return readRating(value, frame)
    case 'lang':
      if (!/^[a-z]{2}$/i.test(value)) throw new UserError('moderation.no-language', { value })
      return { lang: value.toLowerCase() }
    case 'url': {
      const address = pageAddress(value)
      if (address === undefined)
        throw new UserError('moderation.no-address', { value: value.slice(0, 80) })
      return { url: address }
    }
    case 'at':
      return { at: readTime(value, frame) }
  }
}

/**
 * `2` and `4/5` are stars, `7` and `7/10` are out of ten. Of anything else nobody can say which
 * rating was meant: what is offered is the line without it, unless the whole is just too small.
 */
function readRating(
  value: string,
  { command, without }: { readonly command: string; readonly without: string },
): Pick<SaidFields, 'score' | 'scale' | 'kind'> {
  const match = /^(\d{1,2}(?:[.,]\d{1,2})?)(?:\s*\/\s*(5|10))?$/.exec(value)
  const score = Number(match?.[1]?.replace(',', '.'))
  const scale =
    match?.[2] === '10' || (match && match[2] === undefined && score > 5) ? TEN : FIVE_STARS
  if (!match || score < scale.min || score > scale.max) {
    const rating = match && score <= TEN.max ? ` rating:${match[1]}/10` : ''
    const rest = `${without}${rating}`.replace(/\s+/g, ' ').trim()
    const better = rest === '' ? undefined : `${command} ${rest}`
    throw new UserError('moderation.no-rating', { value: value.slice(0, 40) }, better)
  }
  return { score, scale, kind: 'review' }
}
