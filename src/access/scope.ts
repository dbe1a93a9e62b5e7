import type { CommandDeclaration, Filter } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Dimension, Feedback, NewFeedback } from '../core/feedback.ts'
import { fold } from '../language/fold.ts'
import { quoteName } from '../parse/index.ts'

/**
 * What a place may be narrowed to: fields of which a piece of feedback has at most
 * one value. What analysis finds may change, and names of people are no place's business.
 */
export const SCOPE_DIMENSIONS = [
  'source',
  'channel',
  'store',
  'stage',
  'segment',
  'brand',
  'product',
  'lang',
  'survey',
] as const satisfies readonly Dimension[]
export type ScopeDimension = (typeof SCOPE_DIMENSIONS)[number]

/** Returns a scope as it is written in a command line. */
export function scopeText(scope: readonly Filter[]): string {
  return scope
    .map(({ dimension, names }) => `${dimension}:${names.map(quoteName).join(',')}`)
    .join(' ')
}

/**
 * Returns the filters of a question with those of the place, each as narrow as the
 * narrower of both; where the command does not take one, the scope holds all the same,
 * in what it reads. Throws a UserError for names outside the scope, whether they exist or not.
 */
export function forcedFilters(
  command: Pick<CommandDeclaration, 'filters'>,
  asked: readonly Filter[],
  scope: readonly Filter[],
  lineWith: (filters: readonly Filter[]) => string,
): { readonly own: readonly Filter[]; readonly forced: readonly Filter[] } {
  const own = asked.filter(({ dimension }) => !limitOf(scope, dimension))
  const forced = scope
    .filter(({ dimension }) => command.filters.includes(dimension))
    .map((limit): Filter => {
      const wanted = asked.find(({ dimension }) => dimension === limit.dimension)
      if (!wanted) return limit
      const names = wanted.names.map((name) => allowedName(name, limit))
      const outside = wanted.names.filter((_, index) => names[index] === undefined)
      if (outside.length > 0) {
        throw new UserError(
          'access.outside-scope',
          { scope: scopeText([limit]), asked: scopeText([{ ...wanted, names: outside }]) },
          lineWith([...own, limit]),
        )
      }
      return { dimension: limit.dimension, names: names.filter((name) => name !== undefined) }
    })
  return { own, forced }
}

function limitOf(scope: readonly Filter[], dimension: Dimension): Filter | undefined {
  return scope.find((limit) => limit.dimension === dimension)
}

/** Returns the scope's spelling of a name, or undefined where it is outside. */
function allowedName(name: string, { names }: Filter): string | undefined {
  return names.find((each) => each === name) ?? names.find((each) => fold(each) === fold(name))
}

/** Returns whether feedback is within a scope. */
export function isInScope(
  feedback: Pick<Feedback | NewFeedback, ScopeDimension>,
  scope: readonly Filter[],
): boolean {
  return scope.every(({ dimension, names }) => {
    const field = SCOPE_DIMENSIONS.find((each) => each === dimension)
    const value = field && feedback[field]
    return typeof value === 'string' && names.includes(value)
  })
}

/** Returns whether everything that one scope lets through, the other does too. */
export function isScopeWithin(inner: readonly Filter[], outer: readonly Filter[]): boolean {
  return outer.every((limit) => {
    const narrow = limitOf(inner, limit.dimension)
    return narrow?.names.every((name) => limit.names.includes(name)) ?? false
  })
}

/**
 * Returns the filters of a query with the scope's: names of a field that both name are
 * those in both. Undefined where nothing can pass.
 */
export function narrowed(
  filters: readonly Filter[],
  scope: readonly Filter[],
): readonly Filter[] | undefined {
  const own = filters.map((filter): Filter => {
    const limit = limitOf(scope, filter.dimension)
    if (!limit) return filter
    return { ...filter, names: filter.names.filter((name) => limit.names.includes(name)) }
  })
  if (own.some(({ names }) => names.length === 0)) return undefined
  const missing = scope.filter(
    ({ dimension }) => !filters.some((filter) => filter.dimension === dimension),
  )
  return [...own, ...missing]
}
