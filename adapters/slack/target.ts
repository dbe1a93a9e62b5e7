import type { Destination, EncodeContext } from '../../src/core/delivery.ts'
import type { Reply } from '../../src/core/reply.ts'
import type { Target } from './payload.ts'
import { readStored } from './stored-event.ts'

const NOWHERE: Target = {
  channel: null,
  thread: null,
  user: null,
  hidden: false,
  response: null,
  edit: null,
}

/** Returns where a reply goes, with every way that leads there. */
export function targetOf(reply: Reply, destination: Destination, context: EncodeContext): Target {
  if (destination.type === 'place') {
    return { ...NOWHERE, channel: destination.channel, thread: destination.thread }
  }
  if (destination.type === 'person') return { ...NOWHERE, user: destination.user, hidden: true }
  const event = readStored(destination.event)
  const { channel, thread, user, edit, responseUrl, responseUntil } = event
  const mistake = reply.kind === 'notice' && reply.level === 'error'
  const asked = mistake || reply.kind === 'form' || context.audience === 'caller'
  // A direct conversation with the bot has no other readers.
  const direct = event.kind === 'direct'
  const hidden = !direct && (edit?.ephemeral === true || (asked && !event.share) || mistake)
  if (destination.late) {
    return hidden ? { ...NOWHERE, user, hidden } : { ...NOWHERE, channel, thread, user }
  }
  const open = responseUrl !== null && responseUntil !== null && responseUntil > context.now
  return {
    channel,
    thread,
    user,
    hidden,
    response: open ? { url: responseUrl, until: responseUntil } : null,
    // What only one may see never takes the place of what all see.
    edit: edit !== null && hidden === edit.ephemeral ? edit : null,
  }
}

/** Returns whether a file can go there: not into a private answer, nor into the place of another. */
export function carriesFiles(to: Target): boolean {
  return to.edit === null && (!to.hidden || to.channel === null)
}

/** Returns whether the answer goes by Slack's address for answers alone, which has few uses. */
export function privateMessages(to: Target): boolean {
  return to.hidden && to.channel !== null
}
