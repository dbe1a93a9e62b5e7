import { EMPTY_POLICIES, type EmptyPolicy } from '../core/digest.ts'
import { UserError } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'
import type { ScheduleDays } from '../core/schedule.ts'
import { leadingVerb, nearestVerb, verbNamed } from '../language/verb-words.ts'
import { keyedValue, parseZone, type Token, tokenise } from '../parse/index.ts'
import { readLocale } from './message-locale.ts'
import { type ReadySet, readySet } from './ready-sets.ts'
import { daysNamed, joinDays, leadsToDays, minuteNamed, spokenHour } from './schedule-words.ts'

/** What people call the things that can be done with a digest, in any language. */
const VERB_WORDS = {
  create:
    'create add new make создать создай добавить добавь новая құру құр қосу жаңа sukurti sukurk prideti nauja',
  list: 'list show all список показать покажи все тізім көрсету көрсет sąrašas rodyti rodyk visi',
  preview: 'preview test предпросмотр посмотреть алдын-ала peržiūra perziureti',
  now: 'now send run сейчас отправить отправь қазір жіберу жібер dabar siųsti siųsk',
  edit: 'edit change set изменить измени өзгерту өзгерт keisti pakeisti pakeisk',
  pause: 'pause stop пауза приостановить останови тоқтату тоқтат pristabdyti pristabdyk',
  resume:
    'resume start continue возобновить возобнови продолжить продолжи жалғастыру жалғастыр tęsti tęsk',
  delete: 'delete remove удалить удали жою жой šalinti ištrinti ištrink',
  history: 'history log история тарих istorija',
} as const

/** The parts of a digest that can be named, in any language: `zone:Asia/Almaty`, `зона:Asia/Almaty`. */
const KEY_WORDS = {
  name: 'name название имя атауы аты pavadinimas',
  days: 'days day дни день күндер күні dienos diena',
  at: 'at time время в уақыты сағат laikas',
  zone: 'zone timezone зона пояс белдеу зонасы zona juosta',
  in: 'in to куда где канал қайда арна kur kanalas',
  lang: 'lang language язык тіл тілі kalba',
  empty: 'empty пусто бос tuščia',
  contents: 'contents content содержание мазмұны turinys',
} as const

/** What a line says of a digest; what it does not say is not there. */
export interface DigestDraft {
  readonly name?: string
  readonly days?: ScheduleDays
  readonly minute?: number
  readonly zone?: string
  /** As it was typed: a channel, or `me`. */
  readonly place?: string
  readonly locale?: Locale
  readonly whenEmpty?: EmptyPolicy
  readonly contents?: readonly string[]
}

export type DigestRequest =
  | { readonly verb: 'list' }
  | { readonly verb: 'create'; readonly draft: DigestDraft }
  | { readonly verb: 'edit'; readonly digest: string; readonly draft: DigestDraft }
  | {
      readonly verb: 'preview' | 'now' | 'pause' | 'resume' | 'delete' | 'history'
      readonly digest: string
    }

/**
 * Reads what `/subscribe` is asked: what `/digest` is, for one person, where a line that
 * begins with no verb makes a new one; nothing at all lists them.
 */
export function readSubscription(line: string): DigestRequest {
  const tokens = tokenise(line)
  const verb = tokens[0] && verbNamed(VERB_WORDS, tokens[0].text)
  if (!tokens[0] || (verb && verb !== 'create')) return readDigestRequest(line)
  const draft = readDraft(line, verb ? tokens.slice(1) : tokens, false)
  const name = draft.name ?? draft.contents?.join('; ').slice(0, 40)
  return { verb: 'create', draft: { ...draft, ...(name ? { name } : {}), place: 'me' } }
}

/**
 * Reads what `/digest` is asked: a verb, a digest by its id or name, and for a new one its
 * name, days, time and contents in this order, with named parts anywhere. Throws a
 * UserError that says which word is wrong.
 */
export function readDigestRequest(line: string): DigestRequest {
  const [first, ...rest] = tokenise(line)
  if (!first) return { verb: 'list' }
  const verb = verbNamed(VERB_WORDS, first.text)
  if (verb === undefined) {
    const meant = nearestVerb(VERB_WORDS, first.text)
    throw new UserError(
      'digests.unknown-verb',
      { word: first.text.slice(0, 60), list: Object.keys(VERB_WORDS).join(', ') },
      meant && `digest ${meant}${line.slice(first.end)}`,
    )
  }
  if (verb === 'list') return { verb }
  if (verb === 'create') return { verb, draft: readDraft(line, rest, true) }
  const [which, ...changes] = rest
  if (!which) throw new UserError('digests.which', { verb }, 'D-1')
  if (verb === 'edit') {
    return { verb, digest: which.text, draft: readDraft(line, changes, false) }
  }
  return { verb, digest: which.text }
}

