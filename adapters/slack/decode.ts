import type { ChatHost, InboundEvent, PlaceFacts } from '../../src/core/delivery.ts'
import { lineWithFile } from '../../src/core/given-file.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Invocation, Place, PointedMessage } from '../../src/core/invocation.ts'
import type { SlackApi } from './api.ts'
import { SlackFault } from './api.ts'
import type { Facts } from './facts.ts'
import type { OpenFile } from './files.ts'
import { text } from './json.ts'
import { isUnauthorised } from './outcome.ts'
import { reactedMessage } from './reaction.ts'
import type { PointedAt, StoredEvent } from './stored-event.ts'
import { readStored } from './stored-event.ts'

export interface Decoder {
  readonly api: SlackApi
  readonly facts: Facts
  readonly host: Pick<ChatHost, 'buttonLine' | 'registry'>
  readonly openFile: OpenFile
  /** The workspace that the bot is installed in. */
  readonly team: string
}

/** Reads a stored event with what Slack says of the caller and the place now. */
export async function decodeEvent(event: InboundEvent, decoder: Decoder): Promise<Invocation> {
  return decodeStored(readStored(event), event.externalId, decoder)
}

/** Rejects with a SlackFault where Slack cannot be asked. */
export async function decodeStored(
  stored: StoredEvent,
  eventId: string,
  decoder: Decoder,
): Promise<Invocation> {
  const { facts, host, openFile, team } = decoder
  const { file = null, user, key, reaction } = stored
  const pointed = reaction ? await reactedMessage(stored, decoder) : stored.pointed
  const [person, groups, place, line, message] = await Promise.all([
    facts.person(user),
    facts.groups(user),
    placeOf(stored, decoder),
    key === null ? stored.line : host.buttonLine(key),
    pointed ? pointedMessage(pointed, stored.channel, decoder) : undefined,
  ])
  const foreign = stored.userTeam !== null && stored.userTeam !== team
  const external = person.standing === 'external' || (foreign && person.standing !== 'member')
  return {
    platform: 'slack',
    eventId,
    workspace: '',
    user: {
      id: user,
      name: person.name || stored.userName,
      standing: external ? 'external' : person.standing,
      groups,
    },
    place: { ...place, community: team },
    // A button whose line was thrown away asks what can be asked.
    text: file
      ? lineWithFile(stored.line, (name) => host.registry.find(name) !== undefined)
      : (line ?? 'help'),
    at: stored.at as EpochSeconds,
    locale: person.locale,
    zone: null,
    ...(message ? { message } : {}),
    ...(file ? { file: openFile(file) } : {}),
    ...(reaction ? { reaction } : {}),
    ...(stored.share ? { share: true } : {}),
  }
}

async function placeOf(stored: StoredEvent, { facts, team }: Decoder): Promise<Place> {
  const { channel, channelName, thread, kind, shared } = stored
  if (kind === 'direct') return { community: team, channel, thread, kind: 'direct', shared: false }
  const known = await facts.channel(channel)
  if (known) {
    return { community: team, channel, thread, kind: known.kind, shared: known.shared || shared }
  }
  // Who reads a place that the bot cannot see is unknown: others may.
  const direct = channelName === 'directmessage'
  return { community: team, channel, thread, kind: direct ? 'direct' : 'channel', shared: true }
}

async function pointedMessage(
  { text: words, thread, ts, user }: PointedAt,
  channel: string,
  { api, facts }: Decoder,
): Promise<PointedMessage> {
  const [author, url] = await Promise.all([
    user === '' ? undefined : facts.person(user),
    permalink(channel, ts, api),
  ])
  return {
    id: ts,
    text: words,
    author: { id: user, name: author?.name ?? '' },
    at: Math.floor(Number(ts)) as EpochSeconds,
    url,
    thread: thread ?? ts,
  }
}

/** Returns where a message can be read; null where Slack does not say. */
export async function permalink(
  channel: string,
  ts: string,
  api: SlackApi,
): Promise<string | null> {
  try {
    const answer = await api.call('chat.getPermalink', { channel, message_ts: ts }, 'step')
    return text(answer['permalink'])
  } catch (error) {
    // The command does without it.
    if (error instanceof SlackFault && !isUnauthorised(error)) return null
    throw error
  }
}

/** Returns what Slack says of a channel; undefined where the bot cannot see it. */
export async function placeFacts(
  channel: string,
  thread: string | null,
  { facts, team }: Pick<Decoder, 'facts' | 'team'>,
): Promise<PlaceFacts | undefined> {
  const known = await facts.channel(channel)
  if (!known || known.archived) return undefined
  const { kind, member, name, shared } = known
  return { community: team, channel, thread, kind, shared, name, member }
}
