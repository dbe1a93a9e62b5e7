import type { CommandRegistry } from '../../src/core/command.ts'
import { typedOn } from '../../src/core/platforms.ts'

/** Returns a line as a slash command that Slack knows. */
export function slashed(line: string, registry: Pick<CommandRegistry, 'find'>): string {
  return typedOn('slack', line, registry).replace(/^(?!\/)/, '/')
}
