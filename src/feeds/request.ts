import { durationNamed } from '../alerts/rule-words.ts'
import { UserError } from '../core/errors.ts'
import type { FeedSettings } from '../core/feed.ts'
import { fold } from '../language/fold.ts'
import { leadingVerb, nearestVerb, verbNamed } from '../language/verb-words.ts'
import { sourceOfLink } from '../moderation/source-of-link.ts'
import { breakdownOf, keyedValue, type Token, tokenise } from '../parse/index.ts'
import { PUBLIC_WEB, permittedUrl } from './address.ts'

const VERB_WORDS = {
  add: 'add new create добавить новая қосу жаңа pridėti naujas',
  list: 'list show all список показать тізім көрсету sąrašas rodyti',
  test: 'test now read проверить сейчас сынау қазір išbandyti dabar',
  pause: 'pause stop пауза приостановить тоқтату pristabdyti',
  resume: 'resume start continue возобновить продолжить жалғастыру tęsti',
  remove: 'remove delete удалить жою šalinti ištrinti',
} as const
export type FeedVerb = keyof typeof VERB_WORDS
const VERBS = Object.keys(VERB_WORDS) as readonly FeedVerb[]
const EVERY = 'every каждые каждый каждую раз-в сайын әр kas'.split(' ').map(fold)
const KEYS = ['every', 'source', 'brand', 'kind', 'url'] as const
type Key = (typeof KEYS)[number]

const USUAL_SECONDS = 1800
const SHORTEST_SECONDS = 300
const LONGEST_SECONDS = 7 * 86_400
const LONGEST_NAME = 200

export type FeedRequest =
  | { readonly verb: 'list' }
  | { readonly verb: 'form' }
  | { readonly verb: 'add'; readonly settings: FeedSettings }
  | { readonly verb: 'test' | 'pause' | 'resume' | 'remove'; readonly feed: string }

/**
 * Reads what `/feed` is asked: a verb, and an address with how often it is read and what it
 * is, or a feed. Throws a UserError that says which word is wrong.
 */
export function readFeedRequest(line: string): FeedRequest {
  const [first, ...rest] = tokenise(line)
  if (!first) return { verb: 'list' }
  if (isAddress(first, line)) return { verb: 'add', settings: readSettings([first, ...rest], line) }
  const verb = verbNamed(VERB_WORDS, first.text)
  if (verb === undefined) {
    const meant = nearestVerb(VERB_WORDS, first.text)
    throw new UserError(
      'feeds.unknown-verb',
      { word: first.text.slice(0, 60), list: VERBS.join(', ') },
      meant && `feed ${meant}${line.slice(first.end)}`,
    )
  }
  if (verb === 'list') return { verb }
  if (verb === 'add') {
    return rest.length === 0 ? { verb: 'form' } : { verb, settings: readSettings(rest, line) }
  }
  const [which] = rest
  if (!which) throw new UserError('feeds.which', { verb }, `feed ${verb} N-1`)
  return { verb, feed: which.text }
}

/** Returns whether a request only looks at feeds; what cannot be read does not. */
export function onlyReadsFeeds(request: string): boolean {
  return request.trim() === '' || leadingVerb(VERB_WORDS, request) === 'list'
}

function isAddress({ start, end }: Token, line: string): boolean {
  return /^<?(?:https?|feed|ftp|file|gopher):\/\//i.test(line.slice(start, end))
}

function readSettings(tokens: readonly Token[], line: string): FeedSettings {
  const parts = new Map<Key, string>()
  const plain: Token[] = []
  for (const token of tokens) {
    const key = keyNamed(token.key)
    if (key === undefined || isAddress(token, line)) plain.push(token)
    else parts.set(key, keyedValue(token))
  }
  let address = parts.get('url')
  let every = parts.get('every')
  for (let index = 0; index < plain.length; index += 1) {
    const token = plain[index] as Token
    if (isAddress(token, line)) address ??= line.slice(token.start, token.end)
    else if (EVERY.includes(fold(token.text))) {
      const [one = '', two = ''] = [plain[index + 1]?.text, plain[index + 2]?.text]
      const together = durationNamed(one) === undefined && durationNamed(`${one} ${two}`)
      every = together ? `${one} ${two}` : one
      index += together ? 2 : 1
    } else if (address === undefined && token.text.includes('.')) {
      address = `https://${token.text}`
    } else {
      throw new UserError(
        'feeds.unknown-part',
        { part: token.text.slice(0, 60), list: KEYS.join(', ') },
        'https://forum.example/posts.json every 30m source:Forum',
      )
    }
  }
  const url = readAddress(address)
  return {
    url,
    everySeconds: every === undefined ? USUAL_SECONDS : readEvery(every),
    kind: readKind(parts.get('kind')),
    source: name('source', parts.get('source')) ?? sourceOfLink(url),
    brand: name('brand', parts.get('brand')),
  }
}

function keyNamed(key: string | undefined): Key | undefined {
  if (key === undefined) return undefined
  const dimension = breakdownOf(key)
  return KEYS.find((each) => each === key.toLowerCase() || each === dimension)
}

function readAddress(text: string | undefined): string {
  /** Only shown: as a command of its own it would be a button that adds this very feed. */
  const example = 'https://forum.example/posts.json'
  const address = text?.trim().replace(/^<|>$/g, '').split('|')[0]
  if (address === undefined || address === '') throw new UserError('feeds.no-address', {}, example)
  const url = permittedUrl(address, PUBLIC_WEB)
  if (url) return url.href
  const value = address.slice(0, 100)
  const secure = address.replace(/^http:/i, 'https:')
  if (secure !== address && permittedUrl(secure, PUBLIC_WEB)) {
    throw new UserError('feeds.not-https', { value }, `feed add ${secure}`)
  }
  throw new UserError('feeds.address-refused', { value }, example)
}

function readEvery(text: string): number {
  const seconds = durationNamed(text)
  if (seconds === undefined) {
    throw new UserError('feeds.no-interval', { text: text.slice(0, 40) }, 'every 30m')
  }
  if (seconds < SHORTEST_SECONDS || seconds > LONGEST_SECONDS) {
    throw new UserError('feeds.interval-range', { text: text.slice(0, 40) }, 'every 30m')
  }
  return seconds
}

function readKind(text: string | undefined): FeedSettings['kind'] {
  const kind = text?.toLowerCase() ?? 'mention'
  if (kind === 'mention' || kind === 'review') return kind
  throw new UserError('feeds.no-kind', { value: kind.slice(0, 40) }, 'kind:review')
}

function name(field: string, value: string | undefined): string | null {
  const trimmed = value?.trim() ?? ''
  if (trimmed.length > LONGEST_NAME) throw new UserError('feeds.name-too-long', { field })
  return trimmed === '' ? null : trimmed
}
