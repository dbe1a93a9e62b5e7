import type { Schema } from '../schema.ts'

/** What forgetting a person does with a column that holds text. */
export type Decision =
  /** Goes with the row of what was theirs. */
  | 'goes'
  /** A name: emptied where it is theirs. */
  | 'name'
  /** Words of others: the name is cut out. */
  | 'words'
  /** Settings, questions and answers about somebody: the row goes. */
  | 'about'
  /** A note beside something: emptied where it names them. */
  | 'note'
  /** A platform's account: emptied when the account is forgotten. */
  | 'account'
  /** Who answers surveys, by a pseudonym: the row goes. */
  | 'respondent'
  /** On its way in or out: emptied when it was done, dropped where it names them. */
  | 'queue'
  /** Never about a person. */
  | Nobody

/** Why a column names nobody. */
export interface Nobody {
  readonly nobody: string
}

/** The columns of a table that may hold text. */
export type TextColumn<Table> = {
  [Column in keyof Table]-?: Extract<Unwrapped<Table[Column]>, string | Uint8Array> extends never
    ? never
    : Column
}[keyof Table] &
  string

type Unwrapped<Value> = Value extends { readonly __select__: infer Selected } ? Selected : Value

type Decisions = {
  readonly [Table in keyof Schema]: { readonly [Column in TextColumn<Schema[Table]>]: Decision }
} & { readonly opinion_tally: Readonly<Record<string, never>> }

const code: Nobody = { nobody: 'a word of the program' }
const setting: Nobody = { nobody: 'a zone, a language or the name of a workspace' }
const hash: Nobody = { nobody: 'a hash, or random' }
const place: Nobody = { nobody: 'the id of a place, a bot or a message' }
const thing: Nobody = { nobody: 'the name of a question, an aspect or a group' }
const counts: Nobody = { nobody: 'numbers by codes' }

/**
 * What happens to every column with text when a person is forgotten: the erasure is carried
 * out by this list, and a table or a column that is missing here fails the build.
 */
export const DECISIONS: Decisions = {
  workspace: { name: setting, zone: setting, locale: setting },
  counter: { name: code },
  term: { name: 'goes', folded: 'goes' },
  series: { kind: code, survey: thing },
  feedback: { external_id: 'goes', text: 'words', url: 'note', aspects: counts },
  feedback_tag: {},
  factor_score: { factor: thing },
  feedback_aspect: {},
  correction: {
    part: code,
    aspect: thing,
    value: code,
    by_user: 'account',
    by_name: 'name',
    undone_user: 'account',
    undone_name: 'name',
  },
  finding: { analysis: 'words' },
  lessons: { version: code, weights: { nobody: 'weights of hashed words of all texts' } },
  reading: { version: code },
  tally: {},
  opinion_tally: {},
  import: {
    file: 'words',
    fingerprint: hash,
    mapping: 'words',
    state: code,
    reasons: counts,
  },
  import_occurrence: { content: hash },
  report: { command_line: 'about', locale: setting, zone: setting, report: 'about' },
  migration: { name: code },
  access_account: {
    platform: code,
    community: place,
    user_id: 'account',
    name: 'name',
    by_user: 'account',
  },
  access_group: { platform: code, community: place, group_id: thing, by_user: 'account' },
  access_place: {
    platform: code,
    community: place,
    channel: place,
    thread: place,
    scope: 'about',
    by_user: 'account',
  },
  access_invite: { hash, by_user: 'account' },
  access_audit: {
    platform: code,
    user_community: place,
    user_id: 'account',
    name: 'name',
    community: place,
    channel: place,
    thread: place,
    command: code,
    outcome: code,
    detail: 'words',
  },
  digest: { settings: 'about', state: code, reason: code, detail: 'note' },
  digest_slot: { date: counts, state: code, detail: 'note' },
  alert: { settings: 'about', state: code, reason: code },
  alert_incident: { subject: 'about', acknowledged_by: 'note', reading: 'about' },
  logged: { by_user: 'account', by_name: 'name', state: code, content: 'about' },
  feedback_change: { by_user: 'account', by_name: 'name', before: 'about', after: 'about' },
  feed: {
    url: 'about',
    host: 'about',
    settings: 'about',
    state: code,
    etag: hash,
    modified: counts,
    fault: code,
    detail: 'note',
  },
  hook: { token: hash, settings: 'about', keys: hash, fault: code, detail: 'note' },
  hook_nonce: { nonce: hash },
  effect: { platform: code, event: hash },
  listener: {
    platform: code,
    community: place,
    channel: place,
    thread: place,
    settings: 'about',
  },
  capture: { platform: code, community: place, channel: place, emoji: code },
  captured: { platform: code, community: place, channel: place, message: place },
  loop_item: {
    state: code,
    response_user: 'account',
    response_name: 'name',
    resolution_user: 'account',
    resolution_name: 'name',
    origin: 'note',
  },
  improvement: { settings: 'about', state: code, outcome: counts },
  survey_key: { key: hash },
  survey: { settings: 'words' },
  survey_wave: { scores: counts },
  survey_invitation: { person: 'respondent' },
  survey_message: { what: code, target: 'account', state: code, reason: code },
  survey_answer: { person: 'respondent', why: 'words', platform: code },
  tombstone: { salt: hash, hash },
  forget_request: { token_hash: hash, name: 'about', by_user: 'account' },
  relay: { platform: code, bot: place, external_id: place, content: 'queue' },
  inbox: {
    platform: code,
    bot: place,
    external_id: place,
    payload: 'queue',
    reply: 'queue',
    detail: 'queue',
  },
  outbox: {
    key: place,
    platform: code,
    bot: place,
    place,
    payload: 'queue',
    external_id: place,
    memo: 'queue',
    reference: place,
    url: place,
    detail: 'queue',
  },
  pause: { platform: code, bot: place, place },
  button_line: { key: hash, line: 'queue' },
  kept_text: { name: code, content: 'queue' },
  daily_count: { day: counts, what: code },
}

/** Returns the tables of which something may have to be erased. */
export function erasableTables(): readonly (keyof Schema)[] {
  return (Object.keys(DECISIONS) as (keyof Schema)[]).filter((table) =>
    Object.values<Decision>(DECISIONS[table]).some((decision) => typeof decision === 'string'),
  )
}

/** Returns the columns of a table with one of the decisions. */
export function columnsWith(
  table: keyof Schema,
  decisions: readonly Decision[],
): readonly string[] {
  return Object.entries<Decision>(DECISIONS[table])
    .filter(([, decision]) => decisions.includes(decision))
    .map(([column]) => column)
}
