import type { Hook, HookFault, HookKey, HookSettings } from '../hook.ts'
import type { EpochSeconds, HookId, WorkspaceId } from '../identity.ts'

/** Webhooks, their keys and what was taken in through them. */
export interface HookStore {
  create(
    workspace: WorkspaceId,
    settings: HookSettings,
    secrets: { readonly token: string; readonly keys: readonly HookKey[] },
    at: EpochSeconds,
  ): Promise<Hook>
  list(workspace: WorkspaceId): Promise<readonly Hook[]>
  find(workspace: WorkspaceId, id: HookId): Promise<Hook | undefined>
  /** Returns undefined where there is no such hook. */
  setKeys(workspace: WorkspaceId, id: HookId, keys: readonly HookKey[]): Promise<Hook | undefined>
  /** What it brought stays. */
  remove(workspace: WorkspaceId, id: HookId): Promise<boolean>
  /** Returns whether the delivery is new; those whose time is over are forgotten. */
  takeNonce(
    hook: Pick<Hook, 'workspace' | 'id'>,
    nonce: string,
    now: EpochSeconds,
    forgetAt: EpochSeconds,
  ): Promise<boolean>
  noteSuccess(hook: Pick<Hook, 'workspace' | 'id'>, at: EpochSeconds, items: number): Promise<void>
  noteFault(
    hook: Pick<Hook, 'workspace' | 'id'>,
    at: EpochSeconds,
    fault: HookFault,
    detail: string,
  ): Promise<void>
}
