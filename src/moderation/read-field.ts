import { UserError } from '../core/errors.ts'
import type { Scale } from '../core/feedback.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'
import { parsePeriod } from '../parse/index.ts'
import type { ItemDraft } from './read-item.ts'
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

/** Returns what a field that is no name says. Throws a UserError where it cannot be right. */
export function readField(
  field: 'text' | 'rating' | 'at' | 'url' | 'lang',
  value: string,
  frame: ReadingFrame & { readonly without: string },
): Omit<ItemDraft, 'names' | 'tags' | 'untagged'> {
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
): Pick<ItemDraft, 'score' | 'scale' | 'kind'> {
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

/** A day is meant as its noon, so that no zone makes another day of it. */
function readTime(value: string, { now, zone, locale }: ReadingFrame): EpochSeconds {
  const instant = /T\d/.test(value) ? Date.parse(value) : Number.NaN
  const at = Number.isNaN(instant)
    ? middleOf(parsePeriod(value, { now, zone, locale, span: undefined }))
    : Math.floor(instant / 1000)
  if (at > now + 86_400) throw new UserError('moderation.not-said-yet', { value })
  return Math.min(at, now) as EpochSeconds
}

function middleOf({ start, end }: { readonly start: number; readonly end: number }): number {
  return Math.floor((start + Math.min(end, start + 86_400)) / 2)
}
