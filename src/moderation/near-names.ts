import type { CommandContext } from '../core/command.ts'
import type { Feedback } from '../core/feedback.ts'
import { nearest } from '../language/nearest.ts'

/** Fields whose names come again and again, so that a new one may be a slip. */
const FIELDS = ['store', 'brand', 'product', 'channel'] as const
const NAMES_LOOKED_AT = 500

/** A name that nothing else has, and the known one that it is most like. */
export interface NearName {
  readonly field: (typeof FIELDS)[number]
  readonly name: string
  readonly known: string
}

type Named = Readonly<Partial<Pick<Feedback, (typeof FIELDS)[number]>>>

/** Returns which of the names are new and may be slips of known ones; asked before they are stored. */
export async function nearNames(
  named: Named,
  { store, workspaceId }: Pick<CommandContext, 'store' | 'workspaceId'>,
): Promise<readonly NearName[]> {
  const found = await Promise.all(
    FIELDS.map(async (field): Promise<readonly NearName[]> => {
      const name = named[field]
      if (!name || (await store.findName(workspaceId, field, name)) !== undefined) return []
      const names = await store.names(workspaceId, field, { limit: NAMES_LOOKED_AT })
      const known = nearest(name, names)
      return known === undefined ? [] : [{ field, name, known }]
    }),
  )
  return found.flat()
}
