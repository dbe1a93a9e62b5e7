import type { AuditEntry } from '../../src/core/access.ts'
import type { WorkspaceId } from '../../src/core/identity.ts'
import { record } from './access-audit.ts'
import type { Engine } from './engine.ts'

interface Waiting {
  readonly workspace: WorkspaceId
  readonly entry: Omit<AuditEntry, 'id'>
  resolve(): void
  reject(error: unknown): void
}

/** Entries that one commit takes at most. */
const MOST_AT_ONCE = 500

/** Writes the audit log: entries that come while a commit is on its way share the next. */
export class AuditWriter {
  private readonly engine: Engine
  private readonly waiting: Waiting[] = []
  private running = false

  constructor(engine: Engine) {
    this.engine = engine
  }

  /** Resolves once the entry is durable. */
  async record(workspace: WorkspaceId, entry: Omit<AuditEntry, 'id'>): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.waiting.push({ workspace, entry, resolve, reject })
      if (!this.running) void this.run()
    })
  }

  private async run(): Promise<void> {
    this.running = true
    for (;;) {
      const group = this.waiting.splice(0, MOST_AT_ONCE)
      if (group.length === 0) break
      try {
        await this.engine.write(async (trx) => {
          for (const { workspace, entry } of group) await record(trx, workspace, entry)
        })
        for (const { resolve } of group) resolve()
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
    }
    this.running = false
  }
}
