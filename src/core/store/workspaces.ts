import type { WorkspaceId } from '../identity.ts'
import type { Locale } from '../locale.ts'

export interface Workspace {
  readonly id: WorkspaceId
  readonly name: string
  /** The IANA zone in which days are cut. */
  readonly zone: string
  readonly locale: Locale
  /** True for the made-up sample workspace. */
  readonly sample: boolean
}

/** Which workspaces there are, and how each cuts its days. */
export interface WorkspaceStore {
  workspaces(): Promise<readonly Workspace[]>
  findWorkspace(name: string): Promise<Workspace | undefined>
  /** Returns the one of that name as it is, or makes it. */
  ensureWorkspace(
    name: string,
    settings: { zone: string; locale: Locale; sample: boolean },
  ): Promise<Workspace>
  /** A changed zone counts every day anew, in one transaction. */
  updateWorkspace(
    workspace: WorkspaceId,
    settings: Partial<{ zone: string; locale: Locale }>,
  ): Promise<Workspace>
}
