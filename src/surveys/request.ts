import { durationNamed } from '../alerts/rule-words.ts'
import { UserError } from '../core/errors.ts'
import type { Scale } from '../core/feedback.ts'
import { SURVEY_KINDS, type SurveyKind } from '../core/survey.ts'
import { fold } from '../language/fold.ts'
import { nearest } from '../language/nearest.ts'
import { leadingVerb, nearestVerb, verbNamed } from '../language/verb-words.ts'
import { keyedValue, type Token, tokenise } from '../parse/index.ts'

/** What people call the things that can be done with a survey, in any language. */
const VERB_WORDS = {
  create: 'create add new создать добавить новый құру қосу жаңа sukurti pridėti nauja',
  send: 'send ask отправить послать спросить жіберу сұрау siųsti klausti',
  list: 'list show список показать тізім көрсету sąrašas rodyti',
  results: 'results result итоги результаты нәтиже нәтижелер rezultatai',
  close: 'close end stop закрыть завершить жабу аяқтау uždaryti baigti',
  delete: 'delete remove удалить жою šalinti ištrinti',
} as const satisfies Readonly<Record<string, string>>

const KEY_WORDS = {
  kind: 'kind type вид тип түрі rūšis',
  question: 'question вопрос сұрақ klausimas',
  name: 'name название имя атауы pavadinimas',
  scale: 'scale шкала skalė',
  why: 'why почему неге kodėl',
  until: 'until closes до дейін iki',
  cooldown: 'cooldown пауза үзіліс pertrauka',
  in: 'in в қайда kur',
} as const
type Key = keyof typeof KEY_WORDS
/** A shorter word before a colon is like too many others to be taken for a slip. */
const LEAST_LETTERS = 4
/** Keys that may stand before their value as a word of their own: `until 3d`. */
const LOOSE: readonly Key[] = ['scale', 'until', 'cooldown']
const OFF = new Set('off no none нет выкл жоқ ne'.split(' ').map(fold))

/** What a line says of a survey; what it does not say is not there. */
export interface SurveyDraft {
  readonly kind?: SurveyKind
  readonly question?: string
  readonly name?: string
  readonly scale?: Scale
  /** Null where nothing is to be asked. */
  readonly why?: string | null
  /** As it was typed: a duration or a day. */
  readonly until?: string
  readonly cooldownSeconds?: number
  /** As it was typed. */
  readonly place?: string
}

export type SurveyRequest =
  | { readonly verb: 'list' }
  | { readonly verb: 'create'; readonly draft: SurveyDraft }
  | {
      readonly verb: 'send'
      readonly survey: string | undefined
      /** As they were typed: a place, or people. */
      readonly to: readonly string[]
      /** How many people read the place. */
      readonly people: number | null
    }
  | {
      readonly verb: 'results' | 'close' | 'delete'
      readonly survey: string | undefined
      /** It is meant in spite of what was said against it. */
      readonly anyway: boolean
    }

/** Reads what `/survey` is asked. Throws a UserError that says which word is wrong. */
export function readSurveyRequest(line: string): SurveyRequest {
  const [first, ...rest] = tokenise(line)
  if (!first) return { verb: 'create', draft: {} }
  const verb = verbNamed(VERB_WORDS, first.text)
  if (verb === undefined) {
    const meant = nearestVerb(VERB_WORDS, first.text)
    throw new UserError(
      'surveys.unknown-verb',
      { word: first.text.slice(0, 60), list: Object.keys(VERB_WORDS).join(', ') },
      meant && `survey ${meant}${line.slice(first.end)}`,
    )
  }
  if (verb === 'list') return { verb }
  if (verb === 'create') return { verb, draft: readDraft(rest, line) }
  const [which, ...others] = rest
  if (verb !== 'send') {
    return { verb, survey: which?.text, anyway: others.some(({ text }) => isAnyway(text)) }
  }
  const counted = others.find(({ key }) => key?.toLowerCase() === 'people')
  const to = others
    .filter((token) => token !== counted)
    .map((token) =>
      keyNamed(token.key) === 'in' ? keyedValue(token) : line.slice(token.start, token.end).trim(),
    )
    .filter((word) => !/^(?:to|кому|кімге|kam)$/i.test(word))
  return { verb, survey: which?.text, to, people: counted ? readPeople(keyedValue(counted)) : null }
}

