import type { CommandContext } from '../core/command.ts'
import type { Period } from '../core/period.ts'

/** Returns the period that was asked for. Throws a RangeError for a command that declares none. */
export function periodOf({ arguments: { period } }: Pick<CommandContext, 'arguments'>): Period {
  if (!period) throw new RangeError('the command declares no period')
  return period
}
