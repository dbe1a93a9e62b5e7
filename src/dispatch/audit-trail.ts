import { auditCommand, commandClass } from '../access/audit.ts'
import type { Access, AuditOutcome } from '../core/access.ts'
import type { Invocation } from '../core/invocation.ts'
import type { Store } from '../core/store.ts'
import type { HostParts } from './host-parts.ts'
import { namedCommand } from './named-command.ts'

/** What became of a line, as the audit log tells it. */
export interface AuditEntry {
  readonly invocation: Invocation
  readonly home: Access['home']
  readonly outcome: AuditOutcome
  readonly detail: string
  /** The class of what was asked; that of the named command where it is left out. */
  readonly of?: string
}

/** Writes the audit log beside the answers. */
export interface AuditTrail {
  /** Resolves at once for a command that only reads: nobody waits for a commit to see a number. */
  write(on: Store, entry: AuditEntry): Promise<void>
  /** Resolves when all lines on their way are written. */
  settled(): Promise<void>
}

/** Returns the audit log of a host. */
export function createAuditTrail({
  registry,
  log,
  clock,
}: Pick<HostParts, 'registry' | 'log' | 'clock'>): AuditTrail {
  const writing = new Set<Promise<void>>()
  return {
    async write(on, { invocation, home, outcome, detail, of }) {
      const command = namedCommand(invocation.text, registry)
      const written = auditCommand(on, log, {
        invocation,
        home,
        command,
        of: of ?? commandClass(command),
        outcome,
        detail,
        at: clock(),
      })
      if (command?.writes) return await written
      writing.add(written)
      void written.finally(() => writing.delete(written))
    },
    async settled() {
      await Promise.allSettled(writing)
    },
  }
}
