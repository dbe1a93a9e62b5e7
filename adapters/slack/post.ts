import type { SendOutcome } from '../../src/core/delivery.ts'
import { type SlackApi, SlackFault } from './api.ts'
import { simplerForms } from './degrade.ts'
import type { Json } from './json.ts'
import { record, text } from './json.ts'
import { outcomeOf, refusesForm } from './outcome.ts'
import type { Message, Target } from './payload.ts'
import { postToResponseUrl } from './response-url.ts'

/** By it a message is found again. */
export const METADATA = 'cxbot_part'

export interface Posting {
  readonly api: SlackApi
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Tells the part among all others. */
  readonly key: string
  /** An earlier attempt may have arrived: what it made is to be replaced. */
  readonly again: boolean
}

type Way = (message: Message) => Promise<Extract<SendOutcome, { type: 'sent' }>>

/** Posts a message by the first way that is open. Never rejects. */
export async function postMessage(
  to: Target,
  message: Message,
  posting: Posting,
): Promise<SendOutcome> {
  let outcome: SendOutcome = {
    type: 'undeliverable',
    reason: 'no-such-place',
    detail: 'no way leads there',
  }
  for (const way of waysTo(to, posting)) {
    try {
      return await inSomeForm(way, message)
    } catch (error) {
      outcome = outcomeOf(error)
      // Where it surely was not made and cannot be made this way, the next way may be open.
      if (outcome.type !== 'undeliverable' || outcome.reason === 'invalid') return outcome
    }
  }
  return outcome
}

async function inSomeForm(way: Way, message: Message): ReturnType<Way> {
  const forms = simplerForms(message)
  for (const form of forms.slice(0, -1)) {
    try {
      return await way(form)
    } catch (error) {
      if (!refusesForm(error)) throw error
    }
  }
  return way(forms[forms.length - 1] ?? message)
}

/** Returns the ways to a target, the best first. */
function waysTo(to: Target, posting: Posting): readonly Way[] {
  const { channel, edit, hidden, response, thread, user } = to
  const open = response !== null && response.until * 1000 > posting.now()
  const answer = (more: Json): readonly Way[] =>
    open ? [byResponse(response.url, { ...threadOf(to), ...more }, posting)] : []
  const alone = user === null ? [] : [byDirect(user, posting)]
  if (channel === null) return alone
  if (edit) {
    const update = edit.ephemeral ? [] : [byUpdate(channel, edit.ts, posting)]
    const anew = hidden
      ? [...byEphemeral(channel, thread, user, posting), ...alone]
      : [byPost(channel, thread, posting)]
    return [...answer({ replace_original: true }), ...update, ...anew]
  }
  if (!hidden) {
    const { again } = posting
    const shown = answer({ response_type: 'in_channel', replace_original: again })
    return [byPost(channel, thread, posting), ...shown]
  }
  const quietly = answer({ response_type: 'ephemeral', replace_original: posting.again })
  // The bot can post into its own conversations alone: there an answer may stay.
  const own = isConversation(channel) ? [byPost(channel, thread, posting)] : []
  return [...own, ...quietly, ...byEphemeral(channel, thread, user, posting), ...alone]
}

/** Returns whether a channel is a conversation of two. */
export function isConversation(channel: string): boolean {
  return channel.startsWith('D')
}

function threadOf({ thread }: Target): Json {
  return thread === null ? {} : { thread_ts: thread }
}

function bodyOf({ text: words, blocks }: Message): Json {
  return { text: words, ...(blocks.length > 0 ? { blocks } : {}) }
}

function metadataOf(key: string): Json {
  return { metadata: { event_type: METADATA, event_payload: { key } } }
}

const UNLINKED = { unfurl_links: false, unfurl_media: false }

function byPost(channel: string, thread: string | null, { api, key }: Posting): Way {
  return async (message) => {
    const answer = await api.call('chat.postMessage', {
      channel,
      ...(thread === null ? {} : { thread_ts: thread }),
      ...bodyOf(message),
      ...UNLINKED,
      ...metadataOf(key),
    })
    return made(answer)
  }
}

function byUpdate(channel: string, ts: string, { api, key }: Posting): Way {
  return async (message) => {
    const { text: words, blocks } = message
    const changed = { channel, ts, text: words, blocks, attachments: [], ...metadataOf(key) }
    return made(await api.call('chat.update', changed))
  }
}

function byEphemeral(
  channel: string,
  thread: string | null,
  user: string | null,
  { api }: Posting,
): readonly Way[] {
  if (user === null) return []
  return [
    async (message) => {
      const answer = await api.call('chat.postEphemeral', {
        channel,
        user,
        ...(thread === null ? {} : { thread_ts: thread }),
        ...bodyOf(message),
      })
      return { type: 'sent', reference: text(answer['message_ts']) ?? '' }
    },
  ]
}

function byDirect(user: string, posting: Posting): Way {
  return async (message) => {
    const channel = await openDirect(user, posting.api)
    return byPost(channel, null, posting)(message)
  }
}

function byResponse(url: string, how: Json, { key }: Posting): Way {
  return async (message) => {
    const body = { ...bodyOf(message), ...UNLINKED, ...how }
    const visible = how['response_type'] === 'in_channel'
    await postToResponseUrl(url, visible ? { ...body, ...metadataOf(key) } : body)
    return { type: 'sent', reference: '' }
  }
}

/** Returns the id of the bot's conversation with a person; asking twice gives the same. */
export async function openDirect(user: string, api: SlackApi): Promise<string> {
  const answer = await api.call('conversations.open', { users: user }, 'step')
  const id = text(record(answer['channel'])['id'])
  if (id === null) throw new SlackFault({ type: 'refused', reason: 'user_not_found' })
  return id
}

function made(answer: Json): Extract<SendOutcome, { type: 'sent' }> {
  return { type: 'sent', reference: text(answer['ts']) ?? '' }
}