/** Returns whether a request only looks at surveys. */
export function onlyReadsSurveys(request: string): boolean {
  const verb = leadingVerb(VERB_WORDS, request)
  return verb === 'list' || verb === 'results' || request.trim() === ''
}

function keyNamed(text: string | undefined): Key | undefined {
  return verbNamed(KEY_WORDS, text ?? '')
}

function isAnyway(text: string): boolean {
  return /^(?:anyway|yes|да|всё-равно|иә|бәрібір|taip|vis-tiek)$/i.test(text)
}

/** A mistyped part would be asked as a question. */
function refuseMistyped({ key, start }: Token, line: string): void {
  if (key === undefined || key.length < LEAST_LETTERS) return
  const meant = nearestVerb(KEY_WORDS, key)
  if (meant === undefined) return
  throw new UserError(
    'surveys.unknown-part',
    { part: key.slice(0, 60), list: Object.keys(KEY_WORDS).join(', ') },
    `survey ${line.slice(0, start)}${meant}${line.slice(start + key.length)}`,
  )
}

function readDraft(tokens: readonly Token[], line: string): SurveyDraft {
  const words: string[] = []
  let draft: SurveyDraft = {}
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as Token
    const next = tokens[index + 1]
    const key = keyNamed(token.key)
    const loose = token.quoted ? undefined : keyNamed(token.text)
    if (!key) refuseMistyped(token, line)
    if (key) draft = { ...draft, ...readPart(key, keyedValue(token)) }
    else if (loose && LOOSE.includes(loose) && next && /^\d/.test(next.text)) {
      draft = { ...draft, ...readPart(loose, next.text) }
      index += 1
    } else if (draft.kind === undefined && words.length === 0 && !token.quoted) {
      draft = { ...draft, ...readPart('kind', token.text) }
    } else words.push(token.text)
  }
  const question = draft.question ?? words.join(' ').trim()
  return question === '' ? draft : { ...draft, question }
}

function readPart(key: Key, value: string): SurveyDraft {
  const text = value.trim()
  switch (key) {
    case 'kind': {
      const kind = SURVEY_KINDS.find((each) => each === text.toLowerCase())
      if (kind) return { kind }
      const list = SURVEY_KINDS.join(', ')
      throw new UserError(
        'surveys.unknown-kind',
        { kind: text.slice(0, 60), list },
        `survey create ${nearest(text, SURVEY_KINDS) ?? 'nps'}`,
      )
    }
    case 'question':
      return { question: text }
    case 'name':
      return { name: text }
    case 'scale':
      return { scale: readScale(text) }
    case 'why':
      return { why: OFF.has(fold(text)) ? null : text }
    case 'until':
      return { until: text }
    case 'cooldown': {
      const seconds = text === '0' ? 0 : durationNamed(text)
      if (seconds !== undefined) return { cooldownSeconds: seconds }
      throw new UserError('surveys.no-duration', { text: text.slice(0, 60) }, 'cooldown:30d')
    }
    case 'in':
      return { place: text }
  }
}

/** `1..5` and `1-5`; `5..1` where the lowest number is the best answer. */
function readScale(text: string): Scale {
  const match = /^(\d{1,2})\s*(?:\.\.|-|–|—|…)\s*(\d{1,2})$/.exec(text)
  const [from, to] = [Number(match?.[1]), Number(match?.[2])]
  const [min, max] = [Math.min(from, to), Math.max(from, to)]
  const answers = max - min + 1
  if (match && answers >= 2 && answers <= MOST_BUTTONS) return { min, max, reversed: from > to }
  throw new UserError(
    'surveys.no-scale',
    { scale: text.slice(0, 40), most: MOST_BUTTONS },
    'scale:1..5',
  )
}

const MOST_BUTTONS = 11

function readPeople(text: string): number {
  const people = Number(text)
  if (Number.isInteger(people) && people > 0 && people <= 1_000_000) return people
  throw new UserError('surveys.no-people', { text: text.slice(0, 40) }, 'people:25')
}
