import type { NewFeedback } from '../../src/core/feedback.ts'
import type { WorkspaceId } from '../../src/core/identity.ts'
import type { IngestResult } from '../../src/core/store.ts'
import { Coalescer } from './coalescer.ts'

type Outcome = 'accepted' | 'duplicate' | 'conflict'

/** Items that one commit takes at most. */
const MOST_AT_ONCE = 1_000

/** Lets single items of a workspace share commits. */
export class GroupCommit {
  private readonly commits = new Map<WorkspaceId, Coalescer<NewFeedback, Outcome>>()
  private readonly ingest: (
    workspace: WorkspaceId,
    items: readonly NewFeedback[],
  ) => Promise<IngestResult>

  constructor(
    ingest: (workspace: WorkspaceId, items: readonly NewFeedback[]) => Promise<IngestResult>,
  ) {
    this.ingest = ingest
  }

  async add(workspace: WorkspaceId, item: NewFeedback): Promise<Outcome> {
    let commits = this.commits.get(workspace)
    if (!commits) {
      commits = new Coalescer((items) => this.commit(workspace, items), MOST_AT_ONCE)
      this.commits.set(workspace, commits)
    }
    return await commits.add(item)
  }

  private async commit(
    workspace: WorkspaceId,
    items: readonly NewFeedback[],
  ): Promise<readonly Outcome[]> {
    const result = await this.ingest(workspace, items)
    const duplicates = new Set(result.duplicates)
    const conflicts = new Set(result.conflicts)
    return items.map((_, index) =>
      duplicates.has(index) ? 'duplicate' : conflicts.has(index) ? 'conflict' : 'accepted',
    )
  }
}
