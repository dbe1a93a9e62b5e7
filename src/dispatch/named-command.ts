import type { Command, CommandRegistry } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import { readName } from '../parse/command-line.ts'
import { openLine } from '../parse/cursor.ts'

/** Returns the command that a line calls, whatever follows the name; undefined where it calls none. */
export function namedCommand(line: string, registry: CommandRegistry): Command | undefined {
  try {
    const cursor = openLine(line.trim().replace(/^\//, ''))
    return cursor.tokens.length === 0 ? undefined : readName(cursor, { registry })
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}
