import { createHash } from 'node:crypto'

/** A text without what would tell who wrote it or how to reach them. */
export interface Masked {
  readonly text: string
  /** How many pieces were taken out. */
  readonly masked: number
}

/** The longest parts of an address (RFC 5321, section 4.5.3.1): nothing is looked for beyond them. */
const LONGEST_LOCAL_PART = 64
const LONGEST_DOMAIN = 190

const EMAIL_CHARACTER = /[\p{L}\p{N}._%+-]/u
const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,8}\p{L}{2,24}/u
/** Digits with the signs that people put between them. */
const NUMBER =
  /(?<![\p{L}\p{N}_#№/.,:-])\+?[\d(][\d\s().\u00a0\u202f‐-―-]{5,30}\d(?![\p{L}\p{N}_]|[.,:]\d)/gu
/** Most texts hold neither an address nor so many digits close to each other. */
const MAY_HOLD = /@|\d(?:\D{0,10}\d){6}/
const SEPARATORS = /[\s().\u00a0\u202f‐-―-]/g

/**
 * Returns the text with e-mail addresses, phone numbers and payment cards replaced by
 * `[email]`, `[phone]` and `[card]`. Cards are told by their check digit (H. P. Luhn,
 * US patent 2,950,048); phones by an international prefix, a bracketed or grouped area code,
 * or the national forms of Russia, Kazakhstan and Lithuania. Order numbers, prices, dates
 * and times stay. Linear in the length of the text.
 */
export function maskPersonal(text: string): Masked {
  if (!MAY_HOLD.test(text)) return { text, masked: 0 }
  const withoutEmails = maskEmails(text)
  let masked = withoutEmails.masked
  const result = withoutEmails.text.replace(NUMBER, (found) => {
    const kind = isCard(found) ? 'card' : isPhone(found) ? 'phone' : undefined
    if (kind === undefined) return found
    masked += 1
    return `[${kind}]`
  })
  return { text: result, masked }
}

/**
 * Returns the name under which somebody is kept who is named by an address, a phone number or
 * a payment card: a hash of it, so that their feedback stays together. Other names stay. A name
 * on a network of networks, such as `@ona@example.social`, is public and no address.
 */
export function maskName(name: string): string {
  const given = name.trim()
  if (given.startsWith('@') || maskPersonal(given).masked === 0) return name
  return `c-${createHash('sha256').update(given.toLowerCase()).digest('base64url').slice(0, 16)}`
}

function maskEmails(text: string): Masked {
  let masked = 0
  let result = ''
  let from = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (at < from) continue
    let start = at
    while (
      start > from &&
      at - start < LONGEST_LOCAL_PART &&
      EMAIL_CHARACTER.test(text[start - 1] ?? '')
    ) {
      start -= 1
    }
    const domain = DOMAIN.exec(text.slice(at + 1, at + 1 + LONGEST_DOMAIN))?.[0]
    if (start === at || domain === undefined) continue
    result += `${text.slice(from, start)}[email]`
    from = at + 1 + domain.length
    masked += 1
  }
  return { text: result + text.slice(from), masked }
}

function isCard(found: string): boolean {
  const digits = found.replace(SEPARATORS, '')
  if (!/^\d{13,19}$/.test(digits) || /[().]/.test(found)) return false
  let sum = 0
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index])
    const doubled = index % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0 && !/^(\d)\1+$/.test(digits)
}

/** ISO and local dates, also with a time behind them. */
const DATE = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})(?:\s|$)/
/** Groups of three digits are how amounts are written. */
const AMOUNT = /^\d{1,3}(?:[\s.\u00a0\u202f]\d{3})+$/

function isPhone(found: string): boolean {
  const trimmed = found.trim()
  const digits = trimmed.replace(/\D/g, '')
  if (digits.length < 7 || digits.length > 15 || DATE.test(trimmed)) return false
  if (trimmed.startsWith('+')) return true
  if (AMOUNT.test(trimmed)) return false
  if (/\(\d{2,5}\)/.test(trimmed)) return true
  const isNational =
    /^[78]\d{10}$/.test(digits) || /^370\d{8}$/.test(digits) || /^8[5-6]\d{7}$/.test(digits)
  if (isNational) return true
  return digits.length >= 9 && /^\d{2,5}(?:[\s.‐-―-]\d{2,5}){2,5}$/.test(trimmed)
}
