import type { Caller } from '../../src/core/invocation.ts'
import { LOCALES, type Locale } from '../../src/core/locale.ts'
import { type SlackApi, SlackFault } from './api.ts'
import { type Json, list, record, text } from './json.ts'
import { limits } from './limits.ts'
import { isUnauthorised } from './outcome.ts'
import { remembered } from './remembered.ts'

export interface PersonFacts {
  readonly name: string
  readonly standing: Caller['standing']
  readonly locale: Locale | null
}

export interface ChannelFacts {
  readonly name: string
  readonly kind: 'direct' | 'channel'
  readonly shared: boolean
  readonly member: boolean
  readonly archived: boolean
}

/** What Slack says of people and places, at most a minute old. Rejects where Slack cannot be asked. */
export interface Facts {
  person(user: string): Promise<PersonFacts>
  /** Ids of the user groups that a person is in. */
  groups(user: string): Promise<readonly string[]>
  /** Undefined where the bot cannot see the channel. */
  channel(channel: string): Promise<ChannelFacts | undefined>
  /** The language last seen of a person, without asking. */
  knownLocale(user: string): Locale | null
}

export function createFacts(api: SlackApi, team: string, now: () => number): Facts {
  const locales = new Map<string, Locale | null>()
  const person = remembered(
    async (user): Promise<PersonFacts> => {
      const facts = await askPerson(user, api, team)
      if (locales.size > 10_000) locales.clear()
      locales.set(user, facts.locale)
      return facts
    },
    limits.factSeconds,
    now,
  )
  const members = remembered(() => askGroups(api), limits.factSeconds, now)
  const channel = remembered((id) => askChannel(id, api), limits.factSeconds, now)
  return {
    person,
    channel,
    groups: async (user) => (await members('')).get(user) ?? [],
    knownLocale: (user) => locales.get(user) ?? null,
  }
}

/** What is assumed of someone whom Slack does not show: the least. */
const STRANGER: PersonFacts = { name: '', standing: 'external', locale: null }

/**
 * Slack's “no” is an answer, too: who or what it does not tell of has the least rights. A
 * token that no longer holds, and a network that is down, are none.
 */
function isAnswered(error: unknown): boolean {
  if (!(error instanceof SlackFault) || isUnauthorised(error)) return false
  const { fault } = error
  return fault.type === 'refused' || (fault.type === 'unknown' && fault.reason === 'http-404')
}

async function askPerson(user: string, api: SlackApi, team: string): Promise<PersonFacts> {
  let info: Json
  try {
    info = record((await api.call('users.info', { user, include_locale: true }, 'step'))['user'])
  } catch (error) {
    if (isAnswered(error)) return STRANGER
    throw error
  }
  const profile = record(info['profile'])
  return {
    name:
      text(profile['display_name']) ??
      text(profile['real_name']) ??
      text(info['real_name']) ??
      text(info['name']) ??
      '',
    standing: standingOf(info, team),
    locale: localeOf(text(info['locale'])),
  }
}

function standingOf(info: Json, team: string): Caller['standing'] {
  if (info['is_bot'] === true || info['is_workflow_bot'] === true) return 'bot'
  const teams = list(record(info['enterprise_user'])['teams'])
  const home = text(info['team_id'])
  const foreign = home !== null && home !== team && !teams.includes(team)
  if (info['is_stranger'] === true || info['deleted'] === true || foreign) return 'external'
  if (info['is_restricted'] === true || info['is_ultra_restricted'] === true) return 'guest'
  return 'member'
}

/** Returns the bot's language for one of Slack's, such as `ru-RU`. */
function localeOf(locale: string | null): Locale | null {
  const language = locale?.slice(0, 2).toLowerCase()
  return LOCALES.find((known) => known === language) ?? null
}

async function askGroups(api: SlackApi): Promise<ReadonlyMap<string, readonly string[]>> {
  const groups = new Map<string, string[]>()
  let answer: Json
  try {
    answer = await api.call('usergroups.list', { include_users: true }, 'step')
  } catch (error) {
    // Free workspaces have no user groups, and an older installation may lack the permission.
    if (isAnswered(error)) return groups
    throw error
  }
  for (const each of list(answer['usergroups']).map(record)) {
    const id = text(each['id'])
    if (id === null) continue
    for (const user of list(each['users'])) {
      if (typeof user === 'string') groups.set(user, [...(groups.get(user) ?? []), id])
    }
  }
  return groups
}

async function askChannel(channel: string, api: SlackApi): Promise<ChannelFacts | undefined> {
  let info: Json
  try {
    info = record((await api.call('conversations.info', { channel }, 'step'))['channel'])
  } catch (error) {
    if (isAnswered(error)) return undefined
    throw error
  }
  const direct = info['is_im'] === true
  return {
    name: text(info['name']) ?? '',
    kind: direct ? 'direct' : 'channel',
    shared:
      info['is_ext_shared'] === true ||
      info['is_pending_ext_shared'] === true ||
      (info['is_shared'] === true && info['is_org_shared'] !== true),
    member: info['is_member'] === true || direct,
    archived: info['is_archived'] === true,
  }
}
