import type { CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { FileShelf, KeptFile } from '../core/given-file.ts'
import { type ImportOptions, type ImportPlan, planImport } from '../ingest/index.ts'

/**
 * Returns where given files are kept. Throws a UserError where there is no such place, and
 * where only a part of the feedback may be seen: a file belongs to all of it.
 */
export function shelfOf({ access, files }: CommandContext): FileShelf {
  if (access.scope.length > 0) throw new UserError('access.whole-workspace')
  if (!files) throw new UserError('drop.not-here', {}, 'cxbot import FILE.csv')
  return files
}

/** Returns who gave a file, and for which feedback. */
export function ownerOf({ invocation, workspaceId }: CommandContext): string {
  const { place, platform, user } = invocation
  return JSON.stringify([workspaceId, platform, place.community, user.id])
}

/** Returns a kept file of the caller. Throws a UserError where it is gone, or another's. */
export async function findFile(key: string, context: CommandContext): Promise<KeptFile> {
  const found = await shelfOf(context).find(key, ownerOf(context))
  if (!found) throw new UserError('drop.gone', {}, 'import')
  return found
}

/** Returns how a kept file is to be read. Rejects as planImport does. */
export function planOf(
  file: KeptFile,
  options: ImportOptions,
  { now, workspace }: CommandContext,
): Promise<ImportPlan> {
  return planImport(file.path, options, { zone: workspace.zone, now, name: file.name })
}
