import { isCapturing, type Reaction } from '../core/capture.ts'
import type { Command, CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Reply } from '../core/reply.ts'
import { shownFeedback, signatureOf } from '../moderation/find.ts'
import { logItem } from '../moderation/log.ts'
import { messageItemId } from '../moderation/message-item.ts'
import { undo } from '../moderation/undo.ts'

/** For so long taking the reaction away takes back what it logged. */
export const UNDO_MINUTES = 10
/** For so long it is told that it is too late. */
const KNOWN_SECONDS = 3600

/** What nobody wants to be told who only reacted to a message. */
const UNTOLD: ReadonlySet<string> = new Set([
  'errors.stranger',
  'errors.not-allowed',
  'capture.not-here',
  'capture.nothing',
])

/** Returns whether the answer to a reaction is kept from whoever reacted: it was not meant for the bot. */
export function isUntold(reply: Reply): boolean {
  if (reply.kind !== 'notice' || reply.errorId === undefined) return false
  return UNTOLD.has(reply.errorId) || reply.errorId.startsWith('access.')
}

/**
 * Does what a reaction asks for in a channel that opted in: logs its message as `/log` would,
 * or takes that back. Throws a UserError where it asks for nothing.
 */
export async function answerReaction(
  command: Command,
  reaction: Reaction,
  context: CommandContext,
): Promise<Reply> {
  const { store, workspaceId, invocation } = context
  const { platform, place } = invocation
  const where = { platform, community: place.community, channel: place.channel }
  if (!isCapturing(await store.captures.list(workspaceId), where, reaction.emoji)) {
    throw new UserError('capture.not-here')
  }
  if (reaction.change === 'removed') return takeBack(reaction, context)
  const { message } = invocation
  if (!message) throw new UserError('capture.no-message', {}, 'log')
  const idOf = () =>
    store.moderation.idOf(workspaceId, platform, messageItemId(invocation, message))
  const known = await idOf()
  const reply = await logItem(command, '', context)
  const feedback = await idOf()
  if (known === undefined && feedback !== undefined) {
    const captured = { feedback, at: invocation.at }
    const forgetBefore = (captured.at - KNOWN_SECONDS) as EpochSeconds
    await store.captures.note(workspaceId, where, reaction.message, captured, forgetBefore)
  }
  return reply
}

/** Only who logged it takes it back so, soon after, and nothing that somebody worked on since. */
async function takeBack({ message }: Reaction, context: CommandContext): Promise<Reply> {
  const { store, workspaceId, invocation } = context
  const { platform, place, at } = invocation
  const where = { platform, community: place.community, channel: place.channel }
  const captured = await store.captures.captured(workspaceId, where, message)
  const logged = captured && (await store.moderation.logged(workspaceId, captured.feedback))
  if (!captured || logged?.state !== 'kept' || logged.by.user !== signatureOf(context).user) {
    throw new UserError('capture.nothing')
  }
  const id = shownFeedback(captured.feedback)
  if (at - captured.at > UNDO_MINUTES * 60) {
    throw new UserError('capture.too-late', { id, minutes: UNDO_MINUTES }, `undo ${id}`)
  }
  const changes = await store.moderation.changes(workspaceId, captured.feedback)
  const corrections = await store.corrections(workspaceId, captured.feedback)
  if (changes.length + corrections.length > 0) {
    throw new UserError('capture.edited', { id }, `undo ${id}`)
  }
  return undo(id, context)
}
