import type { CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { FileShelf, KeptFile } from '../core/given-file.ts'
import { type ImportOptions, type ImportPlan, planImport, storedBefore } from '../ingest/index.ts'

const ON_THE_SERVER = 'cxbot import FILE.csv'

/**
 * Returns where given files are kept. Throws a UserError where there is no such place, and
 * where only a part of the feedback may be seen: a file belongs to all of it.
 */
export function shelfOf({ access, files }: CommandContext): FileShelf {
  if (access.scope.length > 0) throw new UserError('access.whole-workspace')
  if (!files) throw new UserError('drop.not-here', {}, ON_THE_SERVER)
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

/** What a file given in a chat may cost: the bot answers others meanwhile. */
const LIMITS = { rows: 2_000_000, seconds: 60 }

type PlanningContext = Pick<CommandContext, 'now' | 'store' | 'workspace' | 'workspaceId'>

/**
 * Returns how a kept file is to be read. Rejects as planImport does, and with a UserError where
 * looking at it takes too long or finds too many rows.
 */
export async function planOf(
  file: KeptFile,
  options: ImportOptions,
  { now, store, workspace, workspaceId }: PlanningContext,
  limits = LIMITS,
): Promise<ImportPlan> {
  const signal = AbortSignal.timeout(limits.seconds * 1000)
  const plan = await planImport(file.path, options, {
    zone: workspace.zone,
    now,
    name: file.name,
    before: storedBefore(store, workspaceId),
    signal,
  }).catch((error: unknown) => {
    if (signal.aborted) return undefined
    throw error
  })
  const { name } = file
  if (!plan || signal.aborted) {
    throw new UserError('drop.too-long', { name, most: limits.seconds }, ON_THE_SERVER)
  }
  if (plan.expectedRows > limits.rows) {
    throw new UserError('drop.too-many-rows', { name, most: limits.rows }, ON_THE_SERVER)
  }
  return plan
}
