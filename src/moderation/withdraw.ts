import type { CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Feedback } from '../core/feedback.ts'
import type { FeedbackId } from '../core/identity.ts'
import type { LoopItem } from '../core/loop.ts'
import type { Withdrawn, WithdrawnContent } from '../core/moderation.ts'

/**
 * Takes feedback out of the counts, so that it can come back: because it was logged by mistake,
 * or because it is now part of `into`. What was merged into it comes back by itself; returns its
 * new ids.
 */
export async function withdraw(
  feedback: Feedback,
  into: FeedbackId | null,
  context: CommandContext,
): Promise<readonly FeedbackId[]> {
  const { store, workspaceId, now } = context
  const logged = await store.moderation.logged(workspaceId, feedback.id)
  const by = logged?.by ?? { user: NOBODY, name: NOBODY, at: now }
  const content = contentOf(feedback, await store.loop.item(workspaceId, feedback.id))
  await store.moderation.withdraw(workspaceId, feedback.id, content, by, into)
  await store.remove(workspaceId, [feedback.id])
  if (into !== null) return []
  const back: FeedbackId[] = []
  for (const part of await store.moderation.mergedInto(workspaceId, feedback.id)) {
    const gone = await store.moderation.withdrawn(workspaceId, part)
    if (gone) back.push(await bringBack(gone, context))
  }
  return back
}

/** Who logged what came in by itself. */
const NOBODY = ''

/**
 * Brings feedback back into the counts, answered as far as it was and logged by whom it was, and
 * returns its new id. Throws a UserError where it cannot come.
 */
export async function bringBack(
  { item, content }: Withdrawn,
  context: CommandContext,
): Promise<FeedbackId> {
  const { store, workspaceId } = context
  const { loopItem, ...feedback } = content
  // While it is part of other feedback it is known and does not come in.
  await store.moderation.withdraw(workspaceId, item.feedback, content, item.by, null)
  await store.add(workspaceId, feedback)
  const id = await store.moderation.idOf(workspaceId, content.source, content.externalId)
  if (id === undefined) throw new UserError('moderation.not-there-any-more')
  const by = item.by.user === NOBODY ? null : item.by
  await store.moderation.restored(workspaceId, item.feedback, id, by)
  if (loopItem) await store.loop.save(workspaceId, { ...loopItem, feedback: id })
  return id
}

/** Returns the feedback as it would come in again, with what was done to answer it. */
function contentOf(
  { id: _, importId: __, analysis, ...said }: Feedback,
  loopItem: LoopItem | undefined,
): WithdrawnContent {
  const content = { ...said, ...(loopItem && { loopItem }) }
  if (!analysis) return content
  const { corrected: ___, ...found } = analysis
  return { ...content, analysis: found }
}
