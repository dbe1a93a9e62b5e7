import type { CommandContext } from '../core/command.ts'
import type { FeedbackId } from '../core/identity.ts'
import type { Invocation, PointedMessage } from '../core/invocation.ts'

/** Returns the id under which a message of a chat is kept, whoever logs it: a thread is one item. */
export function messageItemId(
  {
    platform,
    place,
  }: {
    readonly platform: string
    readonly place: Pick<Invocation['place'], 'community' | 'channel'>
  },
  message: Pick<PointedMessage, 'id' | 'thread'>,
): string {
  return `${platform}:${place.community ?? ''}:${place.channel}:${message.thread ?? message.id}`
}

/**
 * Returns the feedback that was kept of a message: of the message itself, as when it was heard,
 * else of the thread that it is part of. Undefined where there is none.
 */
export async function itemOfMessage(
  message: Pick<PointedMessage, 'id' | 'thread'>,
  { store, workspaceId, invocation }: Pick<CommandContext, 'store' | 'workspaceId' | 'invocation'>,
): Promise<FeedbackId | undefined> {
  const alone = messageItemId(invocation, { ...message, thread: null })
  const whole = messageItemId(invocation, message)
  for (const id of new Set([alone, whole])) {
    const found = await store.moderation.idOf(workspaceId, invocation.platform, id)
    if (found !== undefined) return found
  }
  return undefined
}
