import { UserError } from '../core/errors.ts'
import type { ImportOptions } from '../ingest/index.ts'
import { nearest } from '../language/nearest.ts'
import { keyedValue, quoteName, type Token } from '../parse/index.ts'

/** The flags of `cxbot import` that take a value, as they are called in a chat. */
const WITH_VALUE = {
  kind: 'kind',
  scale: 'scale',
  answers: 'answers',
  comma: 'comma',
  map: 'map',
  set: 'set',
  date: 'dateFormat',
  'date-format': 'dateFormat',
  encoding: 'encoding',
  delimiter: 'delimiter',
  sheet: 'sheet',
  reversed: 'reversed',
  anyway: 'acceptBadRows',
} as const satisfies Record<string, keyof ImportOptions>
const BARE: Readonly<Record<string, ImportOptions>> = {
  reversed: { reversed: true },
  'no-reversed': { reversed: false },
  yes: { acceptBadRows: true },
}
const DATE_ORDERS: Readonly<Record<string, string>> = {
  dmy: 'd/M/yyyy|d.M.yyyy|d-M-yyyy',
  mdy: 'M/d/yyyy|M.d.yyyy|M-d-yyyy',
  ymd: 'iso|yyyy/M/d|yyyy.M.d',
}
const YES = ['yes', 'true', 'on', '1', 'да', 'иә', 'taip']

type Name = keyof typeof WITH_VALUE

function isName(word: string): word is Name {
  return Object.hasOwn(WITH_VALUE, word)
}

/** Returns the words of a token as they were meant: `"score=How likely"`, `store="Old Town"`. */
function spelled(token: Token): string {
  const joined = keyedValue(token)
  return token.key === undefined ? token.text : `${token.key}=${joined}`
}

function withFlag(options: ImportOptions, name: Name, value: string): ImportOptions {
  const field = WITH_VALUE[name]
  switch (field) {
    case 'map':
    case 'set':
      return { ...options, [field]: [...(options[field] ?? []), value] }
    case 'reversed':
    case 'acceptBadRows':
      return { ...options, [field]: YES.includes(value.toLowerCase()) }
    case 'dateFormat':
      return { ...options, dateFormat: DATE_ORDERS[value.toLowerCase()] ?? value }
    default:
      return { ...options, [field]: value }
  }
}

/**
 * Reads the flags of `cxbot import` as people write them in a chat, `scale:0..10`, or as they
 * stand in its messages, `--scale 0..10`. Throws a UserError for a word that is none.
 */
export function readFlags(tokens: readonly Token[]): ImportOptions {
  let options: ImportOptions = {}
  const left = [...tokens]
  for (let token = left.shift(); token; token = left.shift()) {
    const name = (token.key ?? token.text).toLowerCase()
    const next = left[0]
    if (token.key !== undefined && isName(name)) {
      options = withFlag(options, name, keyedValue(token))
    } else if (token.key === undefined && Object.hasOwn(BARE, name)) {
      options = { ...options, ...BARE[name] }
    } else if (token.key === undefined && isName(name) && next) {
      left.shift()
      options = withFlag(options, name, spelled(next))
    } else {
      const known = Object.keys(WITH_VALUE)
      throw new UserError(
        'drop.unknown-flag',
        { value: token.text.slice(0, 40), known: known.join(', ') },
        nearest(name, known),
      )
    }
  }
  return options
}

/** Returns flags as one line that `readFlags` reads back. */
export function flagsLine(options: ImportOptions): string {
  const { acceptBadRows, map = [], reversed, set = [] } = options
  const given = (name: string, value: string | undefined): readonly string[] =>
    value === undefined ? [] : [`${name}:${quoteName(value)}`]
  return [
    ...given('kind', options.kind),
    ...given('scale', options.scale),
    ...given('answers', options.answers),
    ...given('comma', options.comma),
    ...given('date', options.dateFormat),
    ...given('encoding', options.encoding),
    ...given('delimiter', options.delimiter),
    ...given('sheet', options.sheet),
    ...map.flatMap((each) => given('map', each)),
    ...set.flatMap((each) => given('set', each)),
    ...(reversed === undefined ? [] : [`reversed:${reversed ? 'yes' : 'no'}`]),
    ...(acceptBadRows ? ['anyway:yes'] : []),
  ].join(' ')
}
