import type { AspectName } from '../core/analysis.ts'
import type { Filter } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Dimension } from '../core/feedback.ts'
import type { WorkspaceId } from '../core/identity.ts'
import type { Store } from '../core/store.ts'
import { answerNamed, sentimentNamed } from '../language/finding-words.ts'
import { findAspect } from '../report/aspect-names.ts'
import { nearestNames } from './nearest-names.ts'

const PERSONAL: ReadonlySet<Dimension> = new Set(['author', 'customer'])
const CANDIDATES = 2_000
const LISTED = 5

/** Returns whether the dimension names people: its values are never listed. */
export function isPersonal(dimension: Dimension): boolean {
  return PERSONAL.has(dimension)
}

/**
 * Returns the filters with every name as it is stored. Throws a UserError for
 * a name that no feedback has, since an empty answer would hide the mistake;
 * `lineWith` writes the command line with other filters, to be suggested.
 */
export async function resolveFilters(
  store: Store,
  workspace: WorkspaceId,
  filters: readonly Filter[],
  lineWith: (filters: readonly Filter[]) => string,
  aspects: readonly AspectName[] = [],
): Promise<readonly Filter[]> {
  const instead = (dimension: Dimension, wrong: string, right: string) =>
    lineWith(
      filters.map((filter) =>
        filter.dimension === dimension
          ? { dimension, names: filter.names.map((name) => (name === wrong ? right : name)) }
          : filter,
      ),
    )
  return Promise.all(
    filters.map(async ({ dimension, names }) => {
      const stored = await Promise.all(
        names.map(
          (name) =>
            foundName(dimension, name) ??
            storedName(store, workspace, dimension, calledName(dimension, name, aspects), (best) =>
              instead(dimension, name, best),
            ),
        ),
      )
      return { dimension, names: [...new Set(stored)] }
    }),
  )
}

/** Returns the stored name of a sentiment, or of yes and no, which are there whether feedback has them or not. */
function foundName(dimension: Dimension, name: string): string | undefined {
  if (dimension === 'sentiment') return sentimentNamed(name)
  return dimension === 'wom' ? answerNamed(name) : undefined
}

/** Returns the key of an aspect that is called so in any language. */
function calledName(dimension: Dimension, name: string, aspects: readonly AspectName[]): string {
  return dimension === 'aspect' ? (findAspect(name, aspects) ?? name) : name
}

/** Returns one name as it is stored, or throws the UserError that tells the nearest ones. */
async function storedName(
  store: Store,
  workspace: WorkspaceId,
  dimension: Dimension,
  name: string,
  lineWith: (name: string) => string,
): Promise<string> {
  const stored = await store.findName(workspace, dimension, name)
  if (stored !== undefined) return stored
  const candidates = await store.names(workspace, dimension, { limit: CANDIDATES })
  if (candidates.length === 0) {
    if ((await store.span(workspace)) === undefined) {
      throw new UserError('commands.no-data-at-all')
    }
    throw new UserError('errors.unused-dimension', { dimension, name })
  }
  if (isPersonal(dimension)) {
    throw new UserError('errors.unknown-private-name', { dimension, name })
  }
  const nearest = nearestNames(name, candidates, LISTED)
  const { best } = nearest
  throw new UserError(
    'errors.unknown-name',
    { dimension, name, names: nearest.listed.join(', ') },
    best === undefined ? undefined : lineWith(best),
  )
}
