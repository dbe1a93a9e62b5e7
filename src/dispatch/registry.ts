import type { Command, CommandRegistry } from '../core/command.ts'

const NAME = /^[a-z][a-z0-9_]{0,31}$/

/**
 * Returns the registry of the commands, in the order given. Throws a
 * RangeError for a name that no platform would take, or that is taken twice.
 */
export function createRegistry(commands: readonly Command[]): CommandRegistry {
  const byName = new Map<string, Command>()
  for (const command of commands) {
    if (!NAME.test(command.name)) throw new RangeError(`not a command name: ${command.name}`)
    if (byName.has(command.name)) throw new RangeError(`two commands are named ${command.name}`)
    byName.set(command.name, command)
  }
  return {
    commands: Object.freeze([...commands]),
    find: (name) => byName.get(name.toLowerCase()),
  }
}
