import type { Filter } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Feedback } from '../core/feedback.ts'
import type { FeedbackId, WorkspaceId } from '../core/identity.ts'
import type { LoggedItem } from '../core/moderation.ts'
import type { ModerationStore } from '../core/store.ts'
import { isInScope } from './scope.ts'

/** As many logged items as are read at a time where others are passed over. */
const PAGE = 50

/**
 * Returns what people logged and changed as it is seen from a place with a scope: other
 * feedback is not there, and nothing is noted about it.
 */
export function scopedModeration(
  store: ModerationStore,
  workspace: WorkspaceId,
  scope: readonly Filter[],
  visible: (id: FeedbackId) => Promise<Feedback | undefined>,
): ModerationStore {
  /** Feedback that was taken out of the counts is where it was. */
  const isThere = async (id: FeedbackId): Promise<boolean> => {
    if (await visible(id)) return true
    const gone = await store.withdrawn(workspace, id)
    return gone !== undefined && isInScope(gone.content, scope)
  }
  const need = async (id: FeedbackId): Promise<void> => {
    if (!(await isThere(id))) throw new UserError('access.whole-workspace')
  }
  const itemThere = async (item: LoggedItem | undefined): Promise<LoggedItem | undefined> =>
    item && (await isThere(item.feedback)) ? item : undefined
  async function passing<Item>(
    items: readonly Item[],
    idOf: (item: Item) => FeedbackId,
  ): Promise<readonly Item[]> {
    const seen = await Promise.all(items.map((item) => isThere(idOf(item))))
    return items.filter((_, index) => seen[index])
  }
  return {
    async idOf(_, source, externalId) {
      const id = await store.idOf(workspace, source, externalId)
      return id !== undefined && (await isThere(id)) ? id : undefined
    },
    async noteLogged(_, feedback, by) {
      await need(feedback)
      await store.noteLogged(workspace, feedback, by)
    },
    logged: async (_, feedback) => itemThere(await store.logged(workspace, feedback)),
    lastLogged: async (_, user) => itemThere(await store.lastLogged(workspace, user)),
    async loggedItems(_, after, limit) {
      const found: LoggedItem[] = []
      let last = after
      while (found.length < limit) {
        const page = await store.loggedItems(workspace, last, PAGE)
        for (const item of page) if (await isThere(item.feedback)) found.push(item)
        const end = page.at(-1)
        if (!end || page.length < PAGE) break
        last = end.feedback
      }
      return found.slice(0, limit)
    },
    async withdraw(_, feedback, content, by, into) {
      await need(feedback)
      if (into !== null) await need(into)
      await store.withdraw(workspace, feedback, content, by, into)
    },
    async withdrawn(_, feedback) {
      const found = await store.withdrawn(workspace, feedback)
      return found && isInScope(found.content, scope) ? found : undefined
    },
    async partOf(_, source, externalId) {
      const id = await store.partOf(workspace, source, externalId)
      return id !== undefined && (await isThere(id)) ? id : undefined
    },
    async mergedInto(_, feedback) {
      if (!(await isThere(feedback))) return []
      return await passing(await store.mergedInto(workspace, feedback), (id) => id)
    },
    async restored(_, before, now, by) {
      await need(before)
      await need(now)
      await store.restored(workspace, before, now, by)
    },
    async noteChange(_, change) {
      await need(change.feedback)
      await store.noteChange(workspace, change)
    },
    changes: async (_, feedback) =>
      (await isThere(feedback)) ? await store.changes(workspace, feedback) : [],
    changesBy: async (_, user, limit) =>
      await passing(await store.changesBy(workspace, user, limit), ({ feedback }) => feedback),
  }
}
