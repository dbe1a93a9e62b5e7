export { type ParsedCommand, parseCommandLine } from './command-line.ts'
export type { CommandEnvironment } from './environment.ts'
export { parsePeriod } from './period.ts'
export type { PeriodEnvironment } from './period-dates.ts'
