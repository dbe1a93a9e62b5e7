import type { CommandDeclaration } from '../src/core/command.ts'

/** What a command declares that reads its line itself: no period, no breakdown, no filter. */
export const WITHOUT_COMMON_GRAMMAR = {
  period: null,
  breakdowns: [],
  baselines: false,
  filters: [],
  options: [],
} as const satisfies Partial<CommandDeclaration>
