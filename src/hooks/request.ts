import { UserError } from '../core/errors.ts'
import { FEEDBACK_KINDS, type FeedbackKind, type Scale } from '../core/feedback.ts'
import {
  HOOK_FIELDS,
  HOOK_PRESETS,
  type HookField,
  type HookPreset,
  type HookSettings,
} from '../core/hook.ts'
import { nearest } from '../language/nearest.ts'
import { leadingVerb, nearestVerb, verbNamed } from '../language/verb-words.ts'
import { isRecommendQuestion } from '../metrics/nps.ts'
import { type Token, tokenise } from '../parse/index.ts'

const VERB_WORDS = {
  add: 'add new create добавить новый қосу жаңа pridėti naujas',
  list: 'list show all список показать тізім көрсету sąrašas rodyti',
  rotate: 'rotate key renew сменить ключ ауыстыру кілт keisti raktas',
  remove: 'remove delete удалить жою šalinti ištrinti',
} as const
const VERBS = Object.keys(VERB_WORDS) as readonly (keyof typeof VERB_WORDS)[]
const OWN_KEYS = ['kind', 'scale', 'reversed', 'source', 'secret'] as const
const TITLES: Readonly<Record<HookPreset, string>> = {
  json: 'Webhook',
  typeform: 'Typeform',
  formbricks: 'Formbricks',
  delighted: 'Delighted',
}
/** Tools that give their own key. */
const OWN_SECRET: ReadonlySet<HookPreset> = new Set(['formbricks', 'delighted'])
/** Tools that do not say what kind of answer it is. */
const KIND_NEEDED: ReadonlySet<HookPreset> = new Set(['json', 'formbricks'])
const LONGEST = 200

export type HookRequest =
  | { readonly verb: 'list' }
  | { readonly verb: 'add'; readonly settings: HookSettings; readonly secret: string | null }
  | { readonly verb: 'rotate'; readonly hook: string; readonly secret: string | null }
  | { readonly verb: 'remove'; readonly hook: string }

/**
 * Reads what `/hook` is asked: a verb, and a tool with what its answers are, or a hook.
 * `score:…`, `text:…` and the like say where these stand. Throws a UserError that
 * says which word is wrong.
 */
export function readHookRequest(line: string): HookRequest {
  const [first, ...rest] = tokenise(line)
  if (!first) return { verb: 'list' }
  const verb = verbNamed(VERB_WORDS, first.text)
  if (verb === undefined) {
    const meant = nearestVerb(VERB_WORDS, first.text)
    throw new UserError(
      'hooks.unknown-verb',
      { word: first.text.slice(0, 60), list: VERBS.join(', ') },
      meant && `hook ${meant}${line.slice(first.end)}`,
    )
  }
  if (verb === 'list') return { verb }
  if (verb === 'add') return { verb, ...readDraft(rest) }
  const [which, ...more] = rest
  if (!which) throw new UserError('hooks.which', { verb }, `hook ${verb} H-1`)
  if (verb === 'remove') return { verb, hook: which.text }
  const secret = more.find(({ key }) => key?.toLowerCase() === 'secret')
  return { verb, hook: which.text, secret: secret ? readSecret(writtenValue(secret)) : null }
}

/** Returns whether a request only looks at hooks; what cannot be read does not. */
export function onlyReadsHooks(request: string): boolean {
  return request.trim() === '' || leadingVerb(VERB_WORDS, request) === 'list'
}

/** Returns whether the tool gives its own key. */
export function hasOwnSecret(preset: HookPreset): boolean {
  return OWN_SECRET.has(preset)
}

