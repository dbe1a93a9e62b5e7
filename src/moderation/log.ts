import { createHash } from 'node:crypto'
import type { Command, CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Invocation, PointedMessage } from '../core/invocation.ts'
import type { Origin } from '../core/loop.ts'
import type { Form, Reply } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { maskPersonal } from '../privacy/mask.ts'
import { likelyDuplicates } from './duplicates.ts'
import { shownFeedback, signatureOf } from './find.ts'
import { messageItemId } from './message-item.ts'
import { nearNames } from './near-names.ts'
import { type ItemDraft, readItem, toFeedback } from './read-item.ts'
import { understood } from './replies.ts'
import { sourceOfLink } from './source-of-link.ts'

const LONGEST_TEXT = 8_000

/**
 * Logs what somebody read: a message that was pointed at, or what the line says. A thread, a
 * page with the same words, and an event that comes again are one item. Throws a UserError
 * where there is nothing to log.
 */
export async function logItem(
  command: Command,
  line: string,
  context: CommandContext,
): Promise<Reply> {
  const { store, workspaceId, now, zone, locale, invocation, access } = context
  const translate = translator(locale)
  const draft = readItem(line, { now, zone, locale, command: command.name })
  const { message } = invocation
  if (line === '' && message === undefined) return logForm(context)
  const words = draft.text ?? message?.text ?? ''
  if (words.trim() === '' && draft.score === undefined) {
    throw new UserError(
      'moderation.nothing-to-log',
      {},
      '"The parcel was wet" rating:2 source:Reddit',
    )
  }
  const { text, masked } = maskPersonal(words.trim().slice(0, LONGEST_TEXT))
  const url = draft.url ?? message?.url ?? undefined
  const scoped = Object.fromEntries(
    access.scope.flatMap(({ dimension, names: [name] }) => (name ? [[dimension, name]] : [])),
  ) as ItemDraft['names']
  const item = toFeedback(
    {
      ...draft,
      ...(url === undefined ? {} : { url }),
      names: { ...scoped, ...authorOf(draft, message), ...draft.names },
    },
    {
      text: text === '' ? null : text,
      source: draft.names.source ?? sourceOf(draft, message, invocation),
      externalId: externalId(draft, message, text, invocation),
      at: draft.at ?? message?.at ?? now,
    },
  )
  const slips = await nearNames(item, context)
  const outcome = await store.add(workspaceId, item)
  const { source, externalId: itself } = item
  const id =
    (await store.moderation.idOf(workspaceId, source, itself)) ??
    (await store.moderation.partOf(workspaceId, source, itself))
  const feedback = id === undefined ? undefined : await store.feedback(workspaceId, id)
  if (id === undefined || !feedback) throw new UserError('moderation.not-there-any-more')
  if (outcome === 'accepted') {
    await store.moderation.noteLogged(workspaceId, id, signatureOf(context))
    await store.loop.track(workspaceId, {
      feedback: id,
      at: feedback.at,
      origin: originOf(invocation),
    })
  }
  const said = translate(
    outcome === 'accepted' ? 'moderation:said.logged' : 'moderation:said.known',
    {
      id: shownFeedback(id),
    },
  )
  const told =
    masked === 0 ? said : `${said} ${translate('moderation:said.masked', { count: masked })}`
  const alike = outcome === 'accepted' ? await likelyDuplicates(feedback, context) : []
  return understood(command, feedback, told, alike, context, slips)
}

/** Returns where the one who wrote it can be answered; null where it was not written in a chat. */
function originOf({ platform, place, message }: Invocation): Origin | null {
  if (!message) return null
  const { community, channel } = place
  const { thread } = message
  return {
    platform,
    community,
    channel,
    thread: thread ?? place.thread,
    author: message.author.name,
  }
}

/** Names of people who write in the team's own chat are not customers'; elsewhere the author is kept. */
function authorOf(
  { names }: ItemDraft,
  message: PointedMessage | undefined,
): { readonly author?: string } {
  return names.author === undefined && message ? { author: message.author.name } : {}
}

function sourceOf(
  { url }: ItemDraft,
  message: PointedMessage | undefined,
  { platform }: Invocation,
): string {
  if (url !== undefined) return sourceOfLink(url)
  return message ? platform : 'log'
}

/** The same thread, the same words of the same page and the same event have the same id. */
function externalId(
  { url }: ItemDraft,
  message: PointedMessage | undefined,
  text: string,
  invocation: Invocation,
): string {
  if (message && url === undefined) {
    return messageItemId(invocation, message)
  }
  const hashed =
    url === undefined ? [invocation.eventId] : [url, text.toLowerCase().replace(/\s+/g, ' ')]
  return createHash('sha256').update(JSON.stringify(hashed)).digest('base64url').slice(0, 32)
}

/** Returns the form in which something that was read is written down. */
function logForm({ locale }: CommandContext): Form {
  const translate = translator(locale)
  const field = (name: 'text' | 'rating' | 'url' | 'store' | 'tag') =>
    ({ name, label: translate(`moderation:form.${name}`) }) as const
  return {
    kind: 'form',
    locale,
    title: translate('moderation:form.title'),
    command: 'log',
    fields: [
      { ...field('text'), type: 'long-text', required: true },
      {
        ...field('rating'),
        type: 'choice',
        required: false,
        choices: ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value })),
      },
      { ...field('url'), type: 'text', required: false },
      { ...field('store'), type: 'text', required: false },
      { ...field('tag'), type: 'text', required: false },
    ],
  }
}

/** How long one may take back what one logged oneself. */
export const UNDO_SECONDS = 86_400 as EpochSeconds
