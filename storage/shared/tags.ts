import type { FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { Reader } from './engine.ts'

/** Which feedback is meant: these ids, or those behind one up to another. */
export type TaggedRange =
  | { readonly ids: readonly FeedbackId[] }
  | { readonly after: number; readonly last: number }

/** Returns the tags of feedback, as ids of the dictionary. */
export async function tagsOf(
  db: Reader,
  workspace: WorkspaceId,
  range: TaggedRange,
): Promise<ReadonlyMap<number, readonly number[]>> {
  const all = db.selectFrom('feedback_tag').select(['feedback', 'tag']).where('ws', '=', workspace)
  const rows = await ('ids' in range
    ? all.where('feedback', 'in', range.ids)
    : all.where('feedback', '>', range.after).where('feedback', '<=', range.last)
  ).execute()
  const tags = new Map<number, number[]>()
  for (const { feedback, tag } of rows) {
    const list = tags.get(feedback)
    if (list) list.push(tag)
    else tags.set(feedback, [tag])
  }
  return tags
}
