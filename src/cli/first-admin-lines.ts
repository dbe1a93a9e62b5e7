import { firstAdminCode } from '../access/first-admin.ts'
import { StorageError } from '../core/errors.ts'
import type { Store, Workspace } from '../core/store.ts'
import { formatInstant } from '../language/format.ts'
import { PLATFORMS } from '../platform-names.ts'
import type { Session } from './shell.ts'
import { ensureOwnWorkspace } from './workspaces.ts'

/**
 * Returns the lines for the terminal that tell how the first admin comes in; none where
 * there is one, or no chat platform is set up. While the sample is shown, people are let
 * into the workspace that own data will go into.
 */
export async function firstAdminLines(
  session: Session,
  store: Store,
  served: Workspace,
): Promise<readonly string[]> {
  const { config, locale, t } = session
  if (PLATFORMS.every((platform) => config.platforms[platform] === null)) return []
  try {
    const isOwn = !served.sample || config.workspace !== null
    const workspace = isOwn ? served : await ensureOwnWorkspace(session, store)
    const first = await firstAdminCode(store, workspace.id, session.now())
    if (!first) return []
    const zone = config.zone ?? session.shell.machineZone
    const until = formatInstant(first.expiresAt, locale, zone)
    return ['', t('access:start.first-admin', { until }), `  /link ${first.code}`, '']
  } catch (error) {
    // Nobody can be let in while nothing can be written; what is stored is shown all the same.
    if (!(error instanceof StorageError)) throw error
    return []
  }
}