function readDraft(tokens: readonly Token[]): {
  readonly settings: HookSettings
  readonly secret: string | null
} {
  const preset = readPreset(tokens[0])
  const own = new Map<(typeof OWN_KEYS)[number], string>()
  const paths: Partial<Record<HookField, string>> = {}
  for (const token of tokens.slice(1)) {
    const key = token.key?.toLowerCase()
    const field = HOOK_FIELDS.find((each) => each === key)
    const known = OWN_KEYS.find((each) => each === key)
    const value = writtenValue(token)
    if (value.length > LONGEST) throw new UserError('hooks.too-long', { field: key ?? '' })
    if (known) own.set(known, value)
    else if (field) paths[field] = value
    else {
      const list = [...OWN_KEYS, ...HOOK_FIELDS]
      const close = key === undefined ? undefined : nearest(key, list)
      throw new UserError(
        'hooks.unknown-part',
        { part: token.text.slice(0, 60), list: list.join(', ') },
        close && `${close}:${value}`,
      )
    }
  }
  const kind = readKind(own.get('kind'))
  if (kind === null && KIND_NEEDED.has(preset)) {
    throw new UserError(
      'hooks.kind-needed',
      { tool: TITLES[preset] },
      `hook add ${preset} kind:nps`,
    )
  }
  const scale = readScale(own.get('scale'), own.get('reversed'))
  if (kind === 'nps' && scale && !isRecommendQuestion({ kind, scale })) {
    const asked = `${scale.min}..${scale.max}`
    throw new UserError('hooks.nps-scale', { scale: asked }, `kind:csat scale:${asked}`)
  }
  const secret = own.has('secret') ? readSecret(own.get('secret') ?? '') : null
  if (secret === null && OWN_SECRET.has(preset)) {
    throw new UserError(
      'hooks.secret-needed',
      { tool: TITLES[preset] },
      `hook add ${preset}${kind ? ` kind:${kind}` : ''} secret:…`,
    )
  }
  // With a tool these are the bot's own words, not places in what it sends.
  const fixed = preset === 'json' ? {} : { brand: paths.brand, survey: paths.survey }
  return {
    settings: {
      preset,
      kind,
      scale,
      source: own.get('source') || TITLES[preset],
      brand: fixed.brand ?? null,
      survey: fixed.survey ?? null,
      paths,
    },
    secret,
  }
}

function writtenValue({ parts, text, key }: Token): string {
  return key === undefined ? text : parts.map((part) => part.text).join(',')
}

function readPreset(token: Token | undefined): HookPreset {
  const list = HOOK_PRESETS.join(', ')
  if (!token) throw new UserError('hooks.which-tool', { list }, 'hook add typeform')
  const wanted = token.text.toLowerCase()
  const preset = HOOK_PRESETS.find((each) => each === wanted)
  if (preset) return preset
  const close = nearest(wanted, HOOK_PRESETS)
  throw new UserError(
    'hooks.unknown-tool',
    { tool: token.text.slice(0, 60), list },
    close && `hook add ${close}`,
  )
}

function readKind(text: string | undefined): FeedbackKind | null {
  if (text === undefined || text === '') return null
  const kind = FEEDBACK_KINDS.find((each) => each === text.toLowerCase())
  if (kind) return kind
  const list = FEEDBACK_KINDS.join(', ')
  throw new UserError('hooks.unknown-kind', { value: text.slice(0, 40), list }, 'kind:nps')
}

function readScale(text: string | undefined, reversed: string | undefined): Scale | null {
  if (text === undefined || text === '') return null
  const match = /^(\d{1,3})\s*(?:\.{2,3}|…|[-–])\s*(\d{1,3})$/.exec(text)
  const [min, max] = [Number(match?.[1]), Number(match?.[2])]
  if (!match || min >= max) {
    throw new UserError('hooks.no-scale', { value: text.slice(0, 40) }, 'scale:0..10')
  }
  return { min, max, reversed: reversed !== undefined && !/^(?:no|false|0)$/i.test(reversed) }
}

function readSecret(text: string): string {
  if (text.length >= 16 && text.length <= LONGEST) return text
  throw new UserError('hooks.short-secret', { least: 16 })
}
