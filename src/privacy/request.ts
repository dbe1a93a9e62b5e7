import { namedBy } from '../access/mention.ts'
import type { AccountKey } from '../core/access.ts'
import { UserError } from '../core/errors.ts'
import type { Invocation } from '../core/invocation.ts'
import type { Person, PersonDimension } from '../core/privacy.ts'
import { fold } from '../language/fold.ts'
import { quoteName, tokenise } from '../parse/index.ts'

/** What people call the two dimensions in which a person is named, in any language. */
const DIMENSION_WORDS: Readonly<Record<PersonDimension, string>> = {
  customer: 'customer client клиент покупатель клиента тұтынушы сатып-алушы klientas pirkėjas',
  author: 'author автор автора autorius autorė',
}
const ME = 'me myself я меня обо-мне мен өзім mane aš'
const CONFIRM = 'confirm yes подтвердить да растау иә patvirtinti taip'

/** Whom a command is about: the caller, an account, a person in the feedback, or one who was confirmed. */
export type PrivacyRequest =
  | { readonly type: 'me' }
  | { readonly type: 'account'; readonly key: AccountKey }
  | { readonly type: 'person'; readonly person: Person }
  | { readonly type: 'confirm'; readonly token: string }

function isOneOf(words: string, word: string): boolean {
  return words.split(' ').some((each) => fold(each) === fold(word))
}

/** Reads `me`, `@person`, `customer:…`, `author:…` and `confirm …`. Throws a UserError for anything else. */
export function readPrivacyRequest(
  line: string,
  command: 'forget' | 'whatdoyouknow',
  invocation: Pick<Invocation, 'platform' | 'place' | 'user'>,
): PrivacyRequest {
  const example = `${command} customer:"Ona Petraitienė"`
  const tokens = tokenise(line)
  const [first, second] = tokens
  if (!first) throw new UserError('privacy.whom', { command }, example)
  if (first.key === undefined) {
    if (tokens.length === 1 && isOneOf(ME, first.text)) return { type: 'me' }
    const named = tokens.length === 1 ? namedBy(first.text, invocation) : undefined
    if (named?.type === 'person') return { type: 'account', key: named.key }
    if (command === 'forget' && second && tokens.length === 2 && isOneOf(CONFIRM, first.text)) {
      return { type: 'confirm', token: second.text }
    }
    const value = line.trim().replaceAll('"', '')
    throw new UserError('privacy.which', { value }, `${command} customer:${quoteName(value)}`)
  }
  const { key, parts } = first
  const dimension = (Object.keys(DIMENSION_WORDS) as PersonDimension[]).find((each) =>
    isOneOf(DIMENSION_WORDS[each], key),
  )
  const name = parts[0]?.text.trim() ?? ''
  if (dimension === undefined) {
    throw new UserError('privacy.notAPerson', { value: line, command }, example)
  }
  if (tokens.length > 1 || parts.length > 1) {
    const rest = line.slice(line.indexOf(':') + 1).replaceAll('"', '')
    throw new UserError('privacy.oneAtATime', {}, `${command} ${dimension}:"${rest.trim()}"`)
  }
  if (name === '') throw new UserError('privacy.whom', { command }, example)
  return { type: 'person', person: { dimension, name } }
}
