import type { ClaimedPart, SendOutcome } from '../../src/core/delivery.ts'
import { type SlackApi, SlackFault } from './api.ts'
import { type Json, list, record, text } from './json.ts'
import { isUnauthorised, outcomeOf } from './outcome.ts'
import { readPart, type Target } from './payload.ts'
import { isConversation, METADATA, openDirect } from './post.ts'
import { SAID_INSTEAD } from './send.ts'
import { sharesOf } from './upload.ts'

export interface Finder {
  readonly api: SlackApi
  /** Waits; Slack's history may lag behind what it took. */
  readonly pause: () => Promise<void>
}

type Found = Extract<SendOutcome, { type: 'sent' }>

/** Messages looked through for one part. */
const PAGES = 3
/** Seconds before the first attempt at which the search begins. */
const EARLIER = 60

/**
 * Looks for what an earlier attempt may have made: a file by its shares, a message by its
 * metadata. Null where it surely made nothing, or where making it again replaces what it
 * made. Never rejects.
 */
export async function findSentPart(
  part: ClaimedPart,
  finder: Finder,
): Promise<Found | Exclude<SendOutcome, { type: 'sent' }> | null> {
  try {
    const { kind, to } = readPart(part.payload)
    const file = kind !== 'message' && part.memo !== null && part.memo !== SAID_INSTEAD
    const look = file
      ? () => findFile(part.memo ?? '', finder)
      : await messageSearch(part, to, finder)
    if (look === null) return null
    const first = await look()
    if (first) return first
    await finder.pause()
    return (await look()) ?? null
  } catch (error) {
    return outcomeOf(error)
  }
}

type Look = () => Promise<Found | undefined>

async function findFile(file: string, { api }: Finder): Promise<Found | undefined> {
  try {
    return (await sharesOf(file, api)) ? { type: 'sent', reference: file } : undefined
  } catch (error) {
    if (isRefused(error)) return undefined
    throw error
  }
}

/** Edits and what only one person sees need no search: doing it again does no harm. */
async function messageSearch(
  { firstAttemptAt, key }: ClaimedPart,
  to: Target,
  { api }: Finder,
): Promise<Look | null> {
  if (to.edit !== null) return null
  if (to.hidden && to.channel !== null && !isConversation(to.channel)) return null
  const channel = to.channel ?? (to.user === null ? null : await openDirect(to.user, api))
  if (channel === null) return null
  return () =>
    findMessage({ channel, thread: to.thread, since: firstAttemptAt - EARLIER, key }, api)
}

async function findMessage(
  where: {
    readonly channel: string
    readonly thread: string | null
    readonly since: number
    readonly key: string
  },
  api: SlackApi,
): Promise<Found | undefined> {
  const { channel, key, since, thread } = where
  let cursor = ''
  for (let page = 0; page < PAGES; page += 1) {
    const question: Json = {
      channel,
      oldest: String(since),
      limit: 200,
      include_all_metadata: true,
      ...(thread === null ? {} : { ts: thread }),
      ...(cursor === '' ? {} : { cursor }),
    }
    let answer: Json
    try {
      answer = await api.call(
        thread === null ? 'conversations.history' : 'conversations.replies',
        question,
        'step',
      )
    } catch (error) {
      if (isRefused(error)) return undefined
      throw error
    }
    const found = list(answer['messages'])
      .map(record)
      .find((message) => isOurs(message, key))
    if (found) return { type: 'sent', reference: text(found['ts']) ?? '' }
    cursor = text(record(answer['response_metadata'])['next_cursor']) ?? ''
    if (cursor === '') return undefined
  }
  return undefined
}

function isOurs(message: Json, key: string): boolean {
  const metadata = record(message['metadata'])
  return metadata['event_type'] === METADATA && record(metadata['event_payload'])['key'] === key
}

/**
 * Where the bot cannot read, it cannot have posted by itself either, or it lacks the
 * permission: to say something twice is then better than never.
 */
function isRefused(error: unknown): boolean {
  return error instanceof SlackFault && error.fault.type === 'refused' && !isUnauthorised(error)
}
