import type { Destination, EncodeContext, Encoded } from '../../src/core/delivery.ts'
import type { Reply } from '../../src/core/reply.ts'
import { type Answer, type EncodeParts, messagesOf, rendered } from './answer.ts'
import { readData } from './callback-data.ts'
import type { PartPayload } from './content.ts'
import { storedEvent } from './decode.ts'
import { encodePrivately } from './encode-private.ts'
import { partsOf, type Target } from './parts.ts'
import { questionFor } from './questions.ts'

/** Returns the parts of a reply. The same reply to the same event gives the same parts. */
export function encodeReply(
  reply: Reply,
  destination: Destination,
  context: EncodeContext,
  parts: EncodeParts,
): Encoded {
  if (destination.type === 'answer') {
    const { event, late } = destination
    const answer: Answer = { reply, event: storedEvent(event), late, context, parts }
    return isPrivate(answer) ? encodePrivately(answer) : encodeInPlace(answer)
  }
  const thread = destination.type === 'place' ? destination.thread : null
  const target: Target = {
    place: destination.type === 'place' ? destination.channel : destination.user,
    topic: thread === null ? null : Number(thread),
    replyTo: null,
    edit: null,
  }
  const { messages, lines } = rendered(
    reply,
    { page: 0, header: [], more: [], origin: null },
    parts,
  )
  return { parts: partsOf(messages, target, context, parts.self), buttons: lines }
}

/** Only in groups does it matter who else reads the answer. */
function isPrivate({ context, event, parts, reply }: Answer): boolean {
  if (event.chat.direct) return false
  // A question tells nothing, and its answer must come from where the command was given.
  if (questionFor(reply, event, parts.registry)) return false
  const mistake = reply.kind === 'notice' && reply.level === 'error'
  return context.audience === 'caller' || mistake
}

function encodeInPlace(answer: Answer): Encoded {
  const { context, event, parts, reply } = answer
  const edit = editOf(answer)
  const target: Target = sharedTarget(answer) ?? {
    place: String(event.chat.id),
    topic: event.chat.topic,
    replyTo: edit ? null : event.message,
    edit,
  }
  const question = questionFor(reply, event, parts.registry)
  const { messages, lines } = question
    ? { messages: [question.content], lines: question.lines }
    : messagesOf(answer)
  return { parts: partsOf(messages, target, context, parts.self), buttons: lines }
}

/** A shared report goes to the group; that it may not be shared is told where the button was pressed. */
function sharedTarget({ context, event, reply }: Answer): Target | null {
  const pressed = event.type === 'button' ? readData(event.data) : undefined
  if (pressed?.type !== 'share') return null
  if (reply.kind !== 'report' || context.audience !== 'channel') return null
  const topic = pressed.topic === null ? null : Number(pressed.topic)
  return { place: pressed.chat, topic, replyTo: null, edit: null }
}

/** A new report, or word that something was done, takes the place of what was pressed; all else stands beside it. */
function editOf({ event, late, reply }: Answer): PartPayload['edit'] {
  if (late || event.type !== 'button' || event.media === null) return null
  const done = reply.kind === 'notice' && reply.level === 'success'
  if (!done && (reply.kind !== 'report' || reply.view === 'csv')) return null
  return { message: event.message, media: event.media }
}
