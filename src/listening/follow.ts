import type { FeedbackId, WorkspaceId } from '../core/identity.ts'
import type { Listener, TalkChange } from '../core/listener.ts'
import type { Store } from '../core/store.ts'
import { messageItemId } from '../moderation/message-item.ts'
import { maskPersonal } from '../privacy/mask.ts'
import { type EarParts, LONGEST_TEXT } from './hear.ts'
import { createKnownListeners } from './known.ts'
import { holdsAny } from './match.ts'

/**
 * Returns what follows messages that were heard: one that is written anew is kept as it reads now,
 * one that was deleted or holds the words no more is not kept. What somebody logged or worked on
 * stays as it is.
 */
export function createFollower({
  store,
  clock,
}: Omit<EarParts, 'store'> & { readonly store: Pick<Store, 'listeners' | 'atomically'> }): (
  change: TalkChange,
) => Promise<void> {
  const listenersOf = createKnownListeners(store, clock)
  return async (change) => {
    const listeners = await listenersOf(change)
    for (const workspace of new Set(listeners.map((each) => each.workspace))) {
      const own = listeners.filter((each) => each.workspace === workspace)
      await store.atomically((within) => followIn(within, workspace, own, change))
    }
  }
}

async function followIn(
  store: Store,
  workspace: WorkspaceId,
  listeners: readonly Listener[],
  change: TalkChange,
): Promise<void> {
  const { platform, id, text } = change
  const item = messageItemId({ platform, place: change }, { id, thread: null })
  const feedback = await store.moderation.idOf(workspace, platform, item)
  if (feedback === undefined || !(await isUntouched(store, workspace, feedback))) return
  const now = text?.slice(0, LONGEST_TEXT)
  if (now !== undefined && listeners.some(({ words }) => holdsAny(now, words))) {
    await store.edit(workspace, feedback, { text: maskPersonal(now).text })
  } else await store.remove(workspace, [feedback])
}

async function isUntouched(
  store: Store,
  workspace: WorkspaceId,
  feedback: FeedbackId,
): Promise<boolean> {
  if (await store.moderation.logged(workspace, feedback)) return false
  if (await store.loop.item(workspace, feedback)) return false
  const changes = await store.moderation.changes(workspace, feedback)
  const corrections = await store.corrections(workspace, feedback)
  return changes.length + corrections.length === 0
}
