import type { Breakdown, CommandDeclaration, Filter } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Baseline, Period } from '../core/period.ts'
import type { View } from '../core/reply.ts'

/** What has been read of a command line so far. */
export interface Draft {
  readonly subjects: string[]
  period: Period | null
  by: Breakdown | null
  baseline: Baseline | null
  readonly filters: Filter[]
  view: View | null
  readonly options: Record<string, string>
}

/** Returns a draft of which nothing has been read. */
export function emptyDraft(): Draft {
  return {
    subjects: [],
    period: null,
    by: null,
    baseline: null,
    filters: [],
    view: null,
    options: {},
  }
}

/** Throws a UserError where a part of the line is given for the second time. */
export function refuseTwice(given: unknown, part: string, word: string): void {
  if (given !== null && given !== undefined)
    throw new UserError('parse.given_twice', { part, word })
}

/** Returns the names as a list for an error message. */
export function listed(names: readonly string[]): string {
  return names.length === 0 ? '–' : names.join(', ')
}

/** Returns the names of the options that are written `name:value`. */
export function valueOptions(declaration: CommandDeclaration): readonly string[] {
  return declaration.options.flatMap((option) => (option.type === 'value' ? [option.name] : []))
}
