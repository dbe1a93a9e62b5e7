import type { CommandRegistry } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Dimension } from '../core/feedback.ts'
import type { WorkspaceId } from '../core/identity.ts'
import type { Store } from '../core/store.ts'
import { quoteName } from '../parse/index.ts'

/** The fields in which a bare word is looked for, the likeliest first. */
const SEARCHED: readonly Dimension[] = [
  'store',
  'brand',
  'source',
  'product',
  'channel',
  'segment',
  'stage',
  'survey',
  'tag',
]

/**
 * Returns the mistake with a line that is right, where the word that means
 * nothing is a name in the data: `nps Centre` was meant as `nps store:Centre`.
 */
export async function withNameSuggested(
  mistake: UserError,
  line: string,
  { registry, store, workspace }: MendingParts,
): Promise<UserError> {
  const { word } = mistake.params
  if (mistake.id !== 'parse.unknown_word' || mistake.suggestion !== undefined) return mistake
  const words = line.split(/\s+/)
  const at = words.indexOf(String(word))
  const command = registry.find(words[0] ?? '')
  if (at < 1 || !command) return mistake
  for (const dimension of SEARCHED.filter((each) => command.filters.includes(each))) {
    const name = await store.findName(workspace, dimension, String(word))
    if (name === undefined) continue
    const better = words.with(at, `${dimension}:${quoteName(name)}`).join(' ')
    return new UserError(mistake.id, mistake.params, better)
  }
  return mistake
}

interface MendingParts {
  readonly registry: CommandRegistry
  readonly store: Store
  readonly workspace: WorkspaceId
}
