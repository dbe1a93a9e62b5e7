import type { ChatAdapter, Destination, PlaceFacts } from '../core/delivery.ts'
import type { MessageTarget } from '../core/digest.ts'
import { UserError } from '../core/errors.ts'

/** Returns the facts of a target's place; null where it is a person. Throws a UserError where the bot is no member. */
export async function placeOf(
  adapter: Pick<ChatAdapter, 'place'>,
  target: MessageTarget,
): Promise<PlaceFacts | null> {
  if (target.type === 'person') return null
  const place = await adapter.place(target.channel, target.thread)
  if (!place?.member) throw new UserError('digests.place-gone', { channel: target.channel })
  return place
}

/** Returns a target as adapters address it. */
export function destinationOf(target: MessageTarget): Destination {
  return target.type === 'person'
    ? { type: 'person', user: target.user }
    : { type: 'place', channel: target.channel, thread: target.thread }
}
