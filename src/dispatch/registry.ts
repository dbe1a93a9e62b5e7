import { isWithinRole } from '../access/authorize.ts'
import { type Command, type CommandRegistry, ROLES, type Role } from '../core/command.ts'
import { latinMetric } from '../language/metric-spellings.ts'

const NAME = /^[a-z][a-z0-9_]{0,31}$/

/**
 * Returns the registry of the commands, in the order given. Throws a
 * RangeError for a name that no platform would take, or that is taken twice, and for a
 * command that does not say who may use it and who sees the answer.
 */
export function createRegistry(commands: readonly Command[]): CommandRegistry {
  const byName = new Map<string, Command>()
  for (const command of commands) {
    if (!NAME.test(command.name)) throw new RangeError(`not a command name: ${command.name}`)
    if (byName.has(command.name)) throw new RangeError(`two commands are named ${command.name}`)
    if (!isRuled(command)) throw new RangeError(`a command without a rule: ${command.name}`)
    byName.set(command.name, command)
  }
  return {
    commands: Object.freeze([...commands]),
    find: (name) => byName.get(latinMetric(name)),
  }
}

/** Returns the commands that somebody with the role may use; strangers may use those that ask for nothing. */
export function allowedCommands(registry: CommandRegistry, role: Role | null): CommandRegistry {
  if (role === 'admin') return registry
  const commands = registry.commands.filter((command) => isWithinRole(command, { role }))
  return {
    commands,
    find(name) {
      const wanted = latinMetric(name)
      return commands.find((command) => command.name === wanted)
    },
  }
}

function isRuled({ needs, audience }: Command): boolean {
  const needed = ['stranger', ...ROLES].includes(needs)
  return needed && ['caller', 'channel'].includes(audience)
}
