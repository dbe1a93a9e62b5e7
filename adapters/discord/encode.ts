import { createHash } from 'node:crypto'
import type { CommandRegistry } from '../../src/core/command.ts'
import type {
  Destination,
  EncodeContext,
  Encoded,
  InboundEvent,
  OutgoingPart,
} from '../../src/core/delivery.ts'
import type { Reply } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { draftOf } from '../../src/report/form-draft.ts'
import { tameLine } from '../../src/report/sanitize.ts'
import { readEvent, type StoredEvent } from './event.ts'
import { limits } from './limits.ts'
import { clipEscaped, inlineCode } from './markdown.ts'
import type { Embed, OpenPlace, PartPayload, Target } from './payload.ts'
import { render } from './render.ts'

/** Returns the nonce of a part, the same for the same key, within Discord's 25 characters. */
function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 24)
}

/** Returns what stands at the foot of a message by which it is found again. */
export function markOf(key: string): string {
  return `#${nonceOf(key).slice(0, 10)}`
}

function openPlaceOf(event: StoredEvent, isPrivate: boolean): OpenPlace {
  return isPrivate && event.guild !== null
    ? { type: 'person', user: event.user.id }
    : { type: 'channel', channel: event.thread ?? event.channel }
}

/** Says who asked what and when, for an answer that does not stand under its question. */
function leadOf(event: StoredEvent, inbound: InboundEvent, locale: EncodeContext['locale']): Embed {
  const name = clipEscaped(tameLine(event.user.name) || event.user.id, 200)
  // Discord shows a timestamp in each reader's own zone.
  const time = `<t:${inbound.receivedAt}:f>`
  const t = translator(locale)
  const line = event.asked.type === 'line' ? inlineCode(`/${event.asked.line.slice(0, 500)}`) : ''
  return {
    description:
      line === ''
        ? t('discord:pressedAt', { name, time })
        : t('discord:askedAt', { name, time, line }),
  }
}

/** What only the caller may see finds no room in a place that everyone sees. */
function answerTarget(event: StoredEvent, isPrivate: boolean): Target {
  const { application, token } = event
  return isPrivate && !event.private
    ? { type: 'follow-up', application, token, removes: !event.edits }
    : { type: 'original', application, token }
}

function placeOf(target: Target, event: StoredEvent | undefined): string {
  switch (target.type) {
    case 'channel':
      return target.channel
    case 'person':
      return `user:${target.user}`
    default:
      return `interaction:${event?.interaction ?? ''}`
  }
}

export interface EncodeSources {
  readonly bot: string
  readonly registry: CommandRegistry | undefined
}

/** Whether a private answer may be shown to everyone: what is about the people of a workspace never is. */
function canBeShared(reply: Reply, registry: CommandRegistry | undefined): boolean {
  return reply.kind === 'report' && registry?.find(reply.command)?.unscoped !== true
}

/** Returns the line of a form that can be opened again as it was filled. */
function refusedForm({ asked }: StoredEvent, registry: CommandRegistry | undefined): string | null {
  return asked.type === 'line' && registry && draftOf(asked.line, registry) ? asked.line : null
}

/** Returns a reply as the parts that are sent. Pure: the same reply gives the same parts. */
export function encode(
  reply: Reply,
  destination: Destination,
  context: EncodeContext,
  { bot, registry }: EncodeSources,
): Encoded {
  const key = `${context.keyPrefix}:0`
  const event = destination.type === 'answer' ? readEvent(destination.event.payload) : undefined
  const isError = reply.kind === 'notice' && reply.level === 'error'
  const isPrivate = context.audience === 'caller' || isError || event?.private === true
  const late = destination.type === 'answer' && destination.late
  const target = targetOf(destination, event, isPrivate)
  const isOpen = target.type === 'channel' || target.type === 'person'
  const fileBytes = isOpen ? limits.fileBytes : (event?.fileBytes ?? limits.fileBytes)
  const { message, kept } = render(reply, {
    page: event?.page ?? 0,
    canShare:
      isPrivate &&
      !late &&
      !event?.reaction &&
      event !== undefined &&
      event.guild !== null &&
      canBeShared(reply, registry),
    mark: isOpen ? markOf(key) : null,
    fileBytes,
    lead: late && event ? leadOf(event, destination.event, context.locale) : null,
    refused: isError && event?.form ? refusedForm(event, registry) : null,
  })
  const payload: PartPayload = { target, message, nonce: nonceOf(key), fileBytes }
  const part: OutgoingPart = {
    key,
    platform: 'discord',
    bot,
    place: placeOf(target, event),
    payload: JSON.stringify(payload),
    notBefore: context.now,
    giveUpAt: context.giveUpAt,
  }
  return { parts: [part], buttons: kept }
}

function targetOf(
  destination: Destination,
  event: StoredEvent | undefined,
  isPrivate: boolean,
): Target {
  if (destination.type === 'place') {
    return { type: 'channel', channel: destination.thread ?? destination.channel }
  }
  if (destination.type === 'person') return { type: 'person', user: destination.user }
  if (!event) throw new RangeError('an answer needs its event')
  // A reaction opens no place for an answer.
  const isOpen = destination.late || event.reaction !== undefined
  return isOpen ? openPlaceOf(event, isPrivate) : answerTarget(event, isPrivate)
}