/** Returns whether a request only looks at digests; what cannot be read does not. */
export function onlyReadsDigests(request: string): boolean {
  const verb = leadingVerb(VERB_WORDS, request)
  return verb === 'list' || verb === 'preview' || verb === 'history' || request.trim() === ''
}

/** Reads the parts of a digest. Throws a UserError for a part that is not right. */
function readDraft(line: string, tokens: readonly Token[], named: boolean): DigestDraft {
  const keyed = tokens.filter(({ key }) => keyNamed(key) !== undefined)
  const parts = new Map(keyed.map((token) => [keyNamed(token.key), keyedValue(token)]))
  const plain = tokens.filter((token) => !keyed.includes(token))
  let index = 0
  let name = parts.get('name')
  if (named && name === undefined && plain[0] && !isTime(plain[0].text)) {
    name = plain[0].text
    index = 1
  }
  let days = parts.has('days') ? readDays(parts.get('days') ?? '') : undefined
  /** A word such as `daily` is days and, where nothing else is said, contents. */
  let set: ReadySet | undefined
  let minute = parts.has('at') ? readMinute(parts.get('at') ?? '') : undefined
  for (; index < plain.length; index += 1) {
    const token = plain[index] as Token
    if (token.quoted) break
    const [word, next] = [token.text.replace(/[:;]$/, ''), plain[index + 1]?.text ?? '']
    const pair = daysNamed(`${word} ${next}`)
    const found = pair ?? daysNamed(word)
    const time = minuteNamed(word)
    const spoken = spokenHour(word, next)
    if (days !== undefined && readySet(word)) break
    if (minute === undefined && spoken !== undefined) {
      minute = spoken === 'impossible' ? readMinute(`${word}:00`) : spoken
      index += 1
    } else if (minute === undefined && time !== undefined) minute = readMinute(word)
    else if (found && (days === undefined || joinDays(days, found))) {
      days = days === undefined ? found : joinDays(days, found)
      if (pair) index += 1
      set = readySet(word)
    } else if (!leadsToDays(word)) break
  }
  const said = parts.has('contents')
    ? splitLines(parts.get('contents') ?? '')
    : contentsFrom(line, plain.slice(index), keyed)
  const contents = said.length === 0 && set !== undefined ? [set] : said
  const zone = parts.get('zone')
  const place = parts.get('in')
  const locale = parts.has('lang') ? readLocale(parts.get('lang') ?? '') : undefined
  const whenEmpty = parts.has('empty') ? readEmpty(parts.get('empty') ?? '') : undefined
  return {
    ...(name === undefined ? {} : { name }),
    ...(days === undefined ? {} : { days }),
    ...(minute === undefined ? {} : { minute }),
    ...(zone === undefined ? {} : { zone: parseZone(zone) }),
    ...(place === undefined ? {} : { place }),
    ...(locale === undefined ? {} : { locale }),
    ...(whenEmpty === undefined ? {} : { whenEmpty }),
    ...(contents.length === 0 ? {} : { contents }),
  }
}

function keyNamed(key: string | undefined): keyof typeof KEY_WORDS | undefined {
  return key === undefined ? undefined : verbNamed(KEY_WORDS, key)
}

function isTime(word: string): boolean {
  return daysNamed(word) !== undefined || minuteNamed(word) !== undefined
}

function readDays(text: string): ScheduleDays {
  const days = daysNamed(text)
  if (days) return days
  throw new UserError('digests.unknown-days', { days: text.slice(0, 60) }, 'days:weekdays')
}

function readMinute(text: string): number {
  const minute = minuteNamed(text) ?? minuteNamed(`${text}:00`)
  if (typeof minute === 'number') return minute
  throw new UserError('digests.no-such-time', { time: text.slice(0, 60) }, '09:00')
}

function readEmpty(text: string): EmptyPolicy {
  const policy = EMPTY_POLICIES.find((each) => each === text.toLowerCase())
  if (policy) return policy
  const value = text.slice(0, 60)
  const list = EMPTY_POLICIES.join(', ')
  throw new UserError('digests.unknown-empty', { value, list }, 'empty:line')
}

/** The command lines at the end: quoted ones are one each, others end with a semicolon. */
function contentsFrom(
  line: string,
  tokens: readonly Token[],
  keyed: readonly Token[],
): readonly string[] {
  const [first] = tokens
  const last = tokens.at(-1)
  if (!first || !last) return []
  if (tokens.every(({ quoted }) => quoted)) return tokens.map(({ text }) => text.trim())
  const between = keyed.filter(({ start }) => start > first.start && start < last.end)
  let text = ''
  let from = first.start
  for (const token of between) {
    text += line.slice(from, token.start)
    from = token.end
  }
  return splitLines(text + line.slice(from, last.end))
}

/** Splits at semicolons that stand outside quotes. */
function splitLines(text: string): readonly string[] {
  return (text.match(/(?:"[^"]*"|[^;"])+/g) ?? [])
    .map((each) => each.trim().replace(/^[:/]+/, ''))
    .filter((each) => each !== '')
}
