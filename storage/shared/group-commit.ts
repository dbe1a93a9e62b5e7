import type { NewFeedback } from '../../src/core/feedback.ts'
import type { WorkspaceId } from '../../src/core/identity.ts'
import type { IngestResult } from '../../src/core/store.ts'

type Outcome = 'accepted' | 'duplicate' | 'conflict'

interface Waiting {
  readonly item: NewFeedback
  resolve(outcome: Outcome): void
  reject(error: unknown): void
}

/** Items that one commit takes at most, so that none waits long. */
const MOST_AT_ONCE = 1_000

/**
 * Lets single items share commits: what arrives while a commit is on its way
 * waits and goes with the next.
 */
export class GroupCommit {
  private readonly waiting = new Map<WorkspaceId, Waiting[]>()
  private readonly running = new Set<WorkspaceId>()
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
    return await new Promise((resolve, reject) => {
      const queue = this.waiting.get(workspace)
      const entry: Waiting = { item, resolve, reject }
      if (queue) queue.push(entry)
      else this.waiting.set(workspace, [entry])
      if (!this.running.has(workspace)) void this.run(workspace)
    })
  }

  private async run(workspace: WorkspaceId): Promise<void> {
    this.running.add(workspace)
    /** What arrives in the same turn of the event loop goes along. */
    await new Promise((resolve) => setImmediate(resolve))
    for (;;) {
      const queue = this.waiting.get(workspace) ?? []
      const group = queue.splice(0, MOST_AT_ONCE)
      if (group.length === 0) break
      await this.commit(workspace, group)
    }
    this.running.delete(workspace)
  }

  private async commit(workspace: WorkspaceId, group: readonly Waiting[]): Promise<void> {
    try {
      const result = await this.ingest(
        workspace,
        group.map(({ item }) => item),
      )
      const duplicates = new Set(result.duplicates)
      const conflicts = new Set(result.conflicts)
      group.forEach(({ resolve }, index) => {
        resolve(
          duplicates.has(index) ? 'duplicate' : conflicts.has(index) ? 'conflict' : 'accepted',
        )
      })
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }
}
