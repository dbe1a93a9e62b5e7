import type { CommandRegistry } from '../core/command.ts'
import type { PeriodEnvironment } from './period-dates.ts'

/** What a command line is understood against. */
export interface CommandEnvironment extends PeriodEnvironment {
  readonly registry: CommandRegistry
}
