import type { Filter } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Feedback } from '../core/feedback.ts'
import type { FeedbackId, WorkspaceId } from '../core/identity.ts'
import type { LoopStore } from '../core/store.ts'
import { isScopeWithin, narrowed } from './scope.ts'

/**
 * Returns what is to be answered and what was made better as it is seen from a place with a
 * scope: other feedback is not there, and neither are improvements of more than the scope.
 */
export function scopedLoop(
  store: LoopStore,
  workspace: WorkspaceId,
  scope: readonly Filter[],
  visible: (id: FeedbackId) => Promise<Feedback | undefined>,
): LoopStore {
  const need = async (id: FeedbackId): Promise<void> => {
    if (!(await visible(id))) throw new UserError('access.whole-workspace')
  }
  const own = async () =>
    (await store.improvements(workspace)).filter(({ filters }) => isScopeWithin(filters, scope))
  return {
    async track(_, item) {
      await need(item.feedback)
      await store.track(workspace, item)
    },
    item: async (_, id) => ((await visible(id)) ? await store.item(workspace, id) : undefined),
    async save(_, item) {
      await need(item.feedback)
      await store.save(workspace, item)
    },
    async open(_, query) {
      const filters = narrowed(query.filters, scope)
      return filters
        ? await store.open(workspace, { ...query, filters })
        : { items: [], next: null }
    },
    async openCounts(_, asked) {
      const filters = narrowed(asked, scope)
      if (!filters) return { open: 0, complaints: 0, oldest: null }
      return await store.openCounts(workspace, filters)
    },
    async durations(_, query) {
      const filters = narrowed(query.filters, scope)
      return filters ? await store.durations(workspace, { ...query, filters }) : []
    },
    used: () => store.used(workspace),
    async asked(_, query) {
      const filters = narrowed(query.filters, scope)
      return filters ? await store.asked(workspace, { ...query, filters }) : []
    },
    async mark(_, settings, at) {
      if (!isScopeWithin(settings.filters, scope)) throw new UserError('access.whole-workspace')
      return await store.mark(workspace, settings, at)
    },
    improvements: own,
    async unmark(_, id) {
      return (await own()).some((each) => each.id === id) && (await store.unmark(workspace, id))
    },
    due: () => Promise.reject(new UserError('access.whole-workspace')),
    settle: () => Promise.reject(new UserError('access.whole-workspace')),
  }
}
