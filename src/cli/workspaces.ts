import { UserError } from '../core/errors.ts'
import type { Store, Workspace } from '../core/store.ts'
import { nearest } from '../language/nearest.ts'
import type { Session } from './shell.ts'

/** Where data goes and questions are asked when no workspace is named. */
export const DEFAULT_WORKSPACE = 'default'
/** The workspace of made-up data, never mixed with any other. */
export const SAMPLE_WORKSPACE = 'sample'

/** Returns the store, where there is one already: looking at it must create nothing. */
export async function existingStore(session: Session): Promise<Store | undefined> {
  return session.databaseExists() ? await session.openStore() : undefined
}

/** Returns the zone and language for a workspace that is made now. */
export function newWorkspaceSettings(session: Session): {
  readonly zone: string
  readonly locale: Session['locale']
} {
  return {
    zone: session.config.zone ?? session.shell.machineZone,
    locale: session.config.locale ?? session.locale,
  }
}

/**
 * Returns the workspace that own data goes into, made where there is none. Rejects
 * with a UserError for the sample workspace, which holds nothing but made-up data.
 */
export async function ensureOwnWorkspace(session: Session, store: Store): Promise<Workspace> {
  const name = session.config.workspace ?? DEFAULT_WORKSPACE
  if (name === SAMPLE_WORKSPACE)
    throw new UserError('cli.sampleIsClosed', {}, '--workspace default')
  return store.ensureWorkspace(name, { ...newWorkspaceSettings(session), sample: false })
}

/** Returns the named workspace. Rejects with a UserError that names those that there are. */
export async function findNamedWorkspace(store: Store, name: string): Promise<Workspace> {
  const found = await store.findWorkspace(name)
  if (found) return found
  const names = (await store.workspaces()).map((workspace) => workspace.name)
  throw new UserError(
    'cli.unknownWorkspace',
    { value: name, known: names.join(', ') || '–' },
    nearest(name, names) ?? names[0],
  )
}

/**
 * Returns the workspace to ask: the named one; else the default one once it
 * holds data; else the only other one that does; else the sample. Undefined where
 * there is nothing to ask.
 */
export async function chooseWorkspace(
  store: Store,
  name: string | null,
): Promise<Workspace | undefined> {
  if (name !== null) return findNamedWorkspace(store, name)
  const all = await store.workspaces()
  const filled: Workspace[] = []
  for (const workspace of all) {
    if (!workspace.sample && (await store.span(workspace.id))) filled.push(workspace)
  }
  const own = filled.find((workspace) => workspace.name === DEFAULT_WORKSPACE)
  if (own) return own
  if (filled.length > 1) {
    const names = filled.map((workspace) => workspace.name)
    throw new UserError(
      'cli.severalWorkspaces',
      { known: names.join(', ') },
      `--workspace ${names[0]}`,
    )
  }
  return filled[0] ?? all.find((workspace) => workspace.sample)
}

/**
 * Returns the workspace to write down as a whole: the one that is asked, and where that would be
 * made-up data or none, the default one, which may own digests and roles before any feedback.
 */
export async function chooseWholeWorkspace(
  store: Store,
  name: string | null,
): Promise<Workspace | undefined> {
  const asked = await chooseWorkspace(store, name)
  if (name !== null || asked?.sample === false) return asked
  return (await store.findWorkspace(DEFAULT_WORKSPACE)) ?? asked
}
